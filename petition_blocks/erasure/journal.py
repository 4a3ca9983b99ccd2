"""The journal of what was erased: lines that are kept apart from the database's backups.

A line is a moment, a random number and the petition's name in addresses. Before them stands one for each
petition that has a retention day: “day”, the day and the name. After them come lines about signatures that
are still there: which consents their owners have ended, and which were put right.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from editorial.days import start_of

from ..petition.models import Petition
from ..signature.models import ErasedSignature, Signature
from .replay import replay_correction, replay_ended_consent, replay_erasure, replay_retention_day

# Marks the line that tells a petition's retention day.
DAY = "day"
# How a line begins that tells of a consent that was ended, and of a correction; its name or number follows.
ENDED, CORRECTED = "ended:", "corrected:"


@dataclass(frozen=True)
class Replayed:
    """What became of a line that was replayed."""

    # Whether a signature had come back, and is gone again.
    came_back: bool = False
    # Whether a consent had come back, and is ended again.
    ended: bool = False
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


def wishes() -> Iterator[str]:
    """Return what tells of signatures that are there: consents that were ended, and corrections."""
    signatures = Signature.objects.order_by("pk")
    ended = signatures.exclude(ended_consents=[]).values_list("public_id", "ended_consents", "petition__slug")
    for public_id, consents, slug in ended.iterator():
        for consent in consents:
            yield f"{ENDED}{consent} {public_id} {slug}"
    corrected = signatures.filter(corrected_by__isnull=False)
    for correction, public_id, slug in corrected.values_list(
        "corrected_by", "public_id", "petition__slug"
    ).iterator():
        yield f"{CORRECTED}{correction} {public_id} {slug}"


def is_erasure(line: str) -> bool:
    """Tell whether a line is about a signature that is gone."""
    return not line.startswith((f"{DAY} ", ENDED, CORRECTED))


def petition_of(line: str) -> str:
    """Return the petition that a line is about. Raises ValueError if it is no line of a journal."""
    _first, _second, slug = line.split()
    return slug


def reference_of(line: str) -> str:
    """Return the random number of the signature that a line is about."""
    _first, reference, _slug = line.split()
    return reference


def replay(line: str, petitions: dict[str, Petition]) -> Replayed:
    """Do what a line says. Raises ValueError if it can't be read, KeyError if there is no such petition."""
    first, second, slug = line.split()
    petition = petitions[slug]
    if first == DAY:
        moved = replay_retention_day(petition, date.fromisoformat(second))
        return Replayed(moved=slug if moved else "")
    public_id = UUID(second)
    if first.startswith(ENDED):
        return Replayed(ended=replay_ended_consent(petition, public_id, first.removeprefix(ENDED)))
    if first.startswith(CORRECTED):
        correction = UUID(first.removeprefix(CORRECTED))
        return Replayed(ended=replay_correction(petition, public_id, correction))
    erased_at = datetime.fromisoformat(first)
    return Replayed(came_back=replay_erasure(petition, public_id, erased_at))
