"""Seal nothing more to a key, and keep what is sealed to it."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from ..models import KeyChange, Petition, RecipientKey
from ..recipient_keys import why_it_is_needed
from .note_key_change import note_key_change
from .refused import Refused


@transaction.atomic
def retire_recipient_key(key: RecipientKey, user: AbstractBaseUser | None) -> RecipientKey:
    """Return the key, retired: what is confirmed from now on is sealed to the others alone.

    Its holder can still open, and be sent, what was sealed before. Raises Refused while signatures are coming
    in that no other key would open. Twice is harmless.
    """
    # Opening the petition and revoking a key take the same lock: none can overlook what the others are doing.
    petition = Petition.objects.select_for_update().get(pk=key.petition_id)
    key = RecipientKey.objects.get(pk=key.pk)
    key.petition = petition
    if key.retired_at is not None:
        return key
    if reason := why_it_is_needed(key):
        raise Refused(reason)
    key.retired_at = timezone.now()
    key.save(update_fields=["retired_at"])
    log(
        instance=petition,
        action="petition_blocks.retire_key",
        user=user,
        data={"name": key.name, "public_key": key.public_key},
    )
    note_key_change(key, KeyChange.Deed.RETIRED, user)
    return key
