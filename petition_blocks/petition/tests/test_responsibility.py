"""Who signs sees who answers for the data, by what right and until when, and agrees to just that."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from home.models import HomePage
from petition_blocks.lifecycle.actions import change_state
from petition_blocks.lifecycle.transitions import CLOSE
from petition_blocks.page.models import PetitionPage

from ..controllers import Controller
from ..models import Petition
from ..organisations import Organisation
from ..transfers import ADEQUATE_COUNTRIES, EEA_COUNTRIES, is_outside_eea

NOT_AN_INITIATIVE = "This is not a European Citizens’ Initiative"


def text_of(client: Client, url: str, selector: str) -> str:
    found = BeautifulSoup(client.get(url).content, "html.parser").select_one(selector)
    return " ".join(found.get_text(" ").split()).replace(" , ", ", ") if found is not None else ""


@pytest.fixture
def joint(petition: Petition) -> Petition:
    """The register with a second organisation for the petition, outside the EU."""
    organisation = Organisation.objects.create(
        name="Zürich Unwatched",
        address="Example Street 2",
        country="CH",
        transfer_basis=Organisation.TransferBasis.ADEQUACY,
    )
    Controller.objects.create(petition=petition, organisation=organisation, for_petition=True, sort_order=9)
    return petition


@pytest.mark.slow
def test_the_petition_page_says_who_is_responsible(
    client: Client, joint: Petition, petition_page: PetitionPage
) -> None:
    said = text_of(client, petition_page.url, "#responsible")
    for words in (
        "Example Coalition Rue de l’Exemple 1, 1000 Brussels, Belgium",
        "Zürich Unwatched Example Street 2, Switzerland",
        "Data may go there because of this: The EU has found",
        "They answer for it together",
        "Responsible for news",
        "9(2)(a)",
        "privacy@example.org",
        "16 years",
        "Your rights",
    ):
        assert words in said, words
    assert "Assessment of 1 March" not in client.get(petition_page.url).content.decode()


@pytest.mark.slow
def test_each_form_says_it_before_the_button(
    client: Client, joint: Petition, petition_page: PetitionPage, home: HomePage
) -> None:
    for url in (home.url, "/en/sign/unwatched/"):
        form = text_of(client, url, ".sign-form")
        for words in (NOT_AN_INITIATIVE, "Example Coalition", "Switzerland", "privacy@example.org"):
            assert words in form, (url, words)
    assert NOT_AN_INITIATIVE in text_of(client, petition_page.url, ".sign-form")


@pytest.mark.slow
def test_a_closed_petition_goes_on_saying_it(
    client: Client, petition: Petition, petition_page: PetitionPage
) -> None:
    change_state(petition, CLOSE, None)
    said = text_of(client, petition_page.url, "#responsible")
    assert NOT_AN_INITIATIVE in said
    assert "privacy@example.org" in said


@pytest.mark.slow
def test_it_is_said_in_the_language_of_the_page(
    client: Client, petition: Petition, german_petition_page: PetitionPage
) -> None:
    assert "Belgien" in text_of(client, german_petition_page.url, "#responsible")
    assert "Belgien" in german_petition_page.wording_text()["controllers"]


def change_register(**fields: object) -> Callable[[Petition], object]:
    return lambda petition: Petition.objects.update(**fields)


@pytest.mark.parametrize(
    "change",
    [
        change_register(data_protection_officer="We need none: we are three people."),
        change_register(lawful_basis=Petition.LawfulBasis.LAW),
        change_register(retention_day="2099-01-01"),
        change_register(minimum_age=18),
        lambda petition: Organisation.objects.update(name="Somebody else"),
        lambda petition: Organisation.objects.update(country="CH"),
    ],
)
def test_what_is_said_is_what_is_agreed_to(
    petition: Petition, petition_page: PetitionPage, change: Callable[[Petition], object]
) -> None:
    before = petition_page.wording_hash
    change(petition)
    assert PetitionPage.objects.get().wording_hash != before


@pytest.mark.slow
def test_where_nobody_could_take_it_for_an_initiative_the_sentence_is_left_out(
    client: Client, petition: Petition, petition_page: PetitionPage
) -> None:
    before = petition_page.wording_hash
    assert NOT_AN_INITIATIVE in client.get(petition_page.url).text
    petition.denies_initiative = False
    petition.save()
    page = PetitionPage.objects.get()
    assert page.wording_hash != before, "it is part of what people agree to"
    assert page.wording_text()["not_a_citizens_initiative"] == ""
    for state in ("open", "closed"):
        assert "Initiative" not in client.get(petition_page.url).text, state
        Petition.objects.update(closes_at=timezone.now())


def test_what_only_the_coalition_reads_is_not(petition: Petition, petition_page: PetitionPage) -> None:
    before = petition_page.wording_hash
    Petition.objects.update(assessment_reference="Another paper")
    assert PetitionPage.objects.get().wording_hash == before


def test_a_wording_keeps_all_of_it(petition: Petition, petition_page: PetitionPage) -> None:
    wording = petition.wordings.get(pk=petition_page.wording_hash)
    assert wording.retention_day == petition.retention_day
    assert NOT_AN_INITIATIVE in wording.text["not_a_citizens_initiative"]
    assert wording.text["updates_controllers"].startswith("Example Coalition, ")
    assert wording.text["partner_controllers"] == ""


@pytest.mark.slow
def test_a_partner_is_named_only_where_the_form_asks(
    client: Client, petition: Petition, petition_page: PetitionPage
) -> None:
    partner = Organisation.objects.create(name="Partner Union", address="Example Street 3", country="FR")
    Controller.objects.create(petition=petition, organisation=partner, for_partner=True)
    assert "Partner Union" not in client.get(petition_page.url).content.decode()
    Petition.objects.update(asks_partner_consent=True)
    assert "Partner Union" in text_of(client, petition_page.url, "#responsible")
    assert "Partner Union" in PetitionPage.objects.get().wording_text()["partner_controllers"]


def test_the_lists_of_countries_do_not_overlap() -> None:
    assert len(EEA_COUNTRIES) == 30
    assert not EEA_COUNTRIES & ADEQUATE_COUNTRIES
    assert is_outside_eea("CH")
    assert not is_outside_eea("NO")
    assert not is_outside_eea("")
