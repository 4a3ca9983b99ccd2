"""Follow somebody who says: it wasn't me."""

from django.db import transaction

from ..models import MailAllowance, Submission
from .mute_address import mute_address


@transaction.atomic
def disown(submission_id: int) -> MailAllowance | None:
    """Erase all that was handed in with the submission's address, and write to its mailbox no more about it.

    Returns the muted allowance, through which mails may be allowed again; None if it was gone already. A
    signature that the address has given stays: removing that is a decision of its own.
    """
    known = Submission.objects.filter(pk=submission_id).first()
    if known is None:
        return None
    rows = Submission.objects.filter(petition_id=known.petition_id, digest=bytes(known.digest))
    # All of them, in the order in which confirming locks them.
    locked = list(rows.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))
    Submission.objects.filter(pk__in=locked).delete()
    allowance, _created = MailAllowance.objects.update_or_create(
        petition_id=known.petition_id, digest=known.mailbox_digest, defaults={"muted": True}
    )
    # What was entered with other tags of the same mailbox gets no mail either.
    mute_address(allowance.pk)
    return allowance
