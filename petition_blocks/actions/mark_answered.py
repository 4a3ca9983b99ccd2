"""Note that the petition has been answered."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from editorial.days import current_day

from ..models import Petition
from .refused import Refused


@transaction.atomic
def mark_answered(petition: Petition, day: date, user: AbstractBaseUser | None) -> Petition:
    """Return the petition, answered on that day.

    Raises Refused unless it was delivered by that day, and for a day to come. Marking an answered petition
    changes nothing.
    """
    petition = Petition.objects.select_for_update().get(pk=petition.pk)
    if petition.answered_on is not None:
        return petition
    if petition.delivered_on is None:
        raise Refused(_("Nobody can answer what was not delivered. Mark the petition as delivered first."))
    if not petition.delivered_on <= day <= current_day():
        raise Refused(_("Choose a day from the delivery until today."))
    petition.answered_on = day
    petition.save(update_fields=["answered_on"])
    log(instance=petition, action="petition_blocks.answer", user=user, data={"day": day.isoformat()})
    return petition
