"""What a bundle is made of: documents, such as a page, and their texts."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Protocol

from wagtail import hooks
from wagtail.models import Locale

from ..locale_permissions import AnyUser
from ..po.reading import one_kind_of_line_end

HOOK = "documents_for_translators"


class Text(Protocol):
    """A text of a document, and how the language says it now."""

    @property
    def context(self) -> str:
        """What tells it from texts that are written alike."""

    @property
    def singular(self) -> str:
        """The text in the language that it is translated from."""

    @property
    def plural(self) -> str:
        """The text for other numbers than one; empty where there is none."""

    @property
    def comment(self) -> str:
        """What its translator should know."""

    @property
    def now(self) -> Sequence[str]:
        """How it is said now: one text, or one for each plural form; empty ones where nothing is there."""

    @property
    def is_sure(self) -> bool:
        """Whether that may be read by visitors: else it is a suggestion, or has an error."""


class Document(Protocol):
    """Texts that belong together, in one language. It keeps its `id` as long as it is there."""

    @property
    def id(self) -> str:
        """What it is known by when it comes back."""

    @property
    def file_name(self) -> str:
        """What its file is called, without `.po`, with the folders above it."""

    @property
    def title(self) -> str:
        """What people call it."""

    @property
    def url(self) -> str:
        """Where its texts are written in the admin."""

    @property
    def plural_rule(self) -> str:
        """How the language's plural forms are counted, as PO files say it; empty where it needs none."""

    @property
    def texts(self) -> Sequence[Text]:
        """Its texts, in the order in which they are read."""

    def take(self, text: Text, words: Sequence[str], user: AnyUser, *, is_sure: bool) -> bool:
        """Say a text like this from now on, or, if nobody is sure of it, keep it as a suggestion.

        Returns whether that was done: not where it is no longer said as it was when the document was made.
        Raises `ValidationError` with words for its translator where it can't be said like that.
        """


def documents_in(locale: Locale, user: AnyUser) -> Iterator[Document]:
    """Yield all documents of a language that a user may write in."""
    for register in hooks.get_hooks(HOOK):
        yield from register(locale, user)


def fingerprint(words: Sequence[str]) -> str:
    """Return a few letters that are others as soon as a text is said in another way; none of no text."""
    if not any(words):
        return ""
    return hashlib.sha256("\x1f".join(map(one_kind_of_line_end, words)).encode()).hexdigest()[:16]
