"""What may be said of a petition's numbers in public."""

from typing import Any

from .models import Petition

# Cells of the published tables are rounded down to a multiple of this, so that no single person shows.
ROUNDING = 5
DIMENSIONS = ["country", "language", "day"]


def public_numbers(petition: Petition) -> dict[str, Any]:
    """Return the numbers that anybody may see now. The petition comes from `with_numbers()`.

    `confirmed` is exact; `awaiting` is None where it isn't public; `percent` is of the goal, 0 to 100.
    """
    goal = petition.goal_for(petition.confirmed)
    shows_awaiting = petition.counting_mode == Petition.CountingMode.CONFIRMED_AND_AWAITING
    return {
        "slug": petition.slug,
        "state": petition.state.value,
        "confirmed": petition.confirmed,
        "awaiting": petition.awaiting if shows_awaiting else None,
        "goal": goal,
        "percent": petition.percent_of_goal(petition.confirmed),
    }
