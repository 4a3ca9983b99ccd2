"""A link that somebody has kept leads to its page, whatever has been renamed or moved since."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.contrib.redirects import signal_handlers
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.redirects.signal_handlers import BatchRedirectCreator
from wagtail.models import Page, Site

from campaign_site.page_cache import PUBLIC_CACHE_CONTROL
from editorial.workarounds.keeping_old_addresses import (
    upstream_create_redirects,
    upstream_pre_process,
)
from home.models import ContentPage, HomePage

pytestmark = pytest.mark.usefixtures("page_cache")


def rename(page: Page, slug: str, capture: DjangoCaptureOnCommitCallbacks) -> None:
    """Give a page another address, as an editor does."""
    page.slug = slug
    with capture(execute=True):
        page.save_revision().publish()


def assert_leads(client: Client, old: str, new: str) -> None:
    """Follow an old address."""
    answer = client.get(old)
    assert (answer.status_code, answer.headers.get("Location")) == (301, new)
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert client.get(new).status_code == 200


def test_a_renamed_page_is_found_at_its_old_address_at_the_next_request(
    client: Client, about: ContentPage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    assert client.get("/en/about/").status_code == 200
    rename(about, "who-we-are", django_capture_on_commit_callbacks)
    assert_leads(client, "/en/about/", "/en/who-we-are/")
    assert_leads(client, "/en/about", "/en/who-we-are/")


def test_so_are_the_pages_below_it(
    client: Client, about: ContentPage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    about.add_child(instance=ContentPage(title="Team", slug="team"))
    rename(about, "who-we-are", django_capture_on_commit_callbacks)
    assert_leads(client, "/en/about/team/", "/en/who-we-are/team/")


def test_a_translation_leads_to_its_own_language(
    client: Client,
    about: ContentPage,
    german_home: HomePage,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    german = about.copy_for_translation(german_home.locale)
    german.save_revision().publish()
    german.refresh_from_db()
    rename(german, "ueber-uns", django_capture_on_commit_callbacks)
    assert_leads(client, "/de/about/", "/de/ueber-uns/")
    assert client.get("/en/about/").status_code == 200


def test_a_moved_page_is_found_at_its_old_address(
    client: Client,
    home: HomePage,
    about: ContentPage,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    more = home.add_child(instance=ContentPage(title="More", slug="more"))
    with django_capture_on_commit_callbacks(execute=True):
        about.move(more, pos="last-child")
    assert_leads(client, "/en/about/", "/en/more/about/")


def test_a_trackers_parameter_does_not_hide_a_redirect(
    client: Client, about: ContentPage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    rename(about, "who-we-are", django_capture_on_commit_callbacks)
    assert_leads(client, "/en/about/?fbclid=abc", "/en/who-we-are/")


def test_a_page_that_is_named_back_is_there_again(
    client: Client, about: ContentPage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    rename(about, "who-we-are", django_capture_on_commit_callbacks)
    assert client.get("/en/about/").headers["Cache-Control"] == PUBLIC_CACHE_CONTROL
    rename(about, "about", django_capture_on_commit_callbacks)
    assert client.get("/en/about/").status_code == 200
    assert_leads(client, "/en/who-we-are/", "/en/about/")


def test_a_redirect_that_an_editor_adds_or_changes_counts_at_once(client: Client, about: ContentPage) -> None:
    missing = client.get("/2019/about.html")
    assert missing.status_code == 404
    redirect = Redirect.add_redirect("/2019/about.html", about)
    assert_leads(client, "/2019/about.html", "/en/about/")
    redirect.delete()
    assert client.get("/2019/about.html").status_code == 404


def test_an_address_that_leads_nowhere_gets_the_sites_own_page(
    client: Client, about: ContentPage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    rename(about, "who-we-are", django_capture_on_commit_callbacks)
    answer = client.get("/en/nothing/")
    assert answer.status_code == 404
    assert "This page is not here" in answer.content.decode()
    assert not answer.cookies


def test_nothing_in_the_admin_is_redirected(client: Client, about: ContentPage) -> None:
    Redirect.add_redirect(reverse("wagtailadmin_login"), about)
    assert client.get(reverse("wagtailadmin_login")).status_code == 200


@pytest.mark.both
def test_a_page_whose_address_is_longer_than_any_redirect_can_be_renamed_and_moved(
    client: Client, about: ContentPage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    """Titles are whole sentences, and addresses hold them one below the other."""
    sentence = "żółć-" * 40
    long = about.add_child(instance=ContentPage(title="Long", slug=sentence + "a"))
    below = long.add_child(instance=ContentPage(title="Below", slug=sentence + "b"))
    short = long.add_child(instance=ContentPage(title="Short", slug="short"))
    rename(about, "who-we-are", django_capture_on_commit_callbacks)
    below.refresh_from_db()
    assert client.get(below.get_url()).status_code == 200
    short.refresh_from_db()
    assert_leads(client, iri_to_uri(f"/en/about/{sentence}a/short/"), short.get_url())


def test_no_old_address_is_forgotten_because_a_language_s_home_is_renamed(
    client: Client,
    about: ContentPage,
    german_home: HomePage,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    rename(about, "who-we-are", django_capture_on_commit_callbacks)
    rename(german_home, "startseite", django_capture_on_commit_callbacks)
    assert_leads(client, "/en/about/", "/en/who-we-are/")


def test_what_was_never_public_has_no_old_address(
    client: Client, about: ContentPage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    """A new page saves itself while its title is being typed; it may also be moved before it is shown."""
    draft = about.get_parent().add_child(instance=ContentPage(title="Sto", slug="sto", live=False))
    with django_capture_on_commit_callbacks(execute=True):
        draft.move(about, pos="last-child")
    draft = ContentPage.objects.get(pk=draft.pk)
    rename(draft, "stop-the-cameras", django_capture_on_commit_callbacks)
    assert not Redirect.objects.exists()
    assert client.get(ContentPage.objects.get(pk=draft.pk).get_url()).status_code == 200
    rename(ContentPage.objects.get(pk=draft.pk), "no-cameras", django_capture_on_commit_callbacks)
    assert_leads(client, "/en/about/stop-the-cameras/", "/en/about/no-cameras/")


def test_what_was_taken_off_the_site_has_one(
    about: ContentPage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    """It may come back."""
    about.save_revision().publish()
    about.unpublish()
    with django_capture_on_commit_callbacks(execute=True):
        about.slug = "who-we-are"
        about.save()
    assert Redirect.objects.filter(old_path="/en/about", redirect_page=about).exists()


def test_upstream_still_notes_the_addresses_of_drafts(
    about: ContentPage,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    """Once this fails, upstream leaves out what was never public: see `keeping_old_addresses`."""
    monkeypatch.setattr(signal_handlers, "create_redirects", upstream_create_redirects)
    draft = about.add_child(instance=ContentPage(title="Sto", slug="sto", live=False))
    rename(draft, "stop-the-cameras", django_capture_on_commit_callbacks)
    assert Redirect.objects.exists()


@pytest.fixture
def of_thousand_pages(about: ContentPage) -> list[Redirect]:
    """What is noted where a section of more than a thousand pages is renamed."""
    site = Site.objects.get(is_default_site=True)
    paths = [f"/en/about/{number}" for number in range(1_500)]
    return [
        Redirect(old_path=path, site=site, redirect_page=about, automatically_created=True) for path in paths
    ]


@pytest.mark.both
def test_a_section_of_more_than_a_thousand_pages_can_be_renamed(of_thousand_pages: list[Redirect]) -> None:
    for _each in range(2):
        batch = BatchRedirectCreator(max_size=2_000)
        for redirect in of_thousand_pages:
            batch.add(old_path=redirect.old_path, site=redirect.site, automatically_created=True)
        batch.process()
    assert Redirect.objects.count() == len(of_thousand_pages)


def test_upstream_still_forgets_all_old_addresses_when_there_is_nothing_to_note(
    of_thousand_pages: list[Redirect], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once this fails, upstream takes away what clashes and nothing else: see `keeping_old_addresses`."""
    monkeypatch.setattr(BatchRedirectCreator, "pre_process", upstream_pre_process)
    of_thousand_pages[0].save()
    BatchRedirectCreator(max_size=2_000).process()
    assert not Redirect.objects.exists()
