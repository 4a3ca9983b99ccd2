"""Undo an answer that was noted by mistake."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.log_actions import log

from ..models import Petition


@transaction.atomic
def take_back_answer(petition: Petition, user: AbstractBaseUser | None) -> Petition:
    """Return the petition, delivered and no longer answered. Without an answer it changes nothing."""
    petition = Petition.objects.select_for_update().get(pk=petition.pk)
    if petition.answered_on is None:
        return petition
    petition.answered_on = None
    petition.save(update_fields=["answered_on"])
    log(instance=petition, action="petition_blocks.take_back_answer", user=user)
    return petition
