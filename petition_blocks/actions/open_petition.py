"""Let visitors sign."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..models import Petition
from ..opening import missing_for_opening
from .refused import NotReady, Refused


@transaction.atomic
def open_petition(petition: Petition, user: AbstractBaseUser | None) -> Petition:
    """Return the petition, open from now on: for the first time, again, or earlier than planned.

    Raises NotReady while a piece is missing, and Refused once it was delivered. Opening an open petition
    changes nothing.
    """
    petition = Petition.objects.select_for_update().get(pk=petition.pk)
    if petition.is_open:
        return petition
    if petition.delivered_on is not None:
        raise Refused(_("It has been delivered. Take the delivery back before you open it again."))
    if missing := missing_for_opening(petition):
        raise NotReady(missing)
    now = timezone.now()
    if petition.opens_at is None or petition.opens_at > now:
        petition.opens_at = now
    if petition.closes_at is not None and petition.closes_at <= now:
        petition.closes_at = None
    petition.paused = False
    petition.save(update_fields=["opens_at", "closes_at", "paused"])
    log(instance=petition, action="petition_blocks.open", user=user)
    return petition
