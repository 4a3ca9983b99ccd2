"""End one consent to be written to."""

from django.db import transaction
from wagtail.log_actions import log

from ..models import RecipientKey, SealedRecord, Signature


@transaction.atomic
def stop_news(signature_id: int, covers: RecipientKey.Covers) -> bool:
    """Delete all that is sealed for that kind of news, and nothing else; tell whether there was anything.

    The signature stays and counts. Its answer is sealed to whoever opens everything too, and can't be
    changed: the next file tells them. The history of the petition keeps that somebody did it, never who.
    """
    # What corrects or removes the signature takes the same lock.
    signature = Signature.objects.select_for_update(of=("self",)).filter(pk=signature_id).first()
    if signature is None or covers == RecipientKey.Covers.PETITION:
        return False
    number, _by_model = SealedRecord.objects.filter(signature=signature, recipient__covers=covers).delete()
    if covers.value not in signature.ended_consents:
        signature.ended_consents = [*signature.ended_consents, covers.value]
        signature.save(update_fields=["ended_consents"])
    if number:
        log(instance=signature.petition, action="petition_blocks.stop_news", data={"covers": covers.value})
    return bool(number)
