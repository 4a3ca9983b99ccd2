"""Agree, as a second person, that somebody reads signatures."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..models import KeyChange, Petition, RecipientKey
from .note_key_change import note_key_change
from .refused import Refused


@transaction.atomic
def approve_recipient_key(key: RecipientKey, user: AbstractBaseUser) -> RecipientKey:
    """Return the key, approved: what is confirmed from now on is sealed to it too.

    Raises Refused for whoever added it, and if nobody knows any more who did. Twice is harmless.
    """
    petition = Petition.objects.select_for_update().get(pk=key.petition_id)
    key = RecipientKey.objects.get(pk=key.pk)
    key.petition = petition
    if key.approved_at is not None:
        return key
    if key.added_by_id is None:
        raise Refused(
            _("Whoever added this key has no account any more. Revoke it, and let somebody add it anew.")
        )
    if key.added_by_id == user.pk:
        raise Refused(_("You added this key yourself: a second person must approve it."))
    key.approved_at = timezone.now()
    key.save(update_fields=["approved_at"])
    log(
        instance=petition,
        action="petition_blocks.approve_key",
        user=user,
        data={"name": key.name, "public_key": key.public_key, "covers": key.covers},
    )
    note_key_change(key, KeyChange.Deed.APPROVED, user)
    return key
