"""What has changed between two texts, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

# A tag, a letter of a script that puts no spaces between words, a word, the space between words, or a sign.
PIECE = re.compile(r"<[^<>]*>|[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|\w+|\s+|[^\w\s]")
# With more pieces, comparing takes longer than anybody waits: the two texts are shown one after the other.
LONGEST = 3_000


class Kind(StrEnum):
    """What became of a piece."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Part:
    """A run of pieces that share one fate."""

    kind: Kind
    text: str


def word_diff(before: str, after: str) -> list[Part]:
    """Return the parts of both texts in reading order, what was removed before what came in its place."""
    old, new = PIECE.findall(before), PIECE.findall(after)
    if len(old) + len(new) > LONGEST:
        return [Part(Kind.REMOVED, before), Part(Kind.ADDED, after)]
    runs = groupby(_pieces(old, new), key=lambda part: part.kind)
    return [Part(kind, "".join(part.text for part in parts)) for kind, parts in runs]


def likeness(one: str, other: str) -> float:
    """Return how much two texts have in common, from 0 to 1."""
    old, new = PIECE.findall(one), PIECE.findall(other)
    if len(old) + len(new) > LONGEST:
        return float(one == other)
    return SequenceMatcher(None, old, new, autojunk=False).ratio()


def _pieces(old: list[str], new: list[str]) -> Iterator[Part]:
    for _tag, old_from, old_to, new_from, new_to in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if old[old_from:old_to] == new[new_from:new_to]:
            yield Part(Kind.SAME, "".join(old[old_from:old_to]))
            continue
        if old_from < old_to:
            yield Part(Kind.REMOVED, "".join(old[old_from:old_to]))
        if new_from < new_to:
            yield Part(Kind.ADDED, "".join(new[new_from:new_to]))
