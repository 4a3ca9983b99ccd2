"""Suggestions of a machine, off unless the operator names an engine. Nothing of ours sends a text anywhere.

An engine is a class that is made without arguments and has two things: `name`, and
`translate(texts, source, target)`, which takes texts without tags and the codes of two languages, and returns
as many texts, or `None` if it doesn't know the two. The setting `TRANSLATION_ENGINE` names it by its dotted
path.
"""

import html
import re
from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string
from wagtail.models import Locale

from .checks import PLACEHOLDER
from .letters import plain

TAG = re.compile(r"(</?[a-z][^<>]*>)", re.IGNORECASE)


class Engine(Protocol):
    """What translates."""

    name: str

    def translate(self, texts: list[str], source: str, target: str) -> list[str] | None:
        """Return the texts in the target's language, or `None` if the engine can't."""


def engine() -> Engine | None:
    """Return the operator's engine, made once a process, or `None`: that is how a hub begins."""
    path: str = getattr(settings, "TRANSLATION_ENGINE", "")
    return _engine(path) if path else None


@lru_cache(maxsize=1)
def _engine(path: str) -> Engine:
    made: Engine = import_string(path)()
    return made


def suggestion(source_text: str, source_locale: Locale, locale: Locale) -> str | None:
    """Return what the machine makes of a text, as translators write it, or `None` if it makes nothing fit.

    Words between tags are translated by themselves, so that links and bold words stay where they are. What
    loses something that is filled in later is none.
    """
    machine = engine()
    if machine is None or not plain(source_text).strip():
        return None
    pieces = TAG.split(source_text)
    texts = [(index, html.unescape(piece)) for index, piece in enumerate(pieces) if _has_words(piece)]
    if not texts:
        return None
    made = machine.translate(
        [text.strip() for _index, text in texts], source_locale.language_code, locale.language_code
    )
    if made is None or len(made) != len(texts):
        return None
    for (index, text), translated in zip(texts, made, strict=True):
        if not translated.strip():
            return None
        pieces[index] = html.escape(_with_spaces_of(text, translated), quote=False)
    joined = "".join(pieces)
    if sorted(PLACEHOLDER.findall(plain(joined))) != sorted(PLACEHOLDER.findall(plain(source_text))):
        return None
    return joined


def _has_words(piece: str) -> bool:
    return not TAG.fullmatch(piece) and any(letter.isalpha() for letter in html.unescape(piece))


def _with_spaces_of(text: str, translated: str) -> str:
    before = text[: len(text) - len(text.lstrip())]
    after = text[len(text.rstrip()) :]
    return f"{before}{translated.strip()}{after}"
