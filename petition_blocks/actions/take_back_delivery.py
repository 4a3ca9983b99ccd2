"""Undo a delivery that was noted by mistake."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..models import Petition
from .refused import Refused


@transaction.atomic
def take_back_delivery(petition: Petition, user: AbstractBaseUser | None) -> Petition:
    """Return the petition, closed and no longer delivered.

    Raises Refused while it counts as answered. Without a delivery it changes nothing.
    """
    petition = Petition.objects.select_for_update().get(pk=petition.pk)
    if petition.delivered_on is None:
        return petition
    if petition.answered_on is not None:
        raise Refused(_("It is marked as answered. Take the answer back first."))
    petition.delivered_on = None
    petition.save(update_fields=["delivered_on"])
    log(instance=petition, action="petition_blocks.take_back_delivery", user=user)
    return petition
