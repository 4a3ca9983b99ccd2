"""What depends on a recipient's key."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from ..petition.models import Petition
from ..signature.models import SealedRecord
from .models import RecipientKey


def needs_second_person(petition: Petition) -> bool:
    """Tell whether a new key must be approved by somebody else than who adds it.

    From the first moment on at which anybody could sign: whoever adds a key to a petition that is open,
    paused or closed for a while would read what others sign. Before, there is nothing to read, and whoever
    opens the petition is shown the keys.
    """
    return (
        petition.state != Petition.State.NOT_OPEN
        or petition.submissions.exists()
        or petition.signatures.exists()
    )


def why_it_is_needed(key: RecipientKey) -> str:
    """Return the sentence that says why the key can't be revoked or retired now; empty if it can."""
    if key.covers != RecipientKey.Covers.PETITION or not key.petition.accepts_confirmations:
        return ""
    if key.retired_at is not None or key.approved_at is None:
        return ""
    in_use = key.petition.recipient_keys.in_use()
    others = in_use.filter(covers=RecipientKey.Covers.PETITION).exclude(pk=key.pk)
    if others.exists():
        return ""
    return _(
        "It is the only key that opens every signature. Without it, nobody could ever read the signatures "
        "that come in from now on. Add another key first, or wait until a day after the petition has closed."
    )


def sealed_to_no_other_key(key: RecipientKey) -> int:
    """Return how many of the key's sealed records no other key of the same purpose has a twin of."""
    twins = SealedRecord.objects.filter(
        signature=OuterRef("signature"), recipient__covers=key.covers
    ).exclude(recipient=key.pk)
    return key.sealed_records.exclude(Exists(twins)).count()
