"""What a page costs that is rendered anew, and that what was kept for it follows each change.

`test_published_changes` looks at what else is kept, with whole pages kept besides.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Locale, Page, PageViewRestriction, Site

from editorial.brand.models import Brand
from home.models import ContentPage, HomePage
from petition_blocks.petition.controllers import Controller
from petition_blocks.petition.models import PetitionSettings
from petition_blocks.petition.organisations import Organisation

from .factories import translated
from .small_site import SmallSite, create_small_site

pytestmark = pytest.mark.slow

# What a page may take whose neighbours were read before. A number may be lowered, and raised for a reason
# alone. None of them depends on how many blocks, links or languages there are.
MOST_QUERIES = {"home": 10, "petition": 16, "content": 13, "pillar": 14, "coalition": 12}
MORE_LANGUAGES = ["ar", "el", "fr", "pl", "it"]
A_FORM = 'name="email"'

Read = Callable[[Page], str]
Commit = Callable[[], AbstractContextManager[object]]


@pytest.fixture
def site(db: None, readings_are_kept: None) -> SmallSite:
    """One page of each type, with all blocks, in two languages."""
    return create_small_site()


@pytest.fixture
def commit(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Commit:
    """Does what follows a commit, which the transaction of a test never reaches."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def read(client: Client) -> Read:
    """Returns a function that returns a page as visitors get it."""

    def read(page: Page) -> str:
        answer = client.get(page.get_url())
        assert answer.status_code == 200
        return str(answer.content.decode())

    return read


def queries_of(read: Read, page: Page) -> int:
    """Return how many queries a page takes that was read before."""
    read(page)
    with CaptureQueriesContext(connection) as queries:
        read(page)
    return len(queries)


def test_a_page_takes_few_queries(site: SmallSite, read: Read) -> None:
    found = {name: queries_of(read, page) for name, page in site.pages.items()}
    assert {name: number for name, number in found.items() if number > MOST_QUERIES[name]} == {}


def test_no_language_costs_more_than_another(site: SmallSite, read: Read, commit: Commit) -> None:
    pages = [site.pages["home"], site.pages["petition"]]
    before = [queries_of(read, page) for page in pages]
    with commit():
        for language in MORE_LANGUAGES:
            for page in pages:
                translated(page, language, {"title": language})
    assert [queries_of(read, page) for page in pages] == before
    for language in MORE_LANGUAGES:
        locale = Locale.objects.get(language_code=language)
        for page, number in zip(pages, before, strict=True):
            # One finds the home page in the language of the address.
            assert queries_of(read, page.get_translation(locale)) <= number + 1, language


def test_who_answers_for_a_petition_shows_at_once(site: SmallSite, read: Read, commit: Commit) -> None:
    pages = [site.pages[name] for name in ("home", "petition", "content")]
    assert not any("Lens Watch" in read(page) for page in pages)
    with commit():
        organisation = Organisation.objects.create(name="Lens Watch")
        Controller.objects.create(petition=site.petition, organisation=organisation, for_petition=True)
        site.petition.save()
    assert all("Lens Watch" in read(page) for page in pages)
    with commit():
        organisation.name = "Lamp Watch"
        organisation.save()
    assert all("Lamp Watch" in read(page) for page in pages)


def test_another_main_petition_is_asked_for_at_once(site: SmallSite, read: Read, commit: Commit) -> None:
    page = site.pages["content"]
    assert A_FORM in read(page)
    with commit():
        settings = PetitionSettings.objects.get()
        settings.main_petition = None
        settings.save()
    assert A_FORM not in read(page)


def test_another_look_shows_at_once(site: SmallSite, read: Read, commit: Commit) -> None:
    def sheet() -> str:
        return read(site.pages["home"]).partition("/brand/")[2].partition("/")[0]

    before = sheet()
    with commit():
        Brand.objects.create(site=Site.objects.get(), signal="#006600")
    assert sheet() != before


def test_a_page_that_asks_who_is_there_leaves_menus_and_lists(
    site: SmallSite, read: Read, commit: Commit
) -> None:
    home, pillar = site.pages["home"], site.pages["pillar"]
    link = f'href="{pillar.get_url()}"'
    assert link in read(home)
    with commit():
        PageViewRestriction.objects.create(page=pillar, restriction_type=PageViewRestriction.LOGIN)
    assert link not in read(home)


def test_what_shows_beside_a_private_page_shows_nowhere_else(
    site: SmallSite, client: Client, admin_client: Client, commit: Commit
) -> None:
    home = site.pages["home"]
    with commit():
        private = [
            home.add_child(instance=ContentPage(title=title, slug=title.lower(), show_in_menus=True))
            for title in ("Inside", "Within")
        ]
        for page in private:
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    beside, elsewhere = "Within", "/en/petition/"
    for _again in range(2):
        assert beside in admin_client.get("/en/inside/").content.decode()
        assert beside not in admin_client.get(elsewhere).content.decode()
        assert beside not in client.get(elsewhere).content.decode()


def test_a_language_that_closes_is_offered_by_no_page(site: SmallSite, read: Read, commit: Commit) -> None:
    petition = site.pages["petition"]
    assert 'hreflang="de"' in read(petition)
    with commit():
        site.pages["home"].get_translation(Locale.objects.get(language_code="de")).unpublish()
    assert 'hreflang="de"' not in read(petition)


def test_sites_keep_their_frames_apart(site: SmallSite, client: Client, commit: Commit) -> None:
    with commit():
        other = Page.get_first_root_node().add_child(instance=HomePage(title="Other campaign", slug="other"))
        Site.objects.create(hostname="other.localhost", root_page=other)
    for _again in range(2):
        first = client.get("/en/", headers={"host": "testserver"}).content.decode()
        second = client.get("/en/", headers={"host": "other.localhost"}).content.decode()
        assert ("Other campaign" in first, "Transparency" in first) == (False, True)
        assert ("Other campaign" in second, "Transparency" in second) == (True, False)


def test_a_site_that_gets_another_root_shows_it_at_once(
    site: SmallSite, client: Client, commit: Commit
) -> None:
    assert "Other campaign" not in client.get("/en/").content.decode()
    with commit():
        other = Page.get_first_root_node().add_child(instance=HomePage(title="Other campaign", slug="other"))
        default = Site.objects.get()
        default.root_page = other
        default.save()
    assert "Other campaign" in client.get("/en/").content.decode()
