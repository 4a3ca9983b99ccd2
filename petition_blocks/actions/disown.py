"""Follow somebody who says: it wasn't me."""

from django.db import transaction

from ..models import MailAllowance, Submission


@transaction.atomic
def disown(submission_id: int) -> bool:
    """Erase all that was handed in with the submission's address, and write to it no more about the petition.

    Tells whether it was still there. A signature that the address has given stays: removing that is a
    decision of its own.
    """
    known = Submission.objects.filter(pk=submission_id).values("petition_id", "digest").first()
    if known is None:
        return False
    rows = Submission.objects.filter(petition_id=known["petition_id"], digest=bytes(known["digest"]))
    # All of them, in the order in which confirming locks them.
    locked = list(rows.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))
    Submission.objects.filter(pk__in=locked).delete()
    MailAllowance.objects.update_or_create(
        petition_id=known["petition_id"],
        digest=bytes(known["digest"]),
        defaults={"muted": True},
    )
    return True
