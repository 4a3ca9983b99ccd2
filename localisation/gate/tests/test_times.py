"""One moment for all languages: translations appear and go with their original, unless they say otherwise."""

from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page

from home.models import ContentPage, HomePage
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.gate.times import choose_times, keep_times_together
from localisation.tests.campaign import fill_and_publish, publish, translation_into, user_in

NOW = timezone.now().replace(microsecond=0)
SOON = NOW + timedelta(days=2)
LATER = NOW + timedelta(days=5)


@pytest.fixture
def french(german_home: HomePage, home: HomePage) -> Locale:
    """A second language with a public home page."""
    locale = Locale.objects.get_or_create(language_code="fr")[0]
    publish(home.copy_for_translation(locale))
    return locale


def schedule(
    page: ContentPage, *, go_live_at: datetime | None = None, expire_at: datetime | None = None
) -> None:
    """Publish a page as its form does, with times."""
    page.refresh_from_db()
    page.go_live_at, page.expire_at = go_live_at, expire_at
    page.save_revision().publish()
    page.refresh_from_db()


def draft(home: HomePage) -> ContentPage:
    """Return a page that nobody has published yet."""
    page: ContentPage = home.add_child(
        instance=ContentPage(title="Étape Łódź", slug="lodz", live=False, introduction="Words.")
    )
    page.save_revision()
    return page


def translate(page: ContentPage, *locales: Locale) -> list[ContentPage]:
    """Publish a page's translations, as translators do, and return them."""
    submit_for_translation(page, locales, None)
    return [fill_and_publish(translation_into(locale, page)) for locale in locales]


def at(moment: datetime) -> AbstractContextManager[object]:
    """Let it be another moment."""
    return patch("django.utils.timezone.now", return_value=moment)


def worker_at(moment: datetime) -> None:
    """Let the worker do what is due at a moment."""
    with at(moment):
        keep_times_together()
        call_command("publish_scheduled", verbosity=0)


def live(*pages: Page) -> list[bool]:
    """Tell which of the pages are public."""
    return [Page.objects.get(pk=page.pk).live for page in pages]


class TestAppearing:
    def test_all_languages_appear_together(
        self, client: Client, home: HomePage, german_home: HomePage, french: Locale
    ) -> None:
        page = draft(home)
        schedule(page, go_live_at=SOON)
        german, in_french = translate(page, german_home.locale, french)
        assert live(page, german, in_french) == [False, False, False]
        worker_at(SOON - timedelta(minutes=1))
        assert live(page, german, in_french) == [False, False, False]
        worker_at(SOON + timedelta(seconds=1))
        assert live(page, german, in_french) == [True, True, True]
        assert client.get("/de/lodz/").status_code == 200

    def test_a_new_moment_holds_for_all(self, home: HomePage, german_home: HomePage) -> None:
        page = draft(home)
        schedule(page, go_live_at=SOON)
        [german] = translate(page, german_home.locale)
        schedule(page, go_live_at=LATER)
        worker_at(SOON + timedelta(hours=1))
        assert live(page, german) == [False, False]
        worker_at(LATER + timedelta(seconds=1))
        assert live(page, german) == [True, True]

    def test_an_original_that_appears_early_takes_them_along(
        self, home: HomePage, german_home: HomePage
    ) -> None:
        page = draft(home)
        schedule(page, go_live_at=SOON)
        [german] = translate(page, german_home.locale)
        schedule(page)
        worker_at(timezone.now() + timedelta(seconds=5))
        assert live(page, german) == [True, True]

    def test_one_that_is_not_whole_stays_a_draft(self, home: HomePage, german_home: HomePage) -> None:
        page = draft(home)
        schedule(page, go_live_at=SOON)
        submit_for_translation(page, [german_home.locale], None)
        worker_at(SOON + timedelta(seconds=1))
        assert live(page, page.get_translation(german_home.locale)) == [True, False]

    def test_with_its_own_times_it_appears_at_once(self, home: HomePage, german_home: HomePage) -> None:
        page = draft(home)
        schedule(page, go_live_at=SOON)
        submit_for_translation(page, [german_home.locale], None)
        german = page.get_translation(german_home.locale)
        choose_times(german, are_own=True)
        fill_and_publish(translation_into(german_home.locale, page))
        assert live(page, german) == [False, True]


