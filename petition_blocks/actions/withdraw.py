"""Take a signature back."""

from django.db import transaction
from django.utils import timezone

from ..models import ErasedSignature, MailAllowance, Signature, Submission
from .count_signature import count_signature
from .hide_name import hide_name


@transaction.atomic
def withdraw(signature_id: int) -> bool:
    """Erase a signature and all that is sealed of it, take it from the count; tell whether it was there.

    Safe to call twice, and from several processes: only the call that finds the row takes from the count,
    and only if the signature was part of it. The address leaves no trace in the petition, so its owner, who
    alone reads the link, may sign again; where somebody else has signed with it too, what is theirs stays.
    Only that it wants no more mail, or can't be reached, is still known: taking a signature back is no wish
    for mail.
    The signature's id, a random number, goes into the journal for the day that a backup is restored.
    """
    known = Signature.objects.filter(pk=signature_id).values("petition_id", "digest").first()
    if known is None:
        return False
    submissions = Submission.objects.filter(petition_id=known["petition_id"], digest=bytes(known["digest"]))
    # Submissions before signatures, as confirming locks them: neither then waits for the other.
    locked = list(submissions.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))
    signature = Signature.objects.select_for_update(of=("self",)).filter(pk=signature_id).first()
    if signature is None:
        return False
    count_signature(signature, -1)
    hide_name(signature.pk)
    of_address = {"petition_id": signature.petition_id, "digest": bytes(signature.digest)}
    if not Signature.objects.filter(**of_address).exclude(pk=signature.pk).exists():
        submissions.filter(pk__in=locked).delete()
        MailAllowance.objects.filter(**of_address, muted=False).delete()
    ErasedSignature.objects.create(
        petition_id=signature.petition_id, public_id=signature.public_id, erased_at=timezone.now()
    )
    signature.delete()
    return True
