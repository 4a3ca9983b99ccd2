"""Let somebody read signatures from now on."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.log_actions import log

from ..models import RecipientKey


@transaction.atomic
def add_recipient_key(key: RecipientKey, user: AbstractBaseUser | None) -> RecipientKey:
    """Store the valid, unsaved key and return it. It opens what is confirmed from now on, nothing earlier."""
    key.save(force_insert=True)
    log(
        instance=key.petition,
        action="petition_blocks.add_key",
        user=user,
        data={"name": key.name, "public_key": key.public_key, "covers": key.covers},
    )
    return key
