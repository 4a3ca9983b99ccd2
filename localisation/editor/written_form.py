"""How a text is typed, and how it is stored.

wagtail-localize stores every text as markup, that of a plain field too, where “&” is `&amp;` and a new line
is `<br/>`. Nobody should have to type that: a plain text is typed as it is read, and a rich one with its
tags, but with “&” as it is.
"""

import hashlib
import re
from html import unescape

from bs4 import BeautifulSoup
from wagtail_localize.strings import StringValue

from ..po.reading import one_kind_of_line_end

BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")
# What would turn into a letter of its own if the first sign of it stood alone.
AMPERSAND = re.compile(r"&amp;(?!#?\w+;)")


def typed_form(stored: str, *, is_rich: bool) -> str:
    """Return a stored text as a translator types it."""
    if is_rich:
        return one_kind_of_line(AMPERSAND.sub("&", stored))
    return one_kind_of_line(unescape(TAG.sub("", BREAK.sub("\n", stored))))


def stored_form(typed: str, *, is_rich: bool) -> str:
    """Return what a translator has typed as it is stored; spaces around it are none of it."""
    words = one_kind_of_line(typed)
    if not is_rich:
        return str(StringValue.from_plaintext(words).data)
    # Mends what is left open, and writes a lonely “&” or “<” as a letter.
    return str(BeautifulSoup(words, "html.parser"))


def one_kind_of_line(words: str) -> str:
    """Return the text with one sign for a new line, as browsers send two, and no spaces around it."""
    return one_kind_of_line_end(words).strip()


def fingerprint(typed: str) -> str:
    """Return what tells a text from another one, short enough for a form."""
    return hashlib.sha256(one_kind_of_line(typed).encode()).hexdigest()[:16]
