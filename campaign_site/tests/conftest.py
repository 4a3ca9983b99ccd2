"""A small site in two languages, and the page cache turned on."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings
from wagtail.models import Locale, Page, Site

from home.models import ContentPage, HomePage


@pytest.fixture
def home(db: None) -> HomePage:
    """The English home page, at the root of the default site."""
    Locale.objects.get_or_create(language_code="en")
    root = Page.get_first_root_node()
    assert root is not None
    page: HomePage = root.add_child(instance=HomePage(title="Home", slug="campaign"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "port": 80, "root_page": page}
    )
    return page


@pytest.fixture
def german_home(home: HomePage) -> HomePage:
    """The public German translation of the home page."""
    german, _created = Locale.objects.get_or_create(language_code="de")
    page: HomePage = home.copy_for_translation(german)
    page.title = "Start"
    page.save_revision().publish()
    page.refresh_from_db()
    return page


@pytest.fixture
def about(home: HomePage) -> ContentPage:
    """A page below the home page."""
    page: ContentPage = home.add_child(instance=ContentPage(title="About us", slug="about"))
    page.save_revision().publish()
    page.refresh_from_db()
    return page


@pytest.fixture
def page_cache(settings: Settings) -> Iterator[None]:
    """Pages are kept for a minute, and none is kept yet."""
    settings.PAGE_CACHE_SECONDS = 60
    cache.clear()
    yield
    cache.clear()
