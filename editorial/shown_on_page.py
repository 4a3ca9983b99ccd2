"""What a rendering shows, noted while it is made: by it is told later whether a change concerns it.

A page of the site shows pages of its own language, in menus and lists, and whatever pages it has loaded: it
loads a page before it shows anything of it. All other answers (the search, the sitemap) may show anything.
Whoever keeps something of pages beyond one request has to `note` it each time it is shown.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models.signals import post_init
from wagtail.models import Page, get_page_models

# So many different pages stand on one; what shows more is taken to show anything.
MOST_NOTED = 400


class Shown:
    """What one rendering, or a part of it, has shown so far."""

    def __init__(self, part_of: "Shown | None" = None) -> None:
        # The primary key of the page that was asked for, once it answers.
        self.page: int | None = None
        self.noted: set[str] = set()
        self._part_of = part_of

    def note(self, what: str) -> None:
        """Add something."""
        if len(self.noted) <= MOST_NOTED:
            self.noted.add(what)
        if self._part_of is not None:
            self._part_of.note(what)

    def answer_by(self, page: Page) -> None:
        """Take it that the page answers."""
        self.page = page.pk
        self.noted.add(in_language(page))
        if self._part_of is not None:
            self._part_of.answer_by(page)

    @property
    def all(self) -> frozenset[str] | None:
        """All of it; None where that may be anything."""
        return None if self.page is None or len(self.noted) > MOST_NOTED else frozenset(self.noted)


_shown: ContextVar[Shown | None] = ContextVar("shown", default=None)


@contextmanager
def noting() -> Iterator[Shown]:
    """Note what is shown within this."""
    shown = Shown()
    token = _shown.set(shown)
    try:
        yield shown
    finally:
        _shown.reset(token)


@contextmanager
def noting_part() -> Iterator[set[str]]:
    """Yield what is noted within this, for whoever keeps the part: in the end, all that it shows."""
    part = Shown(_shown.get())
    token = _shown.set(part)
    try:
        yield part.noted
    finally:
        _shown.reset(token)


def note(what: str) -> None:
    """Note that the rendering under way, if there is one, shows something."""
    if (shown := _shown.get()) is not None:
        shown.note(what)


@contextmanager
def noting_nothing() -> Iterator[None]:
    """Load pages of which few will be shown: whoever does notes those, and goes by no text of the others."""
    token = _shown.set(None)
    try:
        yield
    finally:
        _shown.reset(token)


def note_answering(page: Page) -> None:
    """Note that the page answers the request."""
    if (shown := _shown.get()) is not None:
        shown.answer_by(page)


def in_language(page: Page) -> str:
    """Return what stands for the pages of a page's language, as a whole."""
    return f"language-{page.locale_id}"


def by_itself(page: Page) -> str:
    """Return what stands for a page alone."""
    return f"page-{page.pk}"


def what_shows(published: Page) -> frozenset[str] | None:
    """Return what may show a page that has just been published; None if that is anything.

    One that was public before is shown where it was loaded, and in lists of its language; where its texts
    alone have changed, which no list goes by, lists are as they were. One that was not public may turn up
    anywhere, as do the pages of which something stands on every page of other languages. Its translations
    show no more of it than that it is there and where: they stay as they are.
    """
    was_public = getattr(published, "was_public", False) and published.live
    if not was_public or not published.is_where_it_was or not published.is_shown_by_its_language:
        return None
    lists = [] if published.has_new_texts_alone else [in_language(published)]
    return frozenset([*lists, by_itself(published)])


def _note_loaded(instance: Page, **kwargs: Any) -> None:
    note(by_itself(instance))


def note_pages_as_they_are_loaded() -> None:
    """Have every rendering note the pages that it loads."""
    for model in get_page_models():
        post_init.connect(_note_loaded, sender=model, dispatch_uid="note what is shown")
