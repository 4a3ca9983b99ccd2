"""Erase again what a restored backup has brought back."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from editorial.days import day_of

from ..petition.models import Petition
from ..signatory.actions import CONSENTS, end_consent, withdraw
from ..signature.models import ErasedSignature, Signature, Submission


def replay_retention_day(petition: Petition, day: date) -> bool:
    """Give the register that day if its own is later or not set; tell whether it changed.

    A day that was moved to an earlier one after the backup was promised to everybody.
    """
    if petition.retention_day is not None and petition.retention_day <= day:
        return False
    petition.retention_day = day
    petition.save(update_fields=["retention_day"])
    return True


@transaction.atomic
def replay_erasure(petition: Petition, public_id: UUID, erased_at: datetime) -> bool:
    """Erase the signature that was erased then, counting one fewer; tell whether anything had come back.

    A submission that would become it goes too: its link must not bring it back. A signature that was erased
    because its day had come is left to `erase_due`, which keeps it in the count. Harmless to repeat.
    """
    came_back = False
    signature = (
        Signature.objects.filter(petition=petition, public_id=public_id)
        .select_related("wording", "petition")
        .first()
    )
    if signature is not None:
        day = signature.erasure_day
        if day is not None and day <= day_of(erased_at):
            return False
        came_back = withdraw(signature.pk)
    number, _by_model = Submission.objects.filter(petition=petition, public_id=public_id).delete()
    # The journal tells when it was first erased, also after a second backup.
    entries = ErasedSignature.objects.filter(petition=petition, public_id=public_id)
    if not entries.update(erased_at=erased_at):
        ErasedSignature.objects.create(petition=petition, public_id=public_id, erased_at=erased_at)
    return came_back or bool(number)


def replay_ended_consent(petition: Petition, public_id: UUID, consent: str) -> bool:
    """End a consent again that its owner had ended; tell whether it had come back.

    Raises ValueError if there is no consent of that name.
    """
    signature = Signature.objects.filter(petition=petition, public_id=public_id).first()
    if signature is None or consent in signature.ended_consents:
        return False
    return end_consent(signature.pk, consent)


@transaction.atomic
def replay_correction(petition: Petition, public_id: UUID, correction: UUID) -> bool:
    """End all consents of a signature that its owner had put right; tell whether any had come back.

    What they said then is lost, so nobody can say that it was Yes. One that holds that correction stays.
    """
    signature = Signature.objects.filter(petition=petition, public_id=public_id).first()
    if signature is None or signature.corrected_by == correction:
        return False
    left = [consent for consent in CONSENTS if consent not in signature.ended_consents]
    return sum(end_consent(signature.pk, consent) for consent in left) > 0
