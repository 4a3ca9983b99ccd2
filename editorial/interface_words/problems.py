"""What is wrong with a text that is to be said in a message's place.

The text becomes part of pages, of mails and of their headers as it is. So it may hold no markup but the
message's own, nothing that ends an HTML attribute, and all the places that something is filled in at. (Line
breaks, which would end a header, are taken out of it beforehand: no message has any.)
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .catalogue import Message

# In letters; a mail's or a page's sentence has far fewer.
LONGEST = 4_000
TAG = re.compile(r"</?[A-Za-z][^<>]*>")
ENTITY = re.compile(r"&#?\w+;")
PERCENT = re.compile(r"%%|%\(\w+\)[sdif]|%[sdif]")
BRACES = re.compile(r"\{\w*\}")


def fixed_pieces(text: str) -> list[str]:
    """Return what a translation must keep letter by letter: tags, and where something is filled in."""
    return sorted(
        {*TAG.findall(text), *(piece for piece in PERCENT.findall(text) if piece != "%%")}
        | {*BRACES.findall(text)}
    )


def _lonely_percents(text: str) -> bool:
    """Tell whether a sign for per cent stands by itself; doubled, it does where nothing is filled in."""
    pieces = PERCENT.findall(text)
    return "%" in PERCENT.sub("", text) or ("%%" in pieces and set(pieces) == {"%%"})


def problems_of_text(message: Message, text: str, *, may_leave_out: bool) -> Iterator[str]:
    """Yield in words what is wrong with a text; `may_leave_out` is said of a plural form of one number."""
    originals = message.in_english
    allowed = [fixed_pieces(original) for original in (originals if may_leave_out else originals[-1:])]
    pieces = fixed_pieces(text)
    if pieces not in allowed:
        missing = sorted(set(allowed[-1]) - set(pieces))
        strange = sorted(set(pieces) - set(allowed[-1]))
        if missing:
            yield _("Keep this as it is: %(pieces)s") % {"pieces": "  ".join(missing)}
        if strange:
            yield _("This can’t stand here: %(pieces)s") % {"pieces": "  ".join(strange)}
    tags, bare = TAG.findall(text), TAG.sub("", text)
    if any(tags.count(tag) > originals[-1].count(tag) for tag in tags):
        yield _("Use each tag as often as the English does.")
    if set('<>"') & set(bare) - set("".join(originals)):
        yield _('Write no < or >, and no straight quotation marks ("): take “ ”, « » or „ “.')
    if code := ENTITY.search(bare):
        yield _("Write the letter itself, not its code: %(code)s") % {"code": code[0]}
    if _lonely_percents(text) and not _lonely_percents("".join(originals)):
        yield _("Write “per cent” in words: the sign % marks where something is filled in.")
    if BRACES.search("".join(originals)) and re.search(r"[{}]", BRACES.sub("", text)):
        yield _("Braces mark where something is filled in: write no others.")
