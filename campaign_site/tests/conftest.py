"""A small site in two languages, and the page cache turned on."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings

from home.models import ContentPage, HomePage
from petition_blocks.tests.example_petition import create_german_home, create_home


@pytest.fixture
def home(db: None) -> HomePage:
    """The English home page, at the root of the default site."""
    return create_home()


@pytest.fixture
def german_home(home: HomePage) -> HomePage:
    """The public German translation of the home page."""
    return create_german_home(home)


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
