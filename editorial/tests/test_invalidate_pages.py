"""A change is told to all processes, whoever is killed or away meanwhile."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from editorial.actions import invalidate_pages as module
from editorial.actions.invalidate_pages import (
    CACHE_KEY,
    CHANGES_KEY,
    current_changes,
    current_generation,
    invalidate_pages,
    invalidate_pages_at_once,
    tell_changes,
    tell_what_others_left,
)
from editorial.models import SiteGeneration, UntoldChange
from editorial.page_changes import Changes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages_are_kept(settings: Settings) -> None:
    """Lets changes of the last two minutes matter."""
    settings.PAGE_CACHE_SECONDS = 60


class Unreliable:
    """A cache that all processes share, for as long as it answers."""

    def __init__(self) -> None:
        self.is_away = False

    def get(self, key: str) -> Any:
        return None if self.is_away else cache.get(key)

    def set(self, key: str, value: Any, timeout: None = None) -> None:
        if not self.is_away:
            cache.set(key, value, timeout)

    def add(self, key: str, value: Any, timeout: None = None) -> bool:
        return not self.is_away and cache.add(key, value, timeout)


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> Unreliable:
    """Lets all processes share one cache."""
    shared = Unreliable()
    monkeypatch.setattr(module, "cache", shared)
    monkeypatch.setattr(module, "generation_is_shared_by_cache", lambda: True)
    monkeypatch.setattr(module, "_noticed", {})
    monkeypatch.setattr(module, "_changes", {})
    return shared


def begin_as_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what this process knows of the latest changes."""
    monkeypatch.setattr(module, "_noticed", {})
    monkeypatch.setattr(module, "_changes", {})


def test_what_a_killed_process_has_changed_is_told_by_the_worker_and_nothing_older_is_shown() -> None:
    before = current_generation()
    # It committed, and came no further.
    invalidate_pages(7)
    assert tell_what_others_left() == 0, "whoever made it is still about to tell"
    assert current_generation() == before
    UntoldChange.objects.update(made_at=timezone.now() - timedelta(seconds=2))
    assert tell_what_others_left() == 1
    assert current_changes().nothing_older > before
    assert tell_what_others_left() == 0


def test_a_change_that_is_rolled_back_is_told_by_nobody() -> None:
    with transaction.atomic():
        invalidate_pages_at_once()
        transaction.set_rollback(True)
    assert tell_changes() == 0


def test_changes_of_one_transaction_are_told_together() -> None:
    invalidate_pages(7, {"a"})
    invalidate_pages(8)
    assert tell_changes() == 2
    assert [set(change.pages) for change in current_changes().latest] == [{7}, {8}]
    assert tell_changes() == 0


@pytest.mark.parametrize("is_told_by", ["worker", "next change"])
def test_what_the_cache_did_not_take_is_told_again(
    shared: Unreliable, monkeypatch: pytest.MonkeyPatch, is_told_by: str
) -> None:
    invalidate_pages(1)
    tell_changes()
    seen = current_generation()
    shared.is_away = True
    invalidate_pages(2)
    tell_changes()
    shared.is_away = False
    begin_as_another_process(monkeypatch)
    assert current_generation() == seen, "this process could not know"
    if is_told_by == "worker":
        tell_what_others_left()
    else:
        invalidate_pages(3)
        tell_changes()
    assert {2} in [change.pages for change in current_changes().latest]
    assert SiteGeneration.objects.get().is_shared


def test_while_the_cache_is_away_the_database_says_what_has_changed(shared: Unreliable) -> None:
    invalidate_pages(1)
    tell_changes()
    before = current_generation()
    shared.is_away = True
    assert current_generation() == before, "all pages would be rendered anew"
    invalidate_pages(2)
    tell_changes()
    assert [set(change.pages) for change in current_changes().latest] == [{1}, {2}]


def test_nobody_goes_back_to_what_a_cache_knew_that_was_away(shared: Unreliable) -> None:
    shared.set(CACHE_KEY, 1)
    invalidate_pages(1)
    tell_changes()
    before = shared.get(CACHE_KEY), shared.get(CHANGES_KEY)
    shared.is_away = True
    invalidate_pages(2)
    tell_changes()
    current = current_generation()
    shared.is_away = False
    assert before[0] == shared.get(CACHE_KEY) < current
    assert current_generation() == current
    assert shared.get(CHANGES_KEY).number == current, "and all others know it now"


def test_a_cache_that_has_lost_everything_is_told_what_the_database_knows(shared: Unreliable) -> None:
    invalidate_pages(1)
    tell_changes()
    before = current_changes()
    cache.clear()
    assert current_changes() == before
    assert shared.get(CHANGES_KEY) == before


def test_what_the_release_before_has_changed_makes_every_page_older(shared: Unreliable) -> None:
    """It knows the number alone, in the cache or in the row."""
    invalidate_pages(1)
    tell_changes()
    later = current_generation() + 1
    shared.set(CACHE_KEY, later)
    assert current_changes() == Changes(later, later)


def test_so_does_what_it_has_changed_in_the_row() -> None:
    invalidate_pages(1)
    tell_changes()
    later = current_generation() + 1
    SiteGeneration.objects.update(number=later)
    assert current_changes() == Changes(later, later)
    invalidate_pages(2)
    tell_changes()
    assert current_changes().nothing_older == later
