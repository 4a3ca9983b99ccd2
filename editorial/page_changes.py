"""Which change makes which kept page an older one, and how long that may still be shown.

Whoever publishes must not make a thousand pages be rendered in the same second. So a change says whom it
concerns, a kept page says what it shows, and where the two meet the page may be shown for two more seconds,
while it is rendered anew. What was changed itself is new at the next request.
"""

import json
import time
from collections.abc import Collection, Sequence
from enum import Enum
from typing import NamedTuple, Protocol

from django.conf import settings

# Seconds for which an older page may be shown after a change.
MOMENT = 2.0
# Each process keeps so many, and holds each page against them; the oldest are thrown together.
MOST_CHANGES = 60
# What concerns more than that is taken to concern any page.
MOST_SHOWN_BY = 2_000
NANOSECONDS = 1_000_000_000


class Change(NamedTuple):
    """A change that pages show, or several thrown together."""

    # When it was told, in nanoseconds since 1970; later changes have higher ones. Of several, the last.
    number: int
    # Of several, when the first was told.
    since: int
    # The primary keys of the pages that were changed, which are new at the next request.
    pages: frozenset[int]
    # What the pages show that it concerns (see `editorial.shown_on_page`); None where it may be any page.
    shown_by: frozenset[str] | None

    def concerns(self, kept: "Kept") -> bool:
        """Tell whether a page may show it."""
        return (
            kept.page in self.pages
            or self.shown_by is None
            or kept.shows is None
            or not self.shown_by.isdisjoint(kept.shows)
        )

    def together_with(self, later: "Change") -> "Change":
        """Return both as one: no page is taken to be newer by that, and some to be older."""
        shown_by = None
        if self.shown_by is not None and later.shown_by is not None:
            shown_by = self.shown_by | later.shown_by
            shown_by = shown_by if len(shown_by) <= MOST_SHOWN_BY else None
        return Change(later.number, self.since, self.pages | later.pages, shown_by)


class Kept(Protocol):
    """What must be known of a kept page."""

    @property
    def generation(self) -> int:
        """The number of the newest change that was there before it was rendered."""

    @property
    def page(self) -> int | None:
        """The primary key of the page of the site that it is."""

    @property
    def shows(self) -> frozenset[str] | None:
        """What it shows; None where that may be anything."""


class Standing(Enum):
    """What may be done with a kept page."""

    FRESH = "fresh"
    # It may be shown while it is rendered anew.
    OLDER = "older"
    OUTDATED = "outdated"


class Changes(NamedTuple):
    """The latest changes, the oldest first, and the number below which nothing kept may be shown."""

    number: int
    nothing_older: int = 0
    latest: tuple[Change, ...] = ()

    def standing_of(self, kept: Kept) -> Standing:
        """Tell what may be done with a page."""
        if kept.generation >= self.number:
            return Standing.FRESH
        if kept.generation < self.nothing_older:
            return Standing.OUTDATED
        begin_of_moment = time.time_ns() - int(MOMENT * NANOSECONDS)
        standing = Standing.FRESH
        for change in self.latest:
            if change.number <= kept.generation or not change.concerns(kept):
                continue
            if change.since <= begin_of_moment or kept.page in change.pages:
                return Standing.OUTDATED
            standing = Standing.OLDER
        return standing

    def followed_by(
        self, told: Sequence[tuple[int | None, Collection[str] | None]], at_once: bool
    ) -> "Changes":
        """Return what holds once further changes were made: of a page or none, shown by some pages or any.

        `at_once`: nothing that is older than they are may be shown.
        """
        # The clock, so that the moment can be measured. Where it was put back, changes still come in order.
        number = max(time.time_ns(), self.number + 1)
        if at_once:
            return Changes(number, number)
        latest = list(self.latest)
        for page, shown_by in told:
            pages: frozenset[int] = frozenset() if page is None else frozenset([page])
            shown = None if shown_by is None else frozenset(shown_by)
            latest.append(Change(number, number, pages, shown))
            number += 1
        number -= 1
        while len(latest) > MOST_CHANGES:
            latest[:2] = [latest[0].together_with(latest[1])]
        nothing_older = self.nothing_older
        oldest_kept = number - longest_kept() * NANOSECONDS
        while latest and latest[0].number < oldest_kept:
            nothing_older = latest.pop(0).number
        return Changes(number, nothing_older, tuple(latest))

    def as_text(self) -> str:
        """Return them as they are stored."""
        latest = [
            [one.number, one.since, sorted(one.pages), None if one.shown_by is None else sorted(one.shown_by)]
            for one in self.latest
        ]
        return json.dumps([self.number, self.nothing_older, latest], separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str, number: int) -> "Changes":
        """Return what is stored, at least as new as a number.

        Where the text says nothing of that number, as the release before writes only that, anything may have
        changed with it.
        """
        if not text:
            return cls(number, number)
        stored, nothing_older, latest = json.loads(text)
        if stored < number:
            return cls(number, number)
        return cls(
            stored,
            nothing_older,
            tuple(
                Change(told_at, since, frozenset(pages), None if shown_by is None else frozenset(shown_by))
                for told_at, since, pages, shown_by in latest
            ),
        )


def longest_kept() -> int:
    """Return for how many seconds a page may be shown at most, where nothing changes."""
    return 2 * int(settings.PAGE_CACHE_SECONDS)
