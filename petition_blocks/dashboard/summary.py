"""What stands at the top of a petition in the admin."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from ..abuse.checking import number_to_check
from ..admin.links import may_change_petitions, may_export, may_judge, register_address
from ..exports.shown_exports import shown_exports
from ..lifecycle.admin import address_of_missing, state_sentence
from ..lifecycle.readiness import missing_for_opening
from ..lifecycle.transitions import transitions_offered
from ..petition.models import Petition
from ..signatory.wishes import wishes_of


def summary_context(petition: Petition, user: AbstractBaseUser) -> dict[str, Any]:
    """Return what the summary at the top of a petition shows. The petition comes from `registers()`."""
    may_change = may_change_petitions(user)
    waits_for = []
    if may_change and petition.delivered_on is None:
        waits_for = [
            (missing.sentence, address_of_missing(missing, petition))
            for missing in missing_for_opening(petition)
        ]
    return {
        "petition": petition,
        "to_check": number_to_check(petition) if may_judge(user) else 0,
        "state_sentence": state_sentence(petition),
        "goal": petition.goal_for(petition.together),
        "missing": waits_for,
        "changes": [
            (transition, transition.label_in(petition.state)) for transition in transitions_offered(petition)
        ]
        if may_change
        else [],
        "wishes": wishes_of(petition, names=may_judge(user), copies=may_export(user)),
        "register_address": register_address(petition, user),
        "has_overdue_export": may_export(user) and any(shown.is_overdue for shown in shown_exports(petition)),
    }
