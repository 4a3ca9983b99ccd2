"""One click shows a signatory's whole way in a language, with a mark on what is still in another one."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from home.models import HomePage
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.gate.journey import mark_gaps
from localisation.tests.campaign import user_in
from petition_blocks.page.default_words import default_words
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition
from petition_blocks.signature.models import Submission
from tests.factories import translated

STEPS = ["page", "errors", "sent", "confirmation", "reminder", "already_signed", "confirm", "thanks", "link"]


def step(client: Client, home: HomePage, page: PetitionPage, mode: str) -> BeautifulSoup:
    """Return a step as an editor sees it."""
    answer = client.get(reverse("localisation_journey_step", args=[home.pk, page.pk, mode]))
    assert answer.status_code == 200
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    return BeautifulSoup(answer.content, "html.parser")


def marked(document: BeautifulSoup) -> list[str]:
    """Return what has a mark, in the page and in the frames within it."""
    inner = [
        BeautifulSoup(str(frame["srcdoc"]), "html.parser") for frame in document.select("iframe[srcdoc]")
    ]
    return [mark.text.strip() for part in [document, *inner] for mark in part.select("mark")]


def test_every_step_is_framed_in_its_order(
    admin_client: Client, german_home: HomePage, german_petition_page: PetitionPage
) -> None:
    language = admin_client.get(reverse("localisation_language", args=[german_home.pk]))
    url = reverse("localisation_journey", args=[german_home.pk, german_petition_page.pk])
    assert url in language.text
    document = BeautifulSoup(admin_client.get(url).content, "html.parser")
    frames = document.select("iframe.journey-frame")
    assert [str(frame["src"]).rstrip("/").rpartition("/")[2] for frame in frames] == STEPS
    assert all(frame["title"] for frame in frames)
    assert not any("allow-forms" in str(frame["sandbox"]) for frame in frames)


@pytest.mark.parametrize("mode", STEPS)
def test_each_step_is_in_the_language_and_stores_nothing(
    admin_client: Client, german_home: HomePage, german_petition_page: PetitionPage, mode: str
) -> None:
    document = step(admin_client, german_home, german_petition_page, mode)
    if document.html is not None and document.html.get("lang"):
        assert document.html["lang"] == "de"
    assert not Submission.objects.exists()


def test_the_form_is_shown_with_its_mistakes(
    admin_client: Client, german_home: HomePage, german_petition_page: PetitionPage
) -> None:
    document = step(admin_client, german_home, german_petition_page, "errors")
    assert "Fehler:" in document.title.text  # type: ignore[union-attr]
    assert "Gib deinen Namen ein" in document.text


def test_confirming_shows_the_wording_of_the_page(
    admin_client: Client, german_home: HomePage, german_petition_page: PetitionPage
) -> None:
    text = step(admin_client, german_home, german_petition_page, "confirm").text
    assert german_petition_page.demand in text
    assert "Ada Lovelace" in text


def test_texts_that_nobody_has_translated_yet_are_marked(
    admin_client: Client, petition_page: PetitionPage, german_home: HomePage
) -> None:
    """The hub fills in its own words; what the editor has written waits for a translator."""
    petition_page.confirmation_text = "Open the link, please. Łódź is waiting & so are we."
    petition_page.statement = "<p>I am 16 or older and <b>fully</b> agree.</p>"
    petition_page.save_revision().publish()
    submit_for_translation(petition_page, [german_home.locale], None)
    german = petition_page.get_translation(german_home.locale)
    document = step(admin_client, german_home, german, "page")
    assert {petition_page.demand, "I am 16 or older and fully agree."} <= set(marked(document))
    assert all(mark.get("lang") == "en" for mark in document.select("mark"))
    mail = marked(step(admin_client, german_home, german, "confirmation"))
    assert sum("Łódź is waiting & so are we." in text for text in mail) == 2, "as text, and as HTML"


def test_a_whole_translation_has_no_mark(
    admin_client: Client, german_home: HomePage, petition_page: PetitionPage
) -> None:
    words = {"title": "Unbeobachtet", "demand": "Lasst unsere Plätze unbeobachtet.", **default_words("de")}
    german = translated(petition_page, "de", words)
    for mode in STEPS:
        assert marked(step(admin_client, german_home, german, mode)) == []


def test_what_a_copy_still_says_as_the_original_is_marked(
    admin_client: Client, german_home: HomePage, german_petition_page: PetitionPage
) -> None:
    """The copy's demand is translated, its heading and its statement aren't."""
    found = marked(step(admin_client, german_home, german_petition_page, "page"))
    assert "Sign the petition" in found
    assert any(text.startswith("I am at least 16 years old") for text in found)
    assert german_petition_page.demand not in found


def test_what_the_hub_says_in_english_is_marked(
    admin_client: Client, home: HomePage, petition_page: PetitionPage
) -> None:
    hebrew_home = translated(home, "he", {"title": "בית"})
    hebrew = translated(petition_page, "he", {"demand": "השאירו את הכיכרות שלנו"})
    found = marked(step(admin_client, hebrew_home, hebrew, "page"))
    assert "Your name" in found
    assert "השאירו את הכיכרות שלנו" not in found
    # Names of languages are no gap.
    assert "English" not in found


def test_only_who_works_in_the_language_looks(
    client: Client, german_home: HomePage, german_petition_page: PetitionPage
) -> None:
    client.force_login(user_in("reader"))
    for url in (
        reverse("localisation_journey", args=[german_home.pk, german_petition_page.pk]),
        reverse("localisation_journey_step", args=[german_home.pk, german_petition_page.pk, "page"]),
    ):
        assert client.get(url).status_code in (302, 403)


def test_a_page_of_another_language_is_no_step_of_this_one(
    admin_client: Client, german_home: HomePage, petition_page: PetitionPage, petition: Petition
) -> None:
    for mode in ("page", "nothing"):
        url = reverse("localisation_journey_step", args=[german_home.pk, petition_page.pk, mode])
        assert admin_client.get(url).status_code == 404


def test_marks_leave_all_else_as_it_is() -> None:
    html = '<html lang="pl"><title>Sign</title><p>Sign</p><a hreflang="en" lang="en">English</a></html>'
    expected = html.replace("<p>Sign</p>", '<p><mark lang="en">Sign</mark></p>')
    assert mark_gaps(html, "pl", "en", ["Sign"]) == expected
