"""How the admin's history tells what was done with a petition."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry

from ..abuse.admin import DecisionUndone, SignaturesRejected, SignaturesReleased
from ..counting.admin import BatchAdded, BatchRemoved
from ..exports.admin import register_export_log_entries
from ..keys.admin import KeyAdded, KeyRevoked
from ..lifecycle.admin import register_transitions
from ..reuse.admin import UsedAgain
from ..signatory.admin import ConsentWithdrawn, NamesModerated
from .organisations import OrganisationChanged


def register_log_entries(registry: LogActionRegistry) -> None:
    """Tell Wagtail what our actions are called."""
    register_transitions(registry)
    registry.register_action("petition_blocks.add_offline_batch")(BatchAdded)
    registry.register_action("petition_blocks.remove_offline_batch")(BatchRemoved)
    registry.register_action("petition_blocks.change_organisation")(OrganisationChanged)
    registry.register_action("petition_blocks.use_again")(UsedAgain)
    registry.register_action("petition_blocks.add_key")(KeyAdded)
    registry.register_action("petition_blocks.revoke_key")(KeyRevoked)
    registry.register_action("petition_blocks.withdraw_consent")(ConsentWithdrawn)
    registry.register_action(
        "petition_blocks.allow_mail", _("Allow mail again"), _("Allowed mail to an address again")
    )
    registry.register_action("petition_blocks.moderate_names")(NamesModerated)
    registry.register_action(
        "petition_blocks.answer_subject_access_request",
        _("Answer a request for data"),
        _("Answered a request for a copy of data"),
    )
    register_export_log_entries(registry)
    registry.register_action("petition_blocks.release")(SignaturesReleased)
    registry.register_action("petition_blocks.reject")(SignaturesRejected)
    registry.register_action("petition_blocks.undo")(DecisionUndone)
