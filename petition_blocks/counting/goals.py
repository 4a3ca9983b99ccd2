"""Show a new goal, the first number, and what may be told of a low one, as soon as they are due."""

from django.conf import settings

from editorial.actions.invalidate_pages import invalidate_pages

from ..petition.models import Petition
from ..sealing.encryption import secret_for_counts
from .secret_steps import Told, tell


def show_reached_goal(petition_id: int) -> bool:
    """Make cached pages new if what is told has crossed a goal, the minimum or nought; tell whether it has.

    While few have signed, what is told moves in secret steps, and is noted on the register.

    Called after each change of the count has committed: of several that commit at once the last one sees them
    all. Only the call that notes the crossing makes pages new, so a count that goes to and fro around a goal
    is the most that this can cost. Takes one query where nothing was crossed.
    """
    petition = Petition.objects.with_count().select_related("digest_key").filter(pk=petition_id).first()
    if petition is None:
        return False
    told, reached, was_shown = _told(petition), petition.goal_reached, petition.shows_count
    before = {
        "goal_reached": reached,
        "count_told": petition.count_told,
        "count_lowered": petition.count_lowered,
    }
    petition.count_told, petition.count_lowered = told
    after = {
        "goal_reached": petition.highest_reached(petition.told_together),
        "count_told": told.total,
        "count_lowered": told.lowered,
    }
    if before == after:
        return False
    # Conditional: somebody who looked earlier must not overwrite what somebody who looked later has noted.
    noted = bool(Petition.objects.filter(pk=petition_id, **before).update(**after))
    crossed = noted and (after["goal_reached"] != reached or petition.shows_count != was_shown)
    if crossed:
        invalidate_pages()
    return crossed


def _told(petition: Petition) -> Told:
    """Return what may be told of the number while it is low, after what was told before."""
    before = Told(petition.count_told, petition.count_lowered)
    # Never more than the least that is told exactly: from there on the exact number speaks.
    exact = min(petition.confirmed, settings.EXACT_COUNTS_FROM)
    if exact == 0 == before.total or not hasattr(petition, "digest_key"):
        # Once the key is destroyed, nobody signs any more.
        return before
    return tell(exact, before, secret_for_counts(petition.digest_key.sealed_key), "confirmed")


def show_reached_goals() -> int:
    """Do the same for every petition, and return for how many it was due.

    The worker's net: for counts that were written in bulk, and for a process that ended between committing a
    signature and looking.
    """
    return sum(show_reached_goal(pk) for pk in Petition.objects.values_list("pk", flat=True))
