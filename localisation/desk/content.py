"""How what is translated stands in each language, whatever it is.

Pages and snippets are on the desk by themselves. Apps put there what else they have in several languages,
such as the words of the interface, by a hook that is called with the `Desk`; they import nothing from here:

    @hooks.register("register_translated_content")
    def show_interface_words(desk):
        content = desk.add_content("interface-words", _("Words of the hub"))
        for locale in desk.locales:
            content.add(
                _("What visitors read"), locale, state="draft", done=340, total=360, url="/…", needs_url="/…"
            )

It may ask the database a few questions, as many for one language as for all. The things of a kind that have
the same title are one row.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.models import Locale

HOOK = "register_translated_content"


class State(models.TextChoices):
    """How something stands in one language. People see symbol and label, never one alone."""

    LIVE = "live", pgettext_lazy("how a translation stands", "Public")
    DRAFT = "draft", pgettext_lazy("how a translation stands", "Draft")
    # Changed since the translation took over its words, or taken over and not all translated yet.
    STALE = "stale", pgettext_lazy("how a translation stands", "Out of date")
    MISSING = "missing", pgettext_lazy("how a translation stands", "Missing")
    # It was written in this language, or is kept up there by hand: there is nothing to translate.
    ORIGINAL = "original", pgettext_lazy("how a translation stands", "Original")

    @property
    def symbol(self) -> str:
        """A plain sign that differs in its form, not in its colour alone."""
        return {
            State.LIVE: "●",
            State.DRAFT: "◐",
            State.STALE: "▲",
            State.MISSING: "○",
            State.ORIGINAL: "■",
        }[self]


def no_address() -> str:
    """Return that there is nothing to press."""
    return ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one thing stands in one language.

    `done` of `total` texts are translated; a `total` of 0 says that nobody has counted them. The addresses
    are asked for only when they are shown, and are empty where there is nothing to press.
    """

    state: State
    done: int = 0
    total: int = 0
    # All texts are there, and visitors read none of them yet, or older ones; or somebody has handed it over.
    is_ready: bool = False
    # When somebody last wrote a text of it, or handed it over.
    changed_at: datetime | None = None
    # Where it is begun, or gone on with.
    edit_url: Callable[[], str] = no_address
    # Where only those texts are shown that need somebody.
    needs_url: Callable[[], str] = no_address
    # Where the original's changes are brought in.
    update_url: Callable[[], str] = no_address

    @property
    def is_waiting(self) -> bool:
        """Whether there is something to do for who works in the language."""
        return self.is_ready or self.state in (State.DRAFT, State.STALE, State.MISSING)

    @property
    def left(self) -> int:
        """How many texts are still to be translated, as far as they are counted."""
        return self.total - self.done


@dataclass(frozen=True)
class Row:
    """One thing, and how it stands in each language, by the primary key of the `Locale`."""

    title: str
    standings: Mapping[int, Standing]
    # What it is, in the language of whoever looks, such as “content page”.
    kind: str = ""
    # What the filter “What it is” may ask for, besides the content that the row belongs to.
    types: frozenset[str] = frozenset()
    # How far below the first ones it stands.
    depth: int = 0
    # The language of the title, as a code.
    language: str = ""
    key: object = None
    # The original, as jobs are given it: `app.model:1`. Nothing where no job can do anything with it.
    original: str = ""


@dataclass(frozen=True)
class Group:
    """The rows of some content. `name` stands in addresses."""

    name: str
    label: str
    rows: list[Row] = field(default_factory=list)


class Content:
    """Some content of one kind, as an app puts it on the desk."""

    def __init__(self, name: str, label: Promise | str) -> None:
        self.name, self.label = name, str(label)
        self._standings: dict[str, dict[int, Standing]] = {}

    def add(
        self,
        title: Promise | str,
        locale: Locale,
        *,
        state: str,
        done: int = 0,
        total: int = 0,
        url: str = "",
        needs_url: str = "",
    ) -> None:
        """Say how something stands in a language: a `State`, and how many texts are done of how many.

        `url` is where it is edited, `needs_url` where only those texts are shown that need somebody.
        """
        self._standings.setdefault(str(title), {})[locale.pk] = Standing(
            State(state), done, total, edit_url=lambda: url, needs_url=lambda: needs_url
        )

    def group(self) -> Group:
        """Return it as rows."""
        rows = [Row(title, standings) for title, standings in self._standings.items()]
        return Group(self.name, self.label, rows)


class Desk:
    """What apps put their content on, in the languages that somebody looks at."""

    def __init__(self, locales: Collection[Locale]) -> None:
        self.locales = list(locales)
        self.contents: list[Content] = []

    def add_content(self, name: str, label: Promise | str) -> Content:
        """Add a kind of content. Its name stands in addresses: lower-case letters and hyphens."""
        content = Content(name, label)
        self.contents.append(content)
        return content


def registered_groups(locales: Collection[Locale]) -> list[Group]:
    """Return what apps have in these languages, in the order in which they are installed."""
    desk = Desk(locales)
    for put_on in hooks.get_hooks(HOOK):
        put_on(desk)
    return [content.group() for content in desk.contents]
