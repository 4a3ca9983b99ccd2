"""Note that the holder of a key can open what is sealed to it."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..codes import is_code
from ..models import KeyChange, RecipientKey
from .note_key_change import note_key_change
from .refused import Refused


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