class TestGoing:
    def test_all_languages_go_together(
        self, about: ContentPage, german_home: HomePage, french: Locale
    ) -> None:
        german, in_french = translate(about, german_home.locale, french)
        schedule(about, expire_at=SOON)
        worker_at(SOON - timedelta(minutes=1))
        assert live(about, german, in_french) == [True, True, True]
        worker_at(SOON + timedelta(seconds=1))
        assert live(about, german, in_french) == [False, False, False]

    def test_a_translation_that_comes_later_goes_too(self, about: ContentPage, german_home: HomePage) -> None:
        schedule(about, expire_at=SOON)
        [german] = translate(about, german_home.locale)
        worker_at(SOON + timedelta(seconds=1))
        assert live(about, german) == [False, False]

    def test_an_expiry_that_is_taken_off_is_taken_off_all(
        self, about: ContentPage, german_home: HomePage
    ) -> None:
        schedule(about, expire_at=SOON)
        [german] = translate(about, german_home.locale)
        worker_at(NOW)
        schedule(about)
        worker_at(SOON + timedelta(seconds=1))
        assert live(about, german) == [True, True]

    def test_what_somebody_has_entered_on_a_translation_stays(
        self, about: ContentPage, german_home: HomePage
    ) -> None:
        [german] = translate(about, german_home.locale)
        schedule(german, expire_at=LATER)
        schedule(about, expire_at=SOON)
        worker_at(SOON + timedelta(seconds=1))
        assert live(about, german) == [False, True]
        worker_at(LATER + timedelta(seconds=1))
        assert live(about, german) == [False, False]

    def test_with_its_own_times_it_stays(self, about: ContentPage, german_home: HomePage) -> None:
        [german] = translate(about, german_home.locale)
        schedule(about, expire_at=SOON)
        worker_at(NOW)
        choose_times(german, are_own=True)
        worker_at(SOON + timedelta(seconds=1))
        assert live(about, german) == [False, True]

    def test_what_went_before_anybody_asked_takes_nobody_along(
        self, about: ContentPage, german_home: HomePage
    ) -> None:
        """An original that has expired long ago, while its translation is kept public on purpose."""
        [german] = translate(about, german_home.locale)
        Page.objects.filter(pk=about.pk).update(live=False, expired=True, expire_at=NOW - timedelta(days=30))
        worker_at(NOW)
        assert live(about, german) == [False, True]

    def test_a_translation_gone_can_be_published_again(
        self, about: ContentPage, german_home: HomePage
    ) -> None:
        [german] = translate(about, german_home.locale)
        schedule(about, expire_at=SOON)
        worker_at(SOON + timedelta(seconds=1))
        with at(SOON + timedelta(days=1)):
            choose_times(german, are_own=True)
            fill_and_publish(translation_into(german_home.locale, about))
        worker_at(SOON + timedelta(days=2))
        assert live(german) == [True]


class TestInTheAdmin:
    def test_the_choice_is_made_beside_the_page(
        self, admin_client: Client, about: ContentPage, german_home: HomePage
    ) -> None:
        [german] = translate(about, german_home.locale)
        edit = reverse("wagtailadmin_pages:edit", args=[german.pk])
        url = reverse("localisation_times", args=[german.pk])
        assert url not in admin_client.get(edit).text
        schedule(about, expire_at=SOON)
        assert url in admin_client.get(edit).text
        assert "This page has times of its own" in admin_client.get(url).text
        admin_client.post(url, {"are_own": "on"})
        worker_at(SOON + timedelta(seconds=1))
        assert live(german) == [True]

    def test_an_original_has_no_choice(self, admin_client: Client, about: ContentPage) -> None:
        url = reverse("localisation_times", args=[about.pk])
        assert admin_client.get(url).status_code in (302, 403)

    def test_who_may_not_publish_has_none_either(
        self, client: Client, about: ContentPage, german_home: HomePage
    ) -> None:
        [german] = translate(about, german_home.locale)
        client.force_login(user_in("reader"))
        assert client.post(reverse("localisation_times", args=[german.pk]), {}).status_code in (302, 403)

    def test_a_translation_that_waits_says_so(
        self, admin_client: Client, home: HomePage, german_home: HomePage
    ) -> None:
        page = draft(home)
        schedule(page, go_live_at=SOON)
        [german] = translate(page, german_home.locale)
        text = admin_client.get(reverse("wagtailadmin_pages:edit", args=[german.pk])).text
        assert "becomes public together with its original" in text


def test_where_no_page_has_times_the_worker_asks_little(
    about: ContentPage, german_home: HomePage, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        assert keep_times_together() == 0
