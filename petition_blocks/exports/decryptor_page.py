"""The page that opens files of signatures without a network: one HTML file that holds all it needs."""

import base64
import hashlib
import json
from functools import lru_cache
from html import escape
from pathlib import Path

from django.conf import settings
from django.utils import translation

from editorial.static_files import static_text

from ..details.asked import DETAILS

PARTS = Path(__file__).parent / "decryptor"
SCRIPTS = ["words.js", "tables.js", "reading.js", "program.js"]
FILE_NAME = "open-signatures.html"


@lru_cache(maxsize=1)
def decryptor_page() -> str:
    """Return the page, put together from its parts. Its policy lets it run its own scripts and reach nothing.

    The only source are the parts: there is no build, and no second copy to keep in step.
    """
    age = static_text("js/age.js")
    # In a function, so that nothing of ours is in the way of what the bundle defines.
    program = "(() => {\n" + "\n".join([_words_of_details(), *map(_part, SCRIPTS)]) + "\n})();"
    style = _part("page.css")
    for script in (age, program):
        if "</script" in script.lower() or "<!--" in script:
            raise ValueError("A script of the page would end its own element.")
    policy = "; ".join(
        [
            "default-src 'none'",
            f"script-src {_source(age)} {_source(program)}",
            f"style-src {_source(style)}",
            # The workers that open several signatures at once are made of the same script.
            "worker-src blob:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    page = _part("page.html")
    pieces = {
        "policy": escape(policy),
        "style": style,
        "licences": escape(static_text("js/age-licences.txt")),
        "age": age,
        "program": program,
    }
    before, *rest = page.split("{")
    written = [before]
    for piece in rest:
        name, _, after = piece.partition("}")
        written += [pieces[name], after]
    return "".join(written)


def _part(name: str) -> str:
    return (PARTS / name).read_text(encoding="utf-8")


def _words_of_details() -> str:
    """Return, as a script, what the columns of details are called in each language."""
    words = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            words[language] = {detail.name: detail.label for detail in DETAILS}
    return f"const DETAILS = {json.dumps(words, ensure_ascii=False)};"


def _source(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
