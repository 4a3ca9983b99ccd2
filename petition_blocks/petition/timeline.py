"""How far a petition has come, as a visitor sees it: a pause is no stage of its own."""

from dataclasses import dataclass
from datetime import date

from .models import Petition


@dataclass(frozen=True)
class TimelineStage:
    """One stage on the line. `day` is when it was reached, or will be if that is known."""

    stage: Petition.State
    day: date | None
    is_reached: bool
    is_current: bool


STAGES = (
    Petition.State.OPEN,
    Petition.State.CLOSED,
    Petition.State.DELIVERED,
    Petition.State.ANSWERED,
)


def stage_of(petition: Petition) -> Petition.State | None:
    """Return the stage that the petition has reached; None before it opens."""
    state = petition.state
    if state == Petition.State.PAUSED:
        return Petition.State.OPEN
    return state if state in STAGES else None


def timeline_of(petition: Petition) -> list[TimelineStage]:
    """Return all stages from opening to the answer, in order; none before the petition opens."""
    current = stage_of(petition)
    if current is None:
        return []
    days = {
        Petition.State.OPEN: petition.first_day,
        Petition.State.CLOSED: petition.last_day,
        Petition.State.DELIVERED: petition.delivered_on,
        Petition.State.ANSWERED: petition.answered_on,
    }
    return [
        TimelineStage(stage, days[stage], STAGES.index(stage) <= STAGES.index(current), stage == current)
        for stage in STAGES
    ]
