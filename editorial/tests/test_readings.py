"""What is kept of one page for the next ones, and that it follows each change."""

from collections.abc import Collection

import pytest
from django.db import transaction

from editorial import readings
from editorial.readings import (
    each_once_a_generation,
    note_generation,
    once_a_generation,
    once_a_page,
    reading,
)
from editorial.shown_on_page import note, noting


class Looks:
    """Counts how often somebody has looked."""

    number = 0

    def __call__(self) -> int:
        """Look once more."""
        self.number += 1
        return self.number


@pytest.fixture
def look() -> Looks:
    """Tells how many looks there were."""
    return Looks()


def read_in(generation: int | None, look: Looks) -> int:
    """Read as a request does that has found the site in that generation."""
    with reading():
        if generation is not None:
            note_generation(generation)
        return once_a_generation("number", look)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_one_look_serves_all_requests_of_a_generation(look: Looks) -> None:
    assert [read_in(1, look), read_in(1, look)] == [1, 1]
    assert read_in(2, look) == 2
    assert read_in(2, look) == 2


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_nothing_is_kept_for_who_has_read_no_generation_or_changes_something(look: Looks) -> None:
    assert [read_in(None, look), read_in(None, look)] == [1, 2]
    assert [once_a_generation("number", look), once_a_generation("number", look)] == [3, 4]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_page_is_said_to_show_what_was_kept_from_another(look: Looks) -> None:
    def look_and_note() -> int:
        note("page-7")
        return look()

    shown_by_each = []
    for _page in range(2):
        with noting() as shown, reading():
            note_generation(1)
            assert once_a_generation("number", look_and_note) == 1
        shown_by_each.append(shown.noted)
    assert shown_by_each == [{"page-7"}, {"page-7"}]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_a_transaction_sees_is_kept_for_nobody_else(look: Looks) -> None:
    with transaction.atomic():
        assert [read_in(1, look), read_in(1, look)] == [1, 2]
    assert read_in(1, look) == 3


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_renewed_no_generation_shows_within_a_minute(
    look: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_000.0
    monkeypatch.setattr(readings.time, "monotonic", lambda: now)
    assert read_in(1, look) == 1
    now += 59
    assert read_in(1, look) == 1
    now += 2
    assert read_in(1, look) == 2


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_only_what_is_not_known_yet_is_looked_for() -> None:
    asked: list[list[str]] = []

    def lengths(words: Collection[str]) -> dict[str, int]:
        asked.append(sorted(words))
        return {word: len(word) for word in words if word}

    with reading():
        note_generation(1)
        assert each_once_a_generation("length", ["a", ""], lengths) == {"a": 1}
        assert each_once_a_generation("length", ["a", "", "bb"], lengths) == {"a": 1, "bb": 2}
        assert each_once_a_generation("other", ["a"], lengths) == {"a": 1}
    assert asked == [["", "a"], ["bb"], ["a"]]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_is_kept_does_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "MOST_KEPT", 10)
    with reading():
        note_generation(1)
        for number in range(100):
            once_a_generation(number, lambda: None)
    assert len(readings._kept.found) <= 11


def test_one_page_looks_once(look: Looks) -> None:
    with reading():
        assert [once_a_page("number", look), once_a_page("number", look)] == [1, 1]
    assert once_a_page("number", look) == 2
    assert once_a_page("number", look) == 3
