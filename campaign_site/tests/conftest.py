"""A small site in two languages, and the page cache turned on."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings


@pytest.fixture
def page_cache(settings: Settings) -> Iterator[None]:
    """Pages are kept for a minute, and none is kept yet."""
    settings.PAGE_CACHE_SECONDS = 60
    cache.clear()
    yield
    cache.clear()
