"""A legal review is of the texts that were there: others want a new one, and close nothing meanwhile."""

from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site

from editorial.models import SiteSettings
from editorial.public_languages import public_languages
from home.models import ContentPage, HomePage
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.gate.actions import look_at_reviews, note_legal_review
from localisation.gate.gaps import gaps_of, reviews_that_hold
from localisation.gate.legal_texts import texts_changed_since
from localisation.gate.models import LegalReview
from localisation.tests.campaign import (
    fill,
    fill_and_publish,
    grant_pages,
    publish,
    translation_into,
    user_in,
)
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition
from tests.factories import translated

from .test_gate import let_into_admin

pytestmark = pytest.mark.usefixtures("gate")

NEW_STATEMENT = "<p>Ich bin mindestens 18 Jahre alt und stimme zu.</p>"


@pytest.fixture
def german_petition(petition_page: PetitionPage, german_home: HomePage) -> PetitionPage:
    """The public German translation of the petition."""
    submit_for_translation(petition_page, [german_home.locale], None)
    page: PetitionPage = fill_and_publish(translation_into(german_home.locale, petition_page))
    return page


@pytest.fixture
def german_privacy(home: HomePage, german_home: HomePage) -> ContentPage:
    """The public German privacy page of the site."""
    page = publish(home.add_child(instance=ContentPage(title="Privacy", slug="privacy")))
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    settings.privacy_page = page
    settings.save()
    found: ContentPage = translated(page, "de", {"title": "Datenschutz", "introduction": "Wir fragen wenig."})
    return found


@pytest.fixture
def review(german_home: HomePage, german_petition: PetitionPage, german_privacy: ContentPage) -> LegalReview:
    """That somebody has reviewed the German texts as they are."""
    return note_legal_review(german_home, "Maria Richter", date(2026, 11, 2), None)


def changed(review: LegalReview) -> list[str]:
    """Return what the review has not read, after the worker has looked."""
    look_at_reviews()
    review.refresh_from_db()
    found = [gap.words for gap in texts_changed_since(review)]
    assert bool(found) == (review.outdated_since is not None)
    return found


def set_words(page: Page, **words: str) -> None:
    """Publish a page with other words."""
    page.refresh_from_db()
    for field, text in words.items():
        setattr(page, field, text)
    publish(page)


def languages() -> list[str]:
    """Return the languages that visitors meet."""
    return public_languages(Site.objects.select_related("root_page").get(is_default_site=True))


@pytest.mark.parametrize(
    ("field", "words", "said"),
    [
        ("statement", NEW_STATEMENT, "What people sign"),
        ("updates_question", "Dürfen wir dir schreiben?", "May we write to you?"),
        ("privacy_notice", "<p>Anders.</p>", "Privacy sentence"),
    ],
)
def test_what_people_agree_to_wants_a_new_review_once_it_is_other_and_nothing_closes(
    review: LegalReview, german_petition: PetitionPage, field: str, words: str, said: str
) -> None:
    assert changed(review) == []
    set_words(german_petition, **{field: words})
    assert changed(review) == [f"de Unwatched: {said}"]
    assert languages() == ["en", "de"]
    assert gaps_of(review.page) == []


def test_so_do_the_words_of_the_privacy_page(review: LegalReview, german_privacy: ContentPage) -> None:
    set_words(german_privacy, introduction="Wir fragen viel.")
    assert changed(review) == ["Datenschutz"]


def test_what_nobody_agrees_to_wants_none(review: LegalReview, german_petition: PetitionPage) -> None:
    set_words(german_petition, thanks_text="<p>Danke sehr.</p>", title="Ohne Aufsicht")
    assert changed(review) == []


def test_another_language_is_another_matter(review: LegalReview, petition_page: PetitionPage) -> None:
    set_words(petition_page, statement="<p>I am at least 18 years old and agree.</p>")
    assert changed(review) == []


