"""The journal of erasures beside the backups. What it has told once it goes on telling."""

import heapq
from collections.abc import Iterator
from pathlib import Path

from ..erasure.journal import (
    DAY,
    days_of_petitions,
    erasures,
    is_erasure,
    petition_of,
    reference_of,
    wishes,
)
from ..petition.models import Petition
from ..signature.models import Signature
from .files import write_lines

JOURNAL = "erasures.txt"


def write_journal(folder: Path) -> int:
    """Bring the folder's journal up to date; return of how many signatures the database knows less than it.

    The database has then come from a backup itself, and nobody has replayed the journal: all that it told
    stays in it. Only petitions go from it whose key was destroyed on their day, with all that it opened.
    """
    file = folder / JOURNAL
    over = set(Petition.objects.filter(digest_key__isnull=True).values_list("slug", flat=True))
    told = [line for line in _lines(file) if not is_erasure(line) and petition_of(line) not in over]
    unknown = sum(is_unknown for _line, is_unknown in _erasures(file, over)) + _unknown_wishes(told)
    write_lines(file, _all_lines(file, told if unknown else [], over))
    return unknown


def _all_lines(file: Path, told: list[str], over: set[str]) -> Iterator[str]:
    """Return the lines of the new journal; `told` has those of the old one that hold still, but erasures."""
    days = dict(map(_day_of, days_of_petitions()))
    for slug, day in (_day_of(line) for line in told if line.startswith(f"{DAY} ")):
        days[slug] = min(day, days.get(slug, day))
    for slug, day in days.items():
        yield f"{DAY} {day} {slug}"
    for line, _is_unknown in _erasures(file, over):
        yield line
    left = {line for line in told if not line.startswith(f"{DAY} ")}
    for line in wishes():
        left.discard(line)
        yield line
    yield from sorted(left)


def _unknown_wishes(told: list[str]) -> int:
    """Return how many signatures are there of which the database doesn't know that a consent was ended.

    Whoever gives one anew does so by a correction, which is told in its place.
    """
    known = {reference_of(line) for line in wishes()}
    missing = {reference_of(line) for line in told if not line.startswith(f"{DAY} ")} - known
    return sum(Signature.objects.filter(public_id=reference).exists() for reference in missing)


def _erasures(file: Path, over: set[str]) -> Iterator[tuple[str, bool]]:
    """Yield all erasures, those of the file and those of the database, and whether the file alone has it.

    Both are in the order of their moments, so neither is ever in memory as a whole.
    """
    of_file = ((line, True) for line in _lines(file) if is_erasure(line) and petition_of(line) not in over)
    of_database = ((line, False) for line in erasures() if petition_of(line) not in over)
    before = ""
    # Of two equal lines the database's comes first.
    for line, is_unknown in heapq.merge(of_file, of_database):
        if line != before:
            yield line, is_unknown
        before = line


def _lines(file: Path) -> Iterator[str]:
    """Return the lines of the journal, as far as there is one."""
    if file.exists():
        with file.open(encoding="utf-8") as lines:
            yield from filter(None, map(str.strip, lines))


def _day_of(line: str) -> tuple[str, str]:
    _mark, day, slug = line.split()
    return slug, day
