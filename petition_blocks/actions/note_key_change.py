"""Keep for good what was done with a key, and have it told."""

from django.contrib.auth.models import AbstractBaseUser

from ..models import KeyChange, RecipientKey


def note_key_change(key: RecipientKey, deed: KeyChange.Deed, user: AbstractBaseUser | None) -> KeyChange:
    """Add it to the log of keys, and return the row. The worker mails it to all who keep keys.

    Belongs into the transaction that does it: nothing is done with a key in silence.
    """
    return KeyChange.objects.create(
        petition=key.petition,
        deed=deed,
        holder=key.name,
        public_key=key.public_key,
        covers=key.covers,
        done_by=user.get_username() if user is not None else "",
    )