def test_a_draft_that_was_reviewed_is_published_without_another_review(
    german_home: HomePage, petition_page: PetitionPage, german_privacy: ContentPage
) -> None:
    submit_for_translation(petition_page, [german_home.locale], None)
    translation = translation_into(german_home.locale, petition_page)
    fill(translation)
    review = note_legal_review(german_home, "Maria Richter", date(2026, 11, 2), None)
    translation.save_target(publish=True)
    assert changed(review) == []


def test_going_back_to_what_was_reviewed_is_enough_and_nobody_reviews_what_is_over(
    review: LegalReview, german_petition: PetitionPage
) -> None:
    before = german_petition.statement
    set_words(german_petition, statement=NEW_STATEMENT)
    assert changed(review)
    set_words(german_petition, statement=before)
    assert changed(review) == []
    set_words(german_petition, statement=NEW_STATEMENT)
    assert changed(review)
    Petition.objects.update(closes_at=timezone.now() - timedelta(days=1))
    assert changed(review) == []


def test_a_new_review_is_of_the_new_words(review: LegalReview, german_petition: PetitionPage) -> None:
    set_words(german_petition, statement=NEW_STATEMENT)
    assert changed(review)
    # Whatever day is on the opinion: it was noted with these words in sight.
    again = note_legal_review(review.page, "Maria Richter", date(2026, 10, 30), None)
    assert changed(again) == []
    assert [held.pk for held in reviews_that_hold()] == [again.pk]


def test_a_review_from_before_texts_were_remembered_is_believed(
    review: LegalReview, german_petition: PetitionPage
) -> None:
    LegalReview.objects.update(texts=None)
    review.refresh_from_db()
    set_words(german_petition, statement=NEW_STATEMENT)
    assert changed(review) == []


def test_the_worker_looks(review: LegalReview, german_petition: PetitionPage) -> None:
    set_words(german_petition, statement=NEW_STATEMENT)
    with patch("campaign_site.management.commands.work.close_old_connections"):
        call_command("work", "--once")
    review.refresh_from_db()
    assert review.outdated_since is not None


def test_the_desk_and_the_language_say_it_to_who_publishes_there(
    client: Client, review: LegalReview, german_petition: PetitionPage, german_home: HomePage
) -> None:
    set_words(german_petition, statement=NEW_STATEMENT)
    look_at_reviews()
    url = reverse("localisation_language", args=[german_home.pk])

    def desk_of(name: str, *rights: str) -> str:
        user: User = user_in(name)
        grant_pages(user, german_home, *rights)
        let_into_admin(user)
        user.groups.get().permissions.add(Permission.objects.get(codename="submit_translation"))
        client.force_login(user)
        return client.get(reverse("localisation_desk")).text

    assert url not in desk_of("writer", "change")
    assert url in desk_of("lead", "change", "publish")
    text = client.get(url).text
    assert "nobody has reviewed them as they are now" in text
    assert reverse("wagtailadmin_pages:edit", args=[german_petition.pk]) in text
    assert "waits for a new legal review" in client.get(reverse("localisation_languages")).text


def test_sentences_of_the_home_page_in_the_words_of_the_original_are_a_gap(
    home: HomePage, german_home: HomePage
) -> None:
    assert "of the home page" not in " ".join(gap.words for gap in gaps_of(german_home))
    slogan = "We go about our towns without being watched."
    for page in (home, german_home):
        set_words(page, slogan=slogan)
    found = [gap for gap in gaps_of(german_home) if "of the home page" in gap.words]
    assert [gap.words for gap in found] == ["1 text of the home page has still the words of the original."]
    assert found[0].url == reverse("wagtailadmin_pages:edit", args=[german_home.pk])
    # What is the same in many languages is none.
    for page in (home, german_home):
        set_words(page, slogan="Seen, Not Scanned")
    assert "of the home page" not in " ".join(gap.words for gap in gaps_of(german_home))
