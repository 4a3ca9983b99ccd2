"""Turn a submission into a signature."""

from enum import Enum

from django.db import transaction

from editorial.actions.invalidate_pages import invalidate_pages_at_once
from editorial.days import current_day

from ..counting.actions import count_signature
from ..keys.models import RecipientKey
from ..keys.sealed_fields import SEALED_FIELDS
from ..mailing.count_mails import count_confirmed
from ..sealing.encryption import seal, unseal_for_server
from ..signature.actions import note_changes, wish_shown_name
from ..signature.models import (
    ReplacedSubmission,
    SealedRecord,
    ShownName,
    Signature,
    SignatureChange,
    Submission,
)
from ..signature.same_email import signatures_of


class Outcome(Enum):
    """What confirming led to."""

    SIGNED = "signed"
    ALREADY_SIGNED = "already_signed"
    # Another name may sign with the same address, and who is confirming has not said whose this one is.
    WHO_IS_IT = "who_is_it"
    CORRECTED = "corrected"
    TOO_LATE = "too_late"
    GONE = "gone"


# The question that must have been answered with Yes for a record to be sealed to a key of that purpose.
CONSENT = {RecipientKey.Covers.UPDATES: "updates", RecipientKey.Covers.PARTNER: "partner"}


@transaction.atomic
def confirm(submission_id: int, *, is_somebody_else: bool | None = None) -> Outcome:
    """Make the submission a signature, and erase all submissions of the same address.

    The signature counts at once, unless something about the submission was suspect: then it waits for an
    editor to release it.

    Where two people may sign with one address, `is_somebody_else` is the answer to whether this is not who
    signed before; without one nothing changes, and the submissions of others of that address stay. What was
    handed in to correct a signature replaces what that one holds.

    Safe to call twice, and from several processes: only the call that adds the row adds to the count.
    """
    known = Submission.objects.filter(pk=submission_id).values("petition_id", "digest").first()
    if known is None:
        return Outcome.GONE
    # All rows of the address, always in the same order: two links confirmed at once would otherwise each
    # wait for the row that the other one is about to erase.
    of_email = Submission.objects.filter(petition_id=known["petition_id"], digest=bytes(known["digest"]))
    locked = {row.pk: row for row in of_email.order_by("pk").select_for_update(of=("self",))}
    submission = locked.get(submission_id)
    if submission is None:
        return Outcome.GONE
    petition = submission.petition
    if not petition.accepts_confirmations:
        return Outcome.TOO_LATE
    fields = unseal_for_server(submission.ciphertext)
    # Withdrawing and ending a consent lock the same rows.
    signatures = list(signatures_of(submission).order_by("place").select_for_update(of=("self",)))
    room = petition.signatures_per_email - len(signatures)
    to_correct = next((one for one in signatures if one.public_id == submission.corrects), None)
    if to_correct is not None:
        _correct(to_correct, submission, fields)
        outcome = Outcome.CORRECTED
    elif signatures and room > 0 and is_somebody_else is None:
        return Outcome.WHO_IS_IT
    elif (not signatures or is_somebody_else) and room > 0 and _sign(submission, fields, signatures):
        outcome = Outcome.SIGNED
        room -= 1
    else:
        outcome = Outcome.ALREADY_SIGNED
    was_asked_to_confirm = submission.mail != Submission.Mail.ALREADY_SIGNED
    if outcome != Outcome.ALREADY_SIGNED and submission.mail_accepted_at is not None and was_asked_to_confirm:
        count_confirmed(submission, fields["email"])
    # While somebody else of the address may still have to confirm, what they have entered stays.
    done = _of_one_person(locked, submission, fields) if room > 0 else list(locked)
    _remember([locked[key] for key in done], submission)
    of_email.filter(pk__in=done).delete()
    return outcome


def _remember(replaced: list[Submission], submission: Submission) -> None:
    """Keep what the links of mails are recognised by: their owner may open another one than was confirmed."""
    mailed = [row for row in replaced if row.mail_attempts or row.mail_accepted_at]
    signatures = (
        {one.public_id: one for one in signatures_of(submission).order_by("-place")} if mailed else {}
    )
    # Whoever has signed before, where the submission itself became none.
    signature = signatures.get(submission.public_id) or next(reversed(signatures.values()), None)
    if signature is not None:
        ReplacedSubmission.objects.bulk_create(
            ReplacedSubmission(signature=signature, public_id=row.public_id, nonce=bytes(row.nonce))
            for row in mailed
            if row.public_id != signature.public_id
        )


def _sign(submission: Submission, fields: dict[str, str], beside: list[Signature]) -> bool:
    """Add the signature in the first free place, sealed and counted; tell whether it was still free."""
    place = 2 if any(other.place == 1 for other in beside) else 1
    Signature.objects.bulk_create(
        [
            Signature(
                petition=submission.petition,
                digest=bytes(submission.digest),
                place=place,
                public_id=submission.public_id,
                nonce=bytes(submission.nonce),
                language=submission.language,
                country=fields["country"],
                wording_id=submission.wording_id,
                source=submission.source,
                signed_on=current_day(),
                state=Signature.State.QUARANTINED if submission.suspicions else Signature.State.COUNTED,
                suspicions=submission.suspicions,
            )
        ],
        ignore_conflicts=True,
    )
    signature = signatures_of(submission).get(place=place)
    if signature.public_id != submission.public_id:
        return False
    _seal(signature, submission, fields)
    note_changes([signature], SignatureChange.Kind.SIGNED)
    count_signature(signature, 1)
    if "show_name" in fields:
        wish_shown_name(signature, fields)
    return True


def _correct(signature: Signature, submission: Submission, fields: dict[str, str]) -> None:
    """Replace all that the signature holds by what the submission says. It counts on the day it did."""
    count_signature(signature, -1)
    signature.language = submission.language
    signature.country = fields["country"]
    signature.wording_id = submission.wording_id
    signature.corrected_by = submission.public_id
    # Its owner has answered anew.
    signature.ended_consents = []
    if submission.suspicions:
        # What makes a new signature wait to be looked at makes a corrected one wait too.
        signature.state = Signature.State.QUARANTINED
        signature.suspicions = sorted({*signature.suspicions, *submission.suspicions})
    signature.save(
        update_fields=[
            *("language", "country", "wording", "corrected_by", "ended_consents"),
            *("state", "suspicions"),
        ]
    )
    count_signature(signature, 1)
    SealedRecord.objects.filter(signature=signature).delete()
    _seal(signature, submission, fields)
    note_changes([signature], SignatureChange.Kind.CORRECTED)
    wish_shown_name(signature, fields)
    if not signature.counts and ShownName.objects.filter(signature=signature).exists():
        # Names stand on pages only while their signatures count.
        invalidate_pages_at_once()


def _of_one_person(
    locked: dict[int, Submission], submission: Submission, fields: dict[str, str]
) -> list[int]:
    """Return which submissions of the address bear the name of this one, however its letters are cased."""
    name = fields["name"].casefold()
    return [
        key
        for key, row in locked.items()
        if key == submission.pk or unseal_for_server(row.ciphertext)["name"].casefold() == name
    ]


def _seal(signature: Signature, submission: Submission, fields: dict[str, str]) -> None:
    """Seal to each recipient what it may read."""
    SealedRecord.objects.bulk_create(
        SealedRecord(
            signature=signature,
            recipient=recipient,
            ciphertext=seal(_fields_for(recipient, fields, submission), recipient.public_key),
        )
        for recipient in submission.petition.recipient_keys.in_use()
        if _may_read(recipient, fields)
    )


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
