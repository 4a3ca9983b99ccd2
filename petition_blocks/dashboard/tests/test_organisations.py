"""An organisation that answers for data is written down once, and chosen for each petition."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import registry as log_registry

from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.controllers import Controller
from petition_blocks.petition.models import Petition
from petition_blocks.petition.organisations import Organisation
from petition_blocks.signature.models import Signature
from petition_blocks.signing.confirm import confirm
from tests.factories import HandIn

from .test_admin_settings import controllers_data, form_data, save


def facts(**changes: str) -> dict[str, str]:
    return {
        "name": "Example Coalition",
        "address": "Rue de l’Exemple 1\n1000 Brussels",
        "country": "BE",
        "transfer_basis": "",
        "transfer_note": "",
        **changes,
    }


def change(client: Client, organisation: Organisation, **changes: str) -> Any:
    return client.post(reverse("organisations:edit", args=[organisation.pk]), facts(**changes))


@pytest.fixture
def organisation(petition: Petition) -> Organisation:
    """The one that answers for the petition and for its news."""
    return Organisation.objects.get()


def test_one_that_is_outside_the_eu_needs_a_reason(editor_client: Client, organisation: Organisation) -> None:
    without = change(editor_client, organisation, country="RS")
    assert "outside the EU" in without.context["form"].errors["transfer_basis"][0]
    wrong = change(editor_client, organisation, country="RS", transfer_basis="adequacy")
    assert "has not found that of Serbia" in wrong.context["form"].errors["transfer_basis"][0]
    for country, basis in [("RS", "standard_clauses"), ("CH", "adequacy")]:
        right = change(editor_client, organisation, country=country, transfer_basis=basis)
        assert right.status_code == 302
    assert Organisation.objects.get().country_code == "CH"


def test_a_change_is_for_all_petitions_and_for_those_who_sign_after_it(
    editor_client: Client,
    organisation: Organisation,
    petition: Petition,
    petition_page: PetitionPage,
    hand_in: HandIn,
) -> None:
    confirm(hand_in().pk)
    signed = Signature.objects.get().wording
    number = petition.wordings.count()
    assert change(editor_client, organisation, name="New Coalition").status_code == 302
    assert Signature.objects.get().wording.text["controllers"] == signed.text["controllers"]
    page = PetitionPage.objects.get()
    kept = petition.wordings.get(pk=page.wording_hash)
    assert kept.text["controllers"] == "New Coalition, Rue de l’Exemple 1, 1000 Brussels, Belgium"
    assert petition.wordings.count() == number + 1
    history = editor_client.get(reverse("petitions:history", args=[petition.pk])).text
    assert "What is said of “New Coalition”, which answers for the data, was changed" in history


def test_saving_without_a_change_is_no_change(
    editor_client: Client, organisation: Organisation, petition: Petition
) -> None:
    number = petition.wordings.count()
    # Browsers send other line breaks than they were given; nobody reads a difference.
    change(editor_client, organisation, address="Rue de l’Exemple 1\r\n1000 Brussels")
    assert petition.wordings.count() == number


def test_it_says_which_petitions_a_change_is_for(
    editor_client: Client, organisation: Organisation, petition: Petition
) -> None:
    edit = reverse("organisations:edit", args=[organisation.pk])
    page = BeautifulSoup(editor_client.get(edit).content, "html.parser")
    assert "for those who sign after it" in page.get_text()
    assert page.select(f"a[href='{reverse('petitions:edit', args=[petition.pk])}']")
    new = Organisation.objects.create(name="Nobody’s", address="1", country="BE")
    edit = reverse("organisations:edit", args=[new.pk])
    assert "for those who sign after it" not in editor_client.get(edit).text


def test_one_that_is_chosen_stays(
    editor_client: Client, organisation: Organisation, petition: Petition
) -> None:
    delete = reverse("organisations:delete", args=[organisation.pk])
    for answer in (editor_client.get(delete), editor_client.post(delete)):
        assert "These petitions have chosen it" in answer.text
        assert petition.name in answer.text
    assert Organisation.objects.filter(pk=organisation.pk).exists()
    new = Organisation.objects.create(name="Nobody’s", address="1", country="BE")
    assert editor_client.post(reverse("organisations:delete", args=[new.pk])).status_code == 302
    assert not Organisation.objects.filter(pk=new.pk).exists()


def test_whoever_may_not_change_petitions_changes_no_organisation(
    viewer_client: Client, keeper_client: Client, organisation: Organisation, petition: Petition
) -> None:
    for client in (viewer_client, keeper_client):
        assert change(client, organisation, name="Mine").status_code == 302
        client.post(reverse("organisations:delete", args=[organisation.pk]))
        client.post(reverse("organisations:add"), facts(name="Mine"))
        client.post(reverse("organisation_chooser:create"), facts(name="Mine"))
    assert [one.name for one in Organisation.objects.all()] == ["Example Coalition"]
    assert not log_registry.get_logs_for_instance(petition)
    assert not Permission.objects.filter(content_type__model="organisation").exists()


def test_a_new_one_is_written_down_without_leaving_the_settings(
    editor_client: Client, organisation: Organisation
) -> None:
    choose = editor_client.get(reverse("organisation_chooser:choose")).json()["html"]
    assert "Example Coalition" in choose
    assert "Write down a new one" in choose
    answer = editor_client.post(reverse("organisation_chooser:create"), facts(name="Second", country="RS"))
    assert "is outside the EU" in answer.json()["htmlFragment"]
    answer = editor_client.post(reverse("organisation_chooser:create"), facts(name="Second"))
    assert answer.json()["result"]["title"] == "Second"
    assert Organisation.objects.filter(name="Second").exists()


def test_each_is_chosen_once_and_ticked_for_what_it_answers_for(
    editor_client: Client, petition: Petition, petition_page: PetitionPage
) -> None:
    for_nothing = controllers_data(petition, for_petition="", for_updates="")
    errors = save(editor_client, petition, opens_at=None, **for_nothing)
    assert errors == {"controllers-for_petition": ["Tick what this organisation answers for."]}
    second = Organisation.objects.create(name="Newsletter desk", address="Rue 2", country="BE")
    chosen = controllers_data(petition, without=Controller.Purpose.UPDATES) | {
        "controllers-TOTAL_FORMS": "2",
        "controllers-1-id": "",
        "controllers-1-ORDER": "2",
        "controllers-1-DELETE": "",
        "controllers-1-organisation": str(second.pk),
        "controllers-1-for_updates": "on",
    }
    assert save(editor_client, petition, opens_at=None, **chosen) == {}
    text = PetitionPage.objects.get().wording_text()
    assert text["controllers"].startswith("Example Coalition")
    assert text["updates_controllers"] == "Newsletter desk, Rue 2, Belgium"


def test_nobody_overwrites_unseen_whom_somebody_else_has_chosen(
    editor_client: Client, petition: Petition
) -> None:
    url = reverse("petitions:edit", args=[petition.pk])
    field = BeautifulSoup(editor_client.get(url).content, "html.parser").select_one("input[name=seen]")
    assert field is not None
    entered = form_data(petition, opens_at=None, seen=str(field["value"]))
    other = Organisation.objects.create(name="Other", address="Rue 2", country="BE")
    assert (
        save(editor_client, petition, opens_at=None, **controllers_data(petition, organisation=str(other.pk)))
        == {}
    )
    (problem,) = editor_client.post(url, entered).context["form"].errors["__all__"]
    assert "The petition: collecting the signatures and handing them over: Other, Rue 2, Belgium" in problem


def test_the_list_is_reached_from_the_petitions(
    editor_client: Client, viewer_client: Client, organisation: Organisation
) -> None:
    url = reverse("organisations:index")
    assert f'href="{url}"' in editor_client.get(reverse("petitions:index")).text
    for client in (editor_client, viewer_client):
        listed = client.get(url).text
        for words in ("Postal address", "Example Coalition", "Rue de l’Exemple 1, 1000 Brussels", "Belgium"):
            assert words in listed
    assert reverse("organisations:edit", args=[organisation.pk]) not in listed, "who may look changes nothing"
