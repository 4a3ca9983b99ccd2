"""When the original of a consent changes, a language keeps its whole old wording, or closes: never a mix."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from home.models import HomePage
from localisation.actions.bring_in_changes import bring_in_changes
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.tests.campaign import fill, fill_and_publish, public_row, publish, translation_into
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition
from petition_blocks.signature.models import Submission, Wording
from tests.factories import translated

CHANGED = {
    "statement": "<p>I am at least 16 years old and agree to something else altogether.</p>",
    "updates_question": "May we write to you once a month, about this and about other things?",
}


@pytest.fixture
def translation(petition_page: PetitionPage, german_home: HomePage) -> Translation:
    """The German translation of the petition, whole and public."""
    german = german_home.locale
    submit_for_translation(petition_page, [german], None)
    found = translation_into(german, petition_page)
    fill_and_publish(found)
    return found


def german_page(translation: Translation) -> PetitionPage:
    """Return the German page as the database has it."""
    page = translation.get_target_instance()
    assert isinstance(page, PetitionPage)
    return PetitionPage.objects.get(pk=page.pk)


def change_consents(page: PetitionPage) -> None:
    """Publish the original with other consents."""
    page.refresh_from_db()
    for field, words in CHANGED.items():
        setattr(page, field, words)
    publish(page)


def form_in_german(client: Client, petition: Petition) -> str:
    """Return the German form as visitors get it."""
    document = BeautifulSoup(client.get(f"/de/sign/{petition.slug}/").content, "html.parser")
    form = document.select_one("form[data-sign-form]")
    assert form is not None
    return str(form)


def test_german_is_as_it_was_to_the_byte_until_it_is_published_whole(
    client: Client, petition: Petition, petition_page: PetitionPage, translation: Translation
) -> None:
    before = public_row(german_page(translation))
    wording = german_page(translation).wording_hash
    form = form_in_german(client, petition)

    def is_as_it_was() -> bool:
        page = german_page(translation)
        return (public_row(page), page.wording_hash, form_in_german(client, petition)) == (
            before,
            wording,
            form,
        )

    change_consents(petition_page)
    assert is_as_it_was()
    bring_in_changes(translation.source, AnonymousUser(), [translation.target_locale])
    assert is_as_it_was()
    translation.save_target(publish=False)
    assert is_as_it_was()
    with pytest.raises(ValidationError):
        translation.save_target(publish=True)
    assert is_as_it_was()
    # One of the two new texts is no whole wording either.
    fill(translation)
    StringTranslation.objects.filter(locale=translation.target_locale, data__contains="once a month").delete()
    with pytest.raises(ValidationError):
        translation.save_target(publish=True)
    assert is_as_it_was()
    fill_and_publish(translation)
    page = german_page(translation)
    assert page.statement == "<p>de I am at least 16 years old and agree to something else altogether.</p>"
    assert page.updates_question == f"de {CHANGED['updates_question']}"
    assert page.wording_hash != wording


def test_who_signs_meanwhile_has_agreed_to_the_whole_old_wording(
    client: Client,
    petition: Petition,
    petition_page: PetitionPage,
    translation: Translation,
    answers: dict[str, str],
) -> None:
    old = german_page(translation)
    change_consents(petition_page)
    bring_in_changes(translation.source, AnonymousUser(), [translation.target_locale])
    fill_and_publish(translation)
    answer = client.post(f"/de/sign/{petition.slug}/", {**answers, "wording": old.wording_hash})
    assert answer.status_code == 303
    signed: Wording = Submission.objects.get().wording
    assert signed.text == old.wording_text()
    assert signed.language == "de"


@pytest.mark.parametrize("field", ["statement", "updates_question", "privacy_notice"])
def test_a_language_that_lost_a_consent_is_closed_and_says_where_one_can_sign(
    client: Client,
    petition: Petition,
    petition_page: PetitionPage,
    german_petition_page: PetitionPage,
    field: str,
) -> None:
    setattr(german_petition_page, field, "")
    german_petition_page.save_revision().publish()
    for url in (f"/de/sign/{petition.slug}/", german_petition_page.get_url(), "/de/"):
        document = BeautifulSoup(client.get(url).content, "html.parser")
        assert not document.select("form[data-sign-form]")
        elsewhere = document.select_one(".sign-elsewhere a")
        assert elsewhere is not None
        assert (elsewhere["href"], elsewhere["lang"], elsewhere.text) == (
            f"/en/sign/{petition.slug}/",
            "en",
            "English",
        )
    assert "data-sign-form" in client.get(f"/en/sign/{petition.slug}/").text


def test_it_takes_no_new_signature_then_but_those_begun_before(
    client: Client,
    petition: Petition,
    german_petition_page: PetitionPage,
    answers: dict[str, str],
) -> None:
    whole = german_petition_page.wording_hash
    german_petition_page.updates_question = ""
    german_petition_page.save_revision().publish()
    url = f"/de/sign/{petition.slug}/"
    mixed = PetitionPage.objects.get(pk=german_petition_page.pk).wording_hash
    assert client.post(url, {**answers, "wording": mixed}).status_code == 409
    assert not Submission.objects.exists()
    assert client.post(url, {**answers, "wording": whole}).status_code == 303


def test_an_original_without_a_question_closes_nothing(
    client: Client, petition: Petition, petition_page: PetitionPage, german_home: HomePage
) -> None:
    """Where the original says nothing, a translation has nothing to say: that is the team's own choice."""
    petition_page.privacy_notice = ""
    publish(petition_page)
    words: dict[str, Any] = {"title": "Unbeobachtet", "privacy_notice": ""}
    translated(petition_page, Locale.objects.get(language_code="de").language_code, words)
    for language in ("en", "de"):
        assert "data-sign-form" in client.get(f"/{language}/sign/{petition.slug}/").text
