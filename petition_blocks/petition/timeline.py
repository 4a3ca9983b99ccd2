"""How far a petition has come, as a visitor sees it."""

from dataclasses import dataclass
from datetime import date

from .models import Petition


@dataclass(frozen=True)
class ShownStage:
    """One stage on the line. `day` is when it was reached, or will be if that is known."""

    stage: Petition.Stage
    day: date | None
    is_reached: bool
    is_current: bool


def stages_of(petition: Petition) -> list[ShownStage]:
    """Return all stages from opening to the answer, in order; none before the petition opens."""
    current = petition.stage
    if current is None:
        return []
    days = {
        Petition.Stage.OPEN: petition.first_day,
        Petition.Stage.CLOSED: petition.last_day,
        Petition.Stage.DELIVERED: petition.delivered_on,
        Petition.Stage.ANSWERED: petition.answered_on,
    }
    order = list(Petition.Stage)
    return [
        ShownStage(stage, days[stage], order.index(stage) <= order.index(current), stage == current)
        for stage in order
    ]
