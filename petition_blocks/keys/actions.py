"""What becomes of keys."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..petition.models import Petition
from ..petition.refusals import Refused
from ..sealing.codes import is_code
from .models import KeyChange, RecipientKey
from .rules import needs_second_person, why_it_is_needed


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


@transaction.atomic
def prove_recipient_key(key: RecipientKey, code: str, user: AbstractBaseUser | None) -> RecipientKey:
    """Return the key, proved: its holder told the code that was sealed to it.

    Raises Refused if it is not that code. Twice is harmless.
    """
    key = RecipientKey.objects.select_for_update(of=("self",)).select_related("petition").get(pk=key.pk)
    if not is_code(code, key.proof_code):
        raise Refused(_("That is not the code that was sealed to this key."))
    if key.proved_at is None:
        key.proved_at = timezone.now()
        key.save(update_fields=["proved_at"])
        log(
            instance=key.petition,
            action="petition_blocks.prove_key",
            user=user,
            data={"name": key.name, "public_key": key.public_key},
        )
        note_key_change(key, KeyChange.Deed.PROVED, user)
    return key


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
    count = sealed.count()
    # One statement. A plain delete() would load every ciphertext, since Wagtail listens to all deletions.
    sealed._raw_delete(sealed.db)
    # Its exports go with it, and their files once that is certain.
    key.delete()
    log(
        instance=key.petition,
        action="petition_blocks.revoke_key",
        user=user,
        data={"name": key.name, "public_key": key.public_key, "covers": key.covers, "sealed_records": count},
    )
    note_key_change(key, KeyChange.Deed.REVOKED, user)
    return count
