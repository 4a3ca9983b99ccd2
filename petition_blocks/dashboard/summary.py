"""What stands at the top of a petition in the admin."""

from django.contrib.auth.models import AbstractBaseUser

from ..abuse.checking import count_to_check
from ..admin.links import may_change_petitions, may_export, may_moderate, register_url
from ..exports.shown_exports import shown_exports
from ..lifecycle.admin import state_sentence, url_of_missing
from ..lifecycle.readiness import missing_for_opening
from ..lifecycle.transitions import transitions_offered
from ..petition.models import Petition
from ..signatory.open_requests import open_requests_of


def summary_context(petition: Petition, user: AbstractBaseUser) -> dict[str, object]:
    """Return what the summary at the top of a petition shows. The petition comes from `registers()`."""
    may_change = may_change_petitions(user)
    waits_for = []
    if may_change and petition.delivered_on is None:
        waits_for = [
            (missing.sentence, url_of_missing(missing, petition)) for missing in missing_for_opening(petition)
        ]
    return {
        "petition": petition,
        "to_check": count_to_check(petition) if may_moderate(user) else 0,
        "state_sentence": state_sentence(petition),
        "goal": petition.goal_for(petition.together),
        "missing": waits_for,
        "changes": [
            (transition, transition.label_in(petition.state)) for transition in transitions_offered(petition)
        ]
        if may_change
        else [],
        "open_requests": open_requests_of(petition, names=may_moderate(user), copies=may_export(user)),
        "register_url": register_url(petition, user),
        "has_overdue_export": may_export(user) and any(shown.is_overdue for shown in shown_exports(petition)),
    }
