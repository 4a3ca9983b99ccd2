"""The journal of what was erased: lines that are kept apart from the database's backups.

A line is a moment, a random number and the petition's name in addresses. Before them stands one for each
petition that has a retention day: “day”, the day and the name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from editorial.days import start_of

from ..petition.models import Petition
from ..signature.models import ErasedSignature
from .replay import replay_erasure, replay_retention_day

# Marks the line that tells a petition's retention day.
DAY = "day"


@dataclass(frozen=True)
class Replayed:
    """What became of a line that was replayed."""

    # Whether a signature had come back, and is gone again.
    came_back: bool = False
    # A petition whose day is an earlier one again.
    moved: str = ""


def days_of_petitions() -> Iterator[str]:
    """Return the journal's first lines."""
    dated = Petition.objects.filter(retention_day__isnull=False).order_by("pk")
    for day, slug in dated.values_list("retention_day", "slug"):
        yield f"{DAY} {day:%Y-%m-%d} {slug}"


def erasures(since: date | None = None) -> Iterator[str]:
    """Return its other lines, oldest first: all of them, or those from a day on."""
    # By the number, so that lines of one moment stand in one order wherever they are listed.
    erased = ErasedSignature.objects.order_by("erased_at", "public_id")
    if since is not None:
        erased = erased.filter(erased_at__gte=start_of(since))
    rows = erased.values_list("erased_at", "public_id", "petition__slug")
    for erased_at, public_id, slug in rows.iterator():
        yield f"{erased_at.isoformat()} {public_id} {slug}"


def petition_of(line: str) -> str:
    """Return the petition that a line is about. Raises ValueError if it is no line of a journal."""
    _first, _second, slug = line.split()
    return slug


def replay(line: str, petitions: dict[str, Petition]) -> Replayed:
    """Do what a line says. Raises ValueError if it can't be read, KeyError if there is no such petition."""
    first, second, slug = line.split()
    petition = petitions[slug]
    if first == DAY:
        moved = replay_retention_day(petition, date.fromisoformat(second))
        return Replayed(moved=slug if moved else "")
    erased_at, public_id = datetime.fromisoformat(first), UUID(second)
    return Replayed(came_back=replay_erasure(petition, public_id, erased_at))
