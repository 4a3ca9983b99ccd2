"""Show a new goal, and the first number, as soon as they are due."""

from editorial.actions.bump_generation import bump_generation

from ..models import Petition


def show_reached_goal(petition_id: int) -> bool:
    """Make cached pages new if the count has crossed a goal or the minimum, and tell whether it has.

    Called after each change of the count has committed: of several that commit at once the last one sees them
    all. Only the call that notes the crossing makes pages new, so a count that goes to and fro around a goal
    is the most that this can cost. Takes one query where nothing was crossed.
    """
    petition = Petition.objects.with_count().filter(pk=petition_id).first()
    if petition is None:
        return False
    reached = petition.highest_reached(petition.together)
    if reached == petition.goal_reached:
        return False
    # Conditional: somebody who looked earlier must not overwrite what somebody who looked later has noted.
    noted = Petition.objects.filter(pk=petition_id, goal_reached=petition.goal_reached).update(
        goal_reached=reached
    )
    if noted:
        bump_generation()
    return bool(noted)


def show_reached_goals() -> int:
    """Do the same for every petition, and return for how many it was due.

    The worker's net: for counts that were written in bulk, and for a process that ended between committing a
    signature and looking.
    """
    return sum(show_reached_goal(pk) for pk in Petition.objects.values_list("pk", flat=True))
