"""What signatories do with their signature, and what is answered."""

from collections.abc import Collection

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log

from editorial.actions.invalidate_pages import invalidate_pages, invalidate_pages_at_once
from editorial.days import current_day

from ..clock.actions import erase_run_out
from ..counting.actions import count_signature
from ..keys.models import RecipientKey
from ..mailing.actions import suppress_email
from ..mailing.models import MailQuota
from ..petition.models import Petition
from ..sealing.email_addresses import canonical_email
from ..sealing.encryption import email_digest, seal_for_server
from ..signature.actions import hide_name, note_changes
from ..signature.mailboxes import mailbox_digest
from ..signature.models import (
    SHOWN_NAME,
    ErasedSignature,
    SealedRecord,
    ShownName,
    Signature,
    SignatureChange,
    Submission,
)
from .models import LINK_REQUEST_PERIOD, LinkRequest, SubjectAccessRequest, due_day

# All that a signatory may have agreed to besides signing, and may end.
CONSENTS = [RecipientKey.Covers.UPDATES.value, RecipientKey.Covers.PARTNER.value, SHOWN_NAME]


@transaction.atomic
def moderate_names(
    petition: Petition, names: Collection[int], state: ShownName.State, user: AbstractBaseUser | None
) -> int:
    """Put names of the petition, by primary key, into a state; return how many were in another before.

    Names that were taken back meanwhile stay gone. What is no longer to be shown is gone from the next
    request on; the history keeps the number, not the names.
    """
    changed = (
        ShownName.objects.filter(petition=petition, pk__in=names).exclude(state=state).update(state=state)
    )
    if changed:
        log(
            instance=petition,
            action="petition_blocks.moderate_names",
            user=user,
            data={"state": state.value, "number": changed},
        )
        if state == ShownName.State.SHOWN:
            invalidate_pages()
        else:
            invalidate_pages_at_once()
    return changed


@transaction.atomic
def request_subject_access(signature_id: int) -> SubjectAccessRequest | None:
    """Return the open request for a copy, made now if there is none; None if the signature is gone."""
    signature = Signature.objects.select_for_update(of=("self",)).filter(pk=signature_id).first()
    if signature is None:
        return None
    open_request = SubjectAccessRequest.objects.filter(signature=signature, answered_at=None).first()
    return open_request or SubjectAccessRequest.objects.create(
        signature=signature, requested_at=timezone.now(), due_on=due_day(current_day())
    )


@transaction.atomic
def answer_subject_access_request(request_id: int, user: AbstractBaseUser | None) -> bool:
    """Mark the request as answered now, by the user; tell whether it was still open.

    The history keeps that it was done, never whose it was: it stays when the signature is removed.
    """
    answered = SubjectAccessRequest.objects.filter(pk=request_id, answered_at=None).update(
        answered_at=timezone.now(), answered_by=user
    )
    if answered:
        request = SubjectAccessRequest.objects.select_related("signature__petition").get(pk=request_id)
        log(
            instance=request.signature.petition,
            action="petition_blocks.answer_subject_access_request",
            user=user,
        )
    return bool(answered)


def request_link(petition: Petition, language: str, email: str) -> None:
    """Store the request. One INSERT, and no look at who has signed: neither answer nor timing tells."""
    now = timezone.now()
    LinkRequest.objects.create(
        petition=petition,
        digest=email_digest(canonical_email(email, petition.email_rules), petition.digest_key.sealed_key),
        mailbox=mailbox_digest(petition, email),
        language=language,
        ciphertext=seal_for_server({"email": email}),
        expires_at=now + LINK_REQUEST_PERIOD,
        mail_due_at=now,
    )


def expire_link_requests() -> int:
    """Erase a batch of requests that have run out, or whose retention day has come; return how many."""
    over = Q(expires_at__lte=timezone.now()) | Q(petition__retention_day__lte=current_day())
    return erase_run_out(LinkRequest.objects.filter(over).order_by("pk"))


@transaction.atomic
def withdraw_consent(signature_id: int, covers: RecipientKey.Covers) -> bool:
    """Delete all that is sealed for that kind of news, and nothing else; tell whether there was anything.

    The signature stays and counts. Its answer is sealed to whoever opens everything too, and can't be
    changed: the next file tells them. The history of the petition keeps that somebody did it, never who.
    """
    # What corrects or removes the signature takes the same lock.
    signature = Signature.objects.select_for_update(of=("self",)).filter(pk=signature_id).first()
    if signature is None or covers == RecipientKey.Covers.PETITION:
        return False
    count, _by_model = SealedRecord.objects.filter(signature=signature, recipient__covers=covers).delete()
    if _note_ended(signature, covers.value):
        note_changes([signature], SignatureChange.Kind.CONSENT_ENDED)
    if count:
        log(
            instance=signature.petition,
            action="petition_blocks.withdraw_consent",
            data={"covers": covers.value},
        )
    return bool(count)


@transaction.atomic
def withdraw_name(signature_id: int) -> bool:
    """Erase the name that was to be shown, at its owner's word; tell whether there was one.

    That they said so is kept with the signature, for the day that a backup is restored.
    """
    signature = Signature.objects.select_for_update(of=("self",)).filter(pk=signature_id).first()
    if signature is None or not hide_name(signature_id):
        return False
    _note_ended(signature, SHOWN_NAME)
    return True


def end_consent(signature_id: int, consent: str) -> bool:
    """End the consent of that name, as `Signature.ended_consents` has it; tell whether it was there.

    Raises ValueError if there is none of that name.
    """
    if consent == SHOWN_NAME:
        return withdraw_name(signature_id)
    return withdraw_consent(signature_id, RecipientKey.Covers(consent))


def _note_ended(signature: Signature, consent: str) -> bool:
    """Keep that a consent was ended, and tell whether that is news."""
    if consent in signature.ended_consents:
        return False
    signature.ended_consents = [*signature.ended_consents, consent]
    signature.save(update_fields=["ended_consents"])
    return True


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
    of_email = {"petition_id": signature.petition_id, "digest": bytes(signature.digest)}
    if not Signature.objects.filter(**of_email).exclude(pk=signature.pk).exists():
        submissions.filter(pk__in=locked).delete()
        MailQuota.objects.filter(**of_email, suppressed=False).delete()
    ErasedSignature.objects.create(
        petition_id=signature.petition_id, public_id=signature.public_id, erased_at=timezone.now()
    )
    signature.delete()
    return True


@transaction.atomic
def disown(submission_id: int) -> MailQuota | None:
    """Erase all that was handed in with the submission's address, and write to its mailbox no more about it.

    Returns the suppressed quota, through which mails may be allowed again; None if it was gone already. A
    signature that the address has given stays: removing that is a decision of its own.
    """
    known = Submission.objects.filter(pk=submission_id).first()
    if known is None:
        return None
    rows = Submission.objects.filter(petition_id=known.petition_id, digest=bytes(known.digest))
    # All of them, in the order in which confirming locks them.
    locked = list(rows.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))
    Submission.objects.filter(pk__in=locked).delete()
    quota, _created = MailQuota.objects.update_or_create(
        petition_id=known.petition_id, digest=known.mailbox_digest, defaults={"suppressed": True}
    )
    # What was entered with other tags of the same mailbox gets no mail either.
    suppress_email(quota.pk)
    return quota
