"""What was found while pages are read: looked up once a page, or once in a generation of the site.

On one page, ten lists of links, the frame and each block ask for much the same, and the next page asks for it
again. What every page shows changes with the site's generation alone (`invalidate_pages`), which each request
reads before anything else. So a process keeps what it found under the generation that its request has read:
what is found later than that number was read is as new as the number says, or newer.

Nothing is kept for requests that change something, for the admin and its previews, and within a transaction,
whose changes may yet be undone and renew no generation before they are committed. What is kept is shared
by threads: nobody may change it. What a page is said to show (`shown_on_page`) is the same whether it was
looked up for the page or kept.
"""

import time
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TypeVar, cast

from django.db import connection

from .shown_on_page import note, noting_part

Key = TypeVar("Key", bound=Hashable)
Found = TypeVar("Found")

# When each thing was found, by the clock that only goes forward; what it is, nothing for what there isn’t;
# and what was noted of it as shown.
FoundByName = dict[Hashable, tuple[float, list[object], frozenset[str]]]

# What is written past everything that renews the generation, in bulk or by hand, shows after so many seconds
# at most, as on pages that are kept whole.
LONGEST_KEPT = 60.0
# Each is a page with its words at most.
MOST_KEPT = 4_000


@dataclass
class _Reading:
    """One request that only reads."""

    # The site's generation as the request has read it; None as long as it hasn't.
    generation: int | None = None
    found: dict[Hashable, object] = field(default_factory=dict)
    # What it would keep for others, if it could.
    each_found: "FoundByName" = field(default_factory=dict)


@dataclass(frozen=True)
class _Kept:
    """What this process has found in one generation."""

    generation: int | None = None
    found: "FoundByName" = field(default_factory=dict)


_reading: ContextVar[_Reading | None] = ContextVar("reading", default=None)
_kept = _Kept()


@contextmanager
def reading() -> Iterator[None]:
    """Within this, look but once for what `once_a_page` and `once_a_generation` ask: nothing is changed."""
    token = _reading.set(_Reading())
    try:
        yield
    finally:
        _reading.reset(token)


def note_generation(number: int) -> None:
    """Tell which generation of the site the request has read, before anything else of the database."""
    if (current := _reading.get()) is not None:
        current.generation = number


def forget_readings() -> None:
    """Let everything be looked up anew."""
    global _kept
    _kept = _Kept()


def once_a_page(name: Hashable, look: Callable[[], Found]) -> Found:
    """Return what `look` finds; while one page is read, it looks once for what has that name."""
    current = _reading.get()
    if current is None:
        return look()
    if name not in current.found:
        current.found[name] = look()
    return cast(Found, current.found[name])


def once_a_generation(name: Hashable, look: Callable[[], Found]) -> Found:
    """Return what `look` finds; while pages are read, a process looks once in a generation of the site."""
    return each_once_a_generation(name, [None], lambda _wanted: {None: look()})[None]


def each_once_a_generation(
    name: Hashable, keys: Collection[Key], look: Callable[[Collection[Key]], Mapping[Key, Found]]
) -> dict[Key, Found]:
    """Return what `look` finds for each of the keys; what it found before isn't looked for again.

    A key for which it finds nothing is left out.
    """
    known = _known_now()
    if known is None:
        return dict(look(keys)) if keys else {}
    since = time.monotonic() - LONGEST_KEPT
    found: dict[Key, list[Found]] = {}
    for key in keys:
        read_at, values, noted = known.get((name, key), (since, [], frozenset()))
        if read_at > since:
            found[key] = cast(list[Found], values)
            for what in noted:
                note(what)
    if unknown := [key for key in keys if key not in found]:
        now = time.monotonic()
        with noting_part() as noted_now:
            looked_up = look(unknown)
        if len(known) > MOST_KEPT:
            known.clear()
        for key in unknown:
            found[key] = [looked_up[key]] if key in looked_up else []
            known[name, key] = (now, cast(list[object], found[key]), frozenset(noted_now))
    return {key: values[0] for key, values in found.items() if values}


def may_be_undone() -> bool:
    """Tell whether what is read now may hold changes that nobody else will ever see."""
    return connection.in_atomic_block


def _known_now() -> FoundByName | None:
    """Return what is known of the generation that the request has read; None where nothing may be kept.

    In a transaction, or where no generation was read, what one page finds is kept for that page alone.
    """
    global _kept
    current = _reading.get()
    if current is None:
        return None
    if current.generation is None or may_be_undone():
        return current.each_found
    kept = _kept
    if kept.generation != current.generation:
        kept = _kept = _Kept(current.generation)
    return kept.found
