"""What may be said of a petition's numbers in public."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict

from editorial.readings import once_a_page

from ..petition.models import Petition
from ..petition.timeline import stage_of

DIMENSIONS = ["country", "language", "day"]
# What is known of signatures on paper, published apart.
OFFLINE_DIMENSIONS = {"offline_country": "country", "offline_day": "collected_on"}


@dataclass(frozen=True)
class PublishedTables:
    """The tables as anybody may see them now, each by the name of what it is about."""

    built_at: datetime | None
    tables: dict[str, dict[str, int]]


class PublicCounts(TypedDict):
    """What `public_counts` tells."""

    slug: str
    state: str
    stage: str | None
    delivered_on: date | None
    answered_on: date | None
    exact: bool
    confirmed: int | None
    offline: int | None
    together: int | None
    awaiting: int | None
    goal: int | None
    percent: int | None


def counted(petition_id: int) -> Petition:
    """Return the petition as `with_public_counts()` does, and with its published statistics.

    On one page they are the same everywhere, and take one query.
    """
    petitions = Petition.objects.select_related("published_statistics")
    return once_a_page(("counts", petition_id), lambda: petitions.with_public_counts().get(pk=petition_id))


def public_counts(petition: Petition) -> PublicCounts:
    """Return the state and the numbers that anybody may see now.

    The petition comes from `with_public_counts()`.
    `state` is what a visitor can do, `stage` how far the petition has come, with the days of the last two.

    `confirmed` (online), `offline` (on paper) and `together` are exact once `EXACT_COUNTS_FROM` have signed
    online; before, `confirmed` moves in secret steps, and `exact` says so. `awaiting` is None where it isn't
    public, and as long as `confirmed` isn't exact; `percent` is how much of the goal both reach together, 0
    to 100. All of them and the goal, which would tell as much, are None until what is told has reached the
    petition's minimum.
    """
    stage = stage_of(petition)
    told: PublicCounts = {
        "slug": petition.slug,
        "state": petition.signing.value,
        "stage": stage.value if stage is not None else None,
        "delivered_on": petition.delivered_on,
        "answered_on": petition.answered_on,
        "exact": petition.is_told_exactly,
        "confirmed": None,
        "offline": None,
        "together": None,
        "awaiting": None,
        "goal": None,
        "percent": None,
    }
    if petition.shows_count:
        shows_awaiting = petition.counting_mode == Petition.CountingMode.CONFIRMED_AND_AWAITING
        told |= {
            "confirmed": petition.told,
            "offline": petition.offline,
            "together": petition.told_together,
            # It would go down with each who confirms.
            "awaiting": petition.awaiting if shows_awaiting and petition.is_told_exactly else None,
            "goal": petition.goal_for(petition.told_together),
            "percent": petition.percent_of_goal(petition.told_together),
        }
    return told


def published_tables(petition: Petition) -> PublishedTables:
    """Return the published tables; empty ones until the count has reached the petition's minimum.

    The petition comes from `with_count()`.
    """
    statistics = getattr(petition, "published_statistics", None)
    known = statistics.tables if statistics is not None and petition.shows_count else {}
    return PublishedTables(
        built_at=statistics.built_at if statistics is not None else None,
        tables={name: known.get(name, {}) for name in [*DIMENSIONS, *OFFLINE_DIMENSIONS]},
    )
