"""What was decided about signatures that were held back, as the log tells it."""

from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from ..petition.models import Petition
from ..signature.models import ModeratedSignature, Signature

# The state that signatures are in after each decision.
STATE_AFTER = {
    "petition_blocks.release": Signature.State.COUNTED,
    "petition_blocks.reject": Signature.State.REJECTED,
}
UNDO = "petition_blocks.undo"


def last_decision(petition: Petition) -> ModelLogEntry | None:
    """Return the log's entry of the last release or rejection; None if there is none, or it was undone."""
    entries = registry.get_logs_for_instance(petition).filter(action__in=[*STATE_AFTER, UNDO])
    entry: ModelLogEntry | None = entries.order_by("-timestamp", "-pk").first()
    return entry if entry is not None and entry.action != UNDO else None


def signatures_by_state_before(entry: ModelLogEntry) -> dict[str, list[int]]:
    """Return by their state before it the signatures that a decision was about, as far as they are there."""
    moderated: dict[str, list[int]] = {}
    rows = ModeratedSignature.objects.filter(entry=entry.pk).order_by("signature")
    for state, pk in rows.values_list("state_before", "signature"):
        moderated.setdefault(state, []).append(pk)
    return moderated
