"""Where a line of a text may end, as its readers expect: Japanese and Chinese know no spaces."""

import unicodedata
from collections.abc import Iterator
from itertools import pairwise

# Written with the letter before them: signs of Japanese that are letters to Unicode.
NEVER_FIRST = set("ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶーゝゞヽヾ々〻%℃％‰…‥")
# Kinds of signs: brackets that open, and those that close, join or end something.
OPENING = {"Ps", "Pi"}
CLOSING = {"Pd", "Pe", "Pf", "Po"}
# Characters, kana, bopomofo and what goes with them: the names of their letters begin like this.
HAN_NAMES = (
    "CJK",
    "HIRAGANA",
    "KATAKANA",
    "BOPOMOFO",
    "IDEOGRAPHIC",
    "FULLWIDTH",
    "KANGXI",
    "HALFWIDTH KATAKANA",
)


def parts_between_breaks(text: str) -> list[str]:
    """Return a text in parts between which a line may end; a part that follows a space begins with it.

    Together they are the text, with single spaces.
    """
    parts = []
    for number, word in enumerate(text.split()):
        within = list(_parts_of_word(word))
        within[0] = f" {within[0]}" if number else within[0]
        parts += within
    return parts


def _parts_of_word(word: str) -> Iterator[str]:
    """Yield a word; between its characters, where it is written in such."""
    part = word[0]
    for before, after in pairwise(word):
        if _may_break(before, after):
            yield part
            part = ""
        part += after
    yield part


def _may_break(before: str, after: str) -> bool:
    """Tell whether a line may end between two letters with no space between them."""
    if not (_is_han(before) or _is_han(after)) or after in NEVER_FIRST:
        return False
    kinds = unicodedata.category(before), unicodedata.category(after)
    return kinds[0] not in OPENING and kinds[1] not in CLOSING and kinds[1][0] != "M"


def _is_han(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(HAN_NAMES)
