"""Note that the signatures have been handed over."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from editorial.days import current_day

from ..models import Petition
from .refused import Refused


@transaction.atomic
def deliver_petition(petition: Petition, day: date, user: AbstractBaseUser | None) -> Petition:
    """Return the petition, delivered on that day.

    Raises Refused unless it is closed, and for a day to come. Delivering it twice changes nothing.
    """
    petition = Petition.objects.select_for_update().get(pk=petition.pk)
    if petition.delivered_on is not None:
        return petition
    if petition.state != Petition.State.CLOSED:
        raise Refused(_("People can still sign. Close the petition first."))
    if day > current_day():
        raise Refused(_("Choose today or a day before."))
    petition.delivered_on = day
    petition.save(update_fields=["delivered_on"])
    log(instance=petition, action="petition_blocks.deliver", user=user, data={"day": day.isoformat()})
    return petition
