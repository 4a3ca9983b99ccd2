"""The journal of erasures beside the backups. What it has told once it goes on telling."""

import heapq
from collections.abc import Iterator
from pathlib import Path

from ..erasure.journal import DAY, days_of_petitions, erasures, petition_of
from ..petition.models import Petition
from .files import write_lines

JOURNAL = "erasures.txt"


def write_journal(folder: Path) -> int:
    """Bring the folder's journal up to date; return how many of its erasures the database doesn't know.

    Those stay in it, and days that were moved to earlier ones: the database has then come from a backup
    itself, and nobody has replayed the journal. Only petitions go from it whose key was destroyed on their
    day, with all that it opened.
    """
    file = folder / JOURNAL
    over = set(Petition.objects.filter(digest_key=None).values_list("slug", flat=True))
    known_lines = [line for line in _lines(file) if line.startswith(f"{DAY} ")]
    unknown = sum(is_unknown for _line, is_unknown in _erasures(file, over))
    days = dict(_day_of(line) for line in days_of_petitions())
    if unknown:
        for slug, day in map(_day_of, known_lines):
            if slug not in over:
                days[slug] = min(day, days.get(slug, day))
    write_lines(file, _all_lines(file, days, over))
    return unknown


def _all_lines(file: Path, days: dict[str, str], over: set[str]) -> Iterator[str]:
    for slug, day in days.items():
        yield f"{DAY} {day} {slug}"
    for line, _is_unknown in _erasures(file, over):
        yield line


def _erasures(file: Path, over: set[str]) -> Iterator[tuple[str, bool]]:
    """Yield all erasures, those of the file and those of the database, and whether the file alone has it.

    Both are in the order of their moments, so neither is ever in memory as a whole.
    """
    of_file = (
        (line, True)
        for line in _lines(file)
        if not line.startswith(f"{DAY} ") and petition_of(line) not in over
    )
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
