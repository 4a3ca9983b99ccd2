"""Turn a submission into a signature."""

from enum import Enum

from django.db import transaction
from django.utils import timezone

from ..models import CountChange, RecipientKey, SealedRecord, Signature, Submission
from ..sealing import seal, unseal_for_server
from .count_mails import count_confirmed


class Outcome(Enum):
    """What confirming led to."""

    SIGNED = "signed"
    ALREADY_SIGNED = "already_signed"
    TOO_LATE = "too_late"
    GONE = "gone"


# The question that must have been answered with Yes for a record to be sealed to a key of that purpose.
CONSENT = {RecipientKey.Covers.UPDATES: "updates", RecipientKey.Covers.PARTNER: "partner"}
SEALED_FIELDS = {
    RecipientKey.Covers.PETITION: ["name", "email", "country", "postcode"],
    RecipientKey.Covers.UPDATES: ["name", "email"],
    RecipientKey.Covers.PARTNER: ["name", "email"],
}


@transaction.atomic
def confirm(submission_id: int) -> Outcome:
    """Make the submission a signature, and erase all submissions of the same address.

    The signature counts at once, unless something about the submission was suspect: then it waits for an
    editor to release it.

    Safe to call twice, and from several processes: only the call that adds the row adds to the count.
    """
    known = Submission.objects.filter(pk=submission_id).values("petition_id", "digest").first()
    if known is None:
        return Outcome.GONE
    # All rows of the address, always in the same order: two links confirmed at once would otherwise each
    # wait for the row that the other one is about to erase.
    of_address = Submission.objects.filter(petition_id=known["petition_id"], digest=bytes(known["digest"]))
    locked = {row.pk: row for row in of_address.order_by("pk").select_for_update(of=("self",))}
    submission = locked.get(submission_id)
    if submission is None:
        return Outcome.GONE
    petition = submission.petition
    if not petition.accepts_confirmations:
        return Outcome.TOO_LATE
    fields = unseal_for_server(submission.ciphertext)
    digest = bytes(submission.digest)
    today = timezone.localdate()
    Signature.objects.bulk_create(
        [
            Signature(
                petition=petition,
                digest=digest,
                public_id=submission.public_id,
                nonce=bytes(submission.nonce),
                language=submission.language,
                country=fields["country"],
                wording_id=submission.wording_id,
                source=submission.source,
                signed_on=today,
                state=Signature.State.QUARANTINED if submission.suspicions else Signature.State.COUNTED,
                suspicions=submission.suspicions,
            )
        ],
        ignore_conflicts=True,
    )
    signature = Signature.objects.get(petition=petition, digest=digest)
    if signature.public_id != submission.public_id:
        outcome = Outcome.ALREADY_SIGNED
    else:
        outcome = Outcome.SIGNED
        SealedRecord.objects.bulk_create(
            SealedRecord(
                signature=signature,
                recipient=recipient,
                ciphertext=seal(_fields_for(recipient, fields, submission), recipient.public_key),
            )
            for recipient in petition.recipient_keys.in_use()
            if _may_read(recipient, fields)
        )
        if signature.counts:
            CountChange.objects.create(
                petition=petition,
                country=signature.country,
                language=signature.language,
                source=signature.source,
                day=today,
                change=1,
            )
        if submission.mail_accepted_at is not None:
            count_confirmed(submission, fields["email"])
    of_address.filter(pk__in=locked).delete()
    return outcome


def _may_read(recipient: RecipientKey, fields: dict[str, str]) -> bool:
    """Tell whether the signatory agreed to what the key is for. Who was never asked has not agreed."""
    covers = RecipientKey.Covers(recipient.covers)
    return covers == RecipientKey.Covers.PETITION or fields.get(CONSENT[covers]) == "yes"


def _fields_for(recipient: RecipientKey, fields: dict[str, str], submission: Submission) -> dict[str, str]:
    """Return what the recipient may read: the fields its purpose covers, and the wording agreed to."""
    covered = SEALED_FIELDS[RecipientKey.Covers(recipient.covers)]
    return {
        **{name: fields[name] for name in covered if name in fields},
        "language": submission.language,
        "wording": submission.wording_id,
    }
