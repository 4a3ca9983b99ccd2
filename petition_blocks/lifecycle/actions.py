"""Walks the table of transitions: what changes a petition's state, at once and in every language."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.log_actions import log

from ..petition.models import Petition
from ..petition.refusals import Refused, WrongDay
from .readiness import NotReady, missing_for_opening
from .transitions import Transition


@transaction.atomic
def change_state(
    petition: Petition, transition: Transition, user: AbstractBaseUser | None, day: date | None = None
) -> Petition:
    """Return the petition as it is after the transition, which is logged for the user.

    Where the transition would lead, it changes nothing. Raises Refused, with what the table says, where it
    can't start, WrongDay where its day doesn't fit, and NotReady while a piece is missing that it needs.
    """
    petition = Petition.objects.select_for_update().get(pk=petition.pk)
    state = petition.state
    if state in transition.there_already:
        return petition
    if state not in transition.starts:
        raise Refused(str(transition.refusal_in(state)))
    if transition.day_problem is not None and (problem := transition.day_problem(petition, day)):
        raise WrongDay(str(problem))
    if transition.needs_all_pieces and (missing := missing_for_opening(petition)):
        raise NotReady(missing)
    petition.save(update_fields=transition.write(petition, day))
    log(
        instance=petition,
        action=transition.action,
        user=user,
        data={"day": day.isoformat()} if day is not None else {},
    )
    return petition
