"""The desk's table as people see it: each cell in words, with its links."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.text import capfirst
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _
from wagtail.models import Locale

from .content import Group, Row, Standing, State

DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Link:
    """Where something leads, what stands there, and what whoever can't see the table hears."""

    url: str
    words: str
    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    """How one thing stands in one language, in words."""

    language: str
    state: State | None = None
    label: str = ""
    share: str = ""
    edit: Link | None = None
    others: Sequence[Link] = ()

    @property
    def says_state_apart(self) -> bool:
        """Whether the word for the state stands before the link, and not in it."""
        return self.edit is None or self.edit.words != self.label


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One thing, with a cell a language."""

    title: str
    kind: str
    language: str
    direction: str
    depth: int
    cells: list[Cell]
    original: str


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """The rows of a group that are on a page of the table."""

    label: str
    rows: list[ShownRow]


class Writer:
    """Puts standings into words, each of which is looked up but once for the whole table."""

    def __init__(self) -> None:
        self.labels = {state: str(state.label) for state in State}
        self.translate = _("Translate")
        self.ready = _("Ready to publish")
        self.review = _("Waits for review")
        self.needs_me = _("Only what needs me")
        self.update = _("Bring in the changes")
        self.share = _("%(done)d of %(total)d")
        # Translators: what a link does, to what, in which language
        self.name = _("%(words)s: %(title)s (%(language)s)")
        self._left: dict[int, str] = {}

    def left(self, count: int) -> str:
        """Return that so many texts are still to be done."""
        if count not in self._left:
            self._left[count] = ngettext("%(number)d left", "%(number)d left", count) % {"number": count}
        return self._left[count]

    def cell(self, title: str, standing: Standing | None, language: str, is_own: bool) -> Cell:
        """Return a cell; it leads nowhere in a language that isn't one's own."""
        if standing is None:
            return Cell(language)
        state, share = standing.state, ""
        if standing.total:
            share = self.share % {"done": standing.done, "total": standing.total}
        if not is_own:
            return Cell(language, state, self.labels[state], share)
        url = standing.edit_url()
        words = self.translate if state == State.MISSING else self.labels[state]
        others = [
            Link(address, said, self.name % {"words": said, "title": title, "language": language})
            for address, said in self._others(standing, url)
            if address
        ]
        name = self.name % {"words": words, "title": title, "language": language}
        edit = Link(url, words, name) if url else None
        return Cell(language, state, self.labels[state], share, edit, others)

    def _others(self, standing: Standing, url: str) -> Iterator[tuple[str, str]]:
        left = standing.left
        if standing.is_ready:
            yield url, self.ready if left <= 0 else self.review
        yield standing.needs_url(), self.left(left) if left > 0 else self.needs_me
        yield standing.update_url(), self.update


def shown_groups(
    rows: Iterable[tuple[Group, Row]], locales: Sequence[Locale], own: Collection[int]
) -> list[ShownGroup]:
    """Return the rows in words, below their groups. Links lead only into languages that are one's own."""
    names = [(locale.pk, str(locale.get_display_name())) for locale in locales]
    writer = Writer()
    return [
        ShownGroup(label, [_shown_row(writer, group, row, names, own) for group, row in found])
        for label, found in groupby(rows, key=lambda pair: pair[0].label)
    ]


def _shown_row(
    writer: Writer, group: Group, row: Row, names: Sequence[tuple[int, str]], own: Collection[int]
) -> ShownRow:
    return ShownRow(
        title=row.title,
        # That of the heading says nothing new.
        kind="" if group.name in row.types else capfirst(row.kind),
        language=row.language,
        direction="rtl" if row.language and get_language_info(row.language)["bidi"] else "ltr",
        depth=min(row.depth, DEEPEST),
        original=row.original,
        cells=[writer.cell(row.title, row.standings.get(pk), name, pk in own) for pk, name in names],
    )
