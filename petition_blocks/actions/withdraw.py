"""Take a signature back."""

from django.db import transaction
from django.utils import timezone

from ..models import CountChange, ErasedSignature, MailAllowance, Signature, Submission


@transaction.atomic
def withdraw(signature_id: int) -> bool:
    """Erase a signature and all that is sealed of it, take it from the count; tell whether it was there.

    Safe to call twice, and from several processes: only the call that finds the row takes from the count,
    and only if the signature was part of it. The address leaves no trace in the petition, so its owner, who
    alone reads the link, may sign again. The signature's id, a random number, goes into the journal for the
    day that a backup is restored.
    """
    signature = Signature.objects.select_for_update(of=("self",)).filter(pk=signature_id).first()
    if signature is None:
        return False
    if signature.counts:
        CountChange.objects.create(
            petition_id=signature.petition_id,
            country=signature.country,
            language=signature.language,
            source=signature.source,
            day=signature.signed_on,
            change=-1,
        )
    for rows in (Submission.objects, MailAllowance.objects):
        rows.filter(petition_id=signature.petition_id, digest=bytes(signature.digest)).delete()
    ErasedSignature.objects.create(
        petition_id=signature.petition_id, public_id=signature.public_id, erased_at=timezone.now()
    )
    signature.delete()
    return True
