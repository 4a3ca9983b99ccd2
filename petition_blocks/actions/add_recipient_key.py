"""Let somebody read signatures from now on."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from ..models import KeyChange, Petition, RecipientKey
from ..recipient_keys import needs_second_person
from .note_key_change import note_key_change


@transaction.atomic
def add_recipient_key(key: RecipientKey, user: AbstractBaseUser | None) -> RecipientKey:
    """Store the valid, unsaved key and return it. It opens what is confirmed from now on, nothing earlier.

    Once people can sign, or have, nothing is sealed to it before a second person has approved it. Without a
    user, it is the operator who adds it on the server.
    """
    # Opening the petition takes the same lock: a key is either there before, or waits.
    petition = Petition.objects.select_for_update().get(pk=key.petition_id)
    waits = user is not None and needs_second_person(petition)
    key.petition = petition
    key.added_by_id = user.pk if user is not None else None
    key.approved_at = None if waits else timezone.now()
    key.save(force_insert=True)
    log(
        instance=petition,
        action="petition_blocks.add_key",
        user=user,
        data={"name": key.name, "public_key": key.public_key, "covers": key.covers},
    )
    note_key_change(key, KeyChange.Deed.ASKED if waits else KeyChange.Deed.ADDED, user)
    return key
