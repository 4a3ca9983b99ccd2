"""Tells English words on a page in another language from those of the language.

In some languages the hub has no words of its own, in others translators have only begun. What is missing is
said in English. A page has to name that language, or it is read aloud as if it were its own, and between
words from the right to the left a full stop comes first.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass
class Heard:
    """What was asked of a language's catalogue while somebody listened."""

    language: str
    was_said: bool = False
    was_missing: bool = False

    @property
    def is_english(self) -> bool:
        """Whether all that the hub has said stands there in English, for want of words."""
        return self.was_missing and not self.was_said


_heard: ContextVar[Heard | None] = ContextVar("heard", default=None)


@contextmanager
def listening(language: str) -> Iterator[Heard]:
    """Hear, until the block is left, which messages have words in a language."""
    heard = Heard(language)
    token = _heard.set(heard)
    try:
        yield heard
    finally:
        _heard.reset(token)


def note(language: str, has_words: bool) -> None:
    """Tell whoever listens to the language that a message was asked for, and whether it has words."""
    heard = _heard.get()
    if heard is not None and heard.language == language:
        heard.was_said |= has_words
        heard.was_missing |= not has_words


def is_heard(language: str) -> bool:
    """Return whether anybody listens to the language: most words are said with nobody who asks."""
    heard = _heard.get()
    return heard is not None and heard.language == language
