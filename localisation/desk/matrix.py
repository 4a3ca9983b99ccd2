"""All that is translated, against the languages: all of it, each language's numbers, what is asked for."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from .content import Group, Row, Standing, State, registered_groups
from .objects import object_groups

# How what was not written in a language stands there, best first.
TO_TRANSLATE = (State.LIVE, State.STALE, State.DRAFT, State.MISSING)


class Wanted(models.TextChoices):
    """Which rows somebody wants to see."""

    EVERYTHING = "", _("Everything")
    NEEDS_ME = "needs-me", _("Needs me")
    READY = "ready", _("Waits for review")
    LIVE = State.LIVE.value, State.LIVE.label
    DRAFT = State.DRAFT.value, State.DRAFT.label
    STALE = State.STALE.value, State.STALE.label
    MISSING = State.MISSING.value, State.MISSING.label


@dataclass(frozen=True)
class Numbers:
    """One language: how many things stand how, and how many texts are done of those that are begun."""

    locale: Locale
    by_state: Counter[State]
    waiting: int
    ready: int
    texts_done: int
    texts: int

    @property
    def counts(self) -> list[tuple[State, int]]:
        """How many things are in each state, those that are done first."""
        return [(state, self.by_state[state]) for state in TO_TRANSLATE]

    @property
    def things(self) -> int:
        """How many things there are to have in the language."""
        return sum(count for _state, count in self.counts)

    @property
    def percent(self) -> int:
        """How many in a hundred visitors can read as they are; 100 only if that is all of them."""
        return 100 * self.by_state[State.LIVE] // self.things if self.things else 0

    @property
    def is_unasked(self) -> bool:
        """Whether it is there only because the hub speaks it: nobody has begun anything in it."""
        return self.locale.is_default and set(self.by_state) <= {State.MISSING}

    @property
    def bars(self) -> list[tuple[State, str, str]]:
        """How the things are shared out: each state, where its part of 100 begins, and how wide it is."""
        found, start = [], 0.0
        for state, count in self.counts:
            width = 100 * count / self.things if self.things else 0.0
            if width:
                found.append((state, f"{start:.2f}", f"{width:.2f}"))
            start += width
        return found


@dataclass(frozen=True)
class Matrix:
    """Everything on the desk, in the languages that somebody looks at."""

    locales: list[Locale]
    groups: list[Group]

    @classmethod
    def of(cls, locales: Collection[Locale], everywhere: Collection[Locale] | None = None) -> "Matrix":
        """Read how everything stands now in some languages, of all there are, if those are at hand.

        Takes as many queries for a thousand pages as for one.
        """
        codes = {locale.pk: locale.language_code for locale in everywhere or Locale.objects.all()}
        columns = sorted(locales, key=lambda locale: str(locale.get_display_name()).casefold())
        return cls(columns, [*object_groups(columns, codes), *registered_groups(columns)])

    def rows(self) -> Iterator[tuple[Group, Row]]:
        """Yield all rows with their groups."""
        for group in self.groups:
            for row in group.rows:
                yield group, row

    def standings_in(self, locale: Locale) -> Iterator[tuple[Row, Standing]]:
        """Yield what there is in a language, or could be."""
        for _group, row in self.rows():
            standing = row.standings.get(locale.pk)
            if standing is not None:
                yield row, standing

    def numbers(self) -> list[Numbers]:
        """Return each language's numbers. One that nobody has asked for, the hub's own, comes last."""
        found = [self._numbers_of(locale) for locale in self.locales]
        return sorted(found, key=lambda numbers: numbers.is_unasked)

    def _numbers_of(self, locale: Locale) -> Numbers:
        standings = [standing for _row, standing in self.standings_in(locale)]
        return Numbers(
            locale=locale,
            by_state=Counter(standing.state for standing in standings),
            waiting=sum(standing.is_waiting for standing in standings),
            ready=sum(standing.is_ready for standing in standings),
            texts_done=sum(standing.done for standing in standings),
            texts=sum(standing.total for standing in standings),
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to translate at all."""
        return not any(group.rows for group in self.groups)

    def find(
        self,
        words: str = "",
        kind: str = "",
        wanted: Wanted = Wanted.EVERYTHING,
        own: Collection[int] = (),
    ) -> list[tuple[Group, Row]]:
        """Return the rows whose title has the words, of a kind, and that stand so in one of the languages.

        What needs somebody does so in their own languages, whichever others they look at; `own` has their
        primary keys.
        """
        is_wanted = TESTS.get(wanted)
        looked_at = {locale.pk for locale in self.locales}
        if wanted in (Wanted.NEEDS_ME, Wanted.READY):
            looked_at &= set(own)
        sought = words.casefold()
        return [
            (group, row)
            for group, row in self.rows()
            if (not kind or kind == group.name or kind in row.types)
            and sought in row.title.casefold()
            and (
                is_wanted is None
                or any(is_wanted(standing) for pk, standing in row.standings.items() if pk in looked_at)
            )
        ]

    def kinds(self) -> list[tuple[str, str]]:
        """Return what the rows are, as names for addresses and words for people: first groups, then types."""
        types = {name: row.kind for _group, row in self.rows() for name in row.types}
        groups = {group.name: group.label for group in self.groups if group.rows}
        others = sorted(
            ((name, kind) for name, kind in types.items() if name not in groups),
            key=lambda choice: choice[1].casefold(),
        )
        return [*groups.items(), *others]


def _is_in(state: State) -> Callable[[Standing], bool]:
    return lambda standing: standing.state == state


TESTS: dict[Wanted, Callable[[Standing], bool]] = {
    Wanted.NEEDS_ME: lambda standing: standing.is_waiting,
    Wanted.READY: lambda standing: standing.is_ready,
    Wanted.LIVE: _is_in(State.LIVE),
    Wanted.DRAFT: _is_in(State.DRAFT),
    Wanted.STALE: _is_in(State.STALE),
    Wanted.MISSING: _is_in(State.MISSING),
}
