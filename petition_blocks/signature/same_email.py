"""What else an e-mail address has handed in: signatures that a submission adds to, or puts right."""

from collections.abc import Sequence

from django.db.models import QuerySet

from .models import Signature, Submission


def signatures_of(submission: Submission) -> QuerySet[Signature]:
    """Return the signatures that the address of the submission has given."""
    return Signature.objects.filter(petition_id=submission.petition_id, digest=bytes(submission.digest))


def is_correction(submission: Submission, signatures: Sequence[Signature]) -> bool:
    """Tell whether confirming would replace what one of these signatures, all of the address, holds."""
    return any(signature.public_id == submission.corrects for signature in signatures)


def asks_who(submission: Submission, signatures: Sequence[Signature]) -> bool:
    """Tell whether confirming asks whose signature it is: the address has given these, and may one more."""
    has_room = 0 < len(signatures) < submission.petition.signatures_per_email
    return has_room and not is_correction(submission, signatures)
