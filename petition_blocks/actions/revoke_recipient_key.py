"""Take somebody's means of reading signatures away."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.log_actions import log

from ..models import KeyChange, Petition, RecipientKey
from ..recipient_keys import why_it_is_needed
from .note_key_change import note_key_change
from .refused import Refused
from .sweep_exports import sweep_exports


@transaction.atomic
def revoke_recipient_key(key: RecipientKey, user: AbstractBaseUser | None) -> int:
    """Delete the key and all that was sealed to it; return how many sealed records that were.

    Raises Refused while signatures are coming in that no other key would open.
    """
    # Opening the petition takes the same lock: neither can overlook what the other is doing.
    key.petition = Petition.objects.select_for_update().get(pk=key.petition_id)
    if reason := why_it_is_needed(key):
        raise Refused(reason)
    sealed = key.sealed_records.all()
    number = sealed.count()
    # One statement. A plain delete() would load every ciphertext, since Wagtail listens to all deletions.
    sealed._raw_delete(sealed.db)
    # Its exports go with it, and their files once that is certain.
    key.delete()
    transaction.on_commit(sweep_exports)
    log(
        instance=key.petition,
        action="petition_blocks.revoke_key",
        user=user,
        data={"name": key.name, "public_key": key.public_key, "covers": key.covers, "sealed_records": number},
    )
    note_key_change(key, KeyChange.Deed.REVOKED, user)
    return number
