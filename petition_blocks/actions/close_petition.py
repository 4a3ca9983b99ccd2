"""End the signing."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..models import Petition
from .refused import Refused


@transaction.atomic
def close_petition(petition: Petition, user: AbstractBaseUser | None) -> Petition:
    """Return the petition, closed from now on; links that were mailed before still count for a day.

    Raises Refused if it hasn't opened yet. Closing a closed petition changes nothing.
    """
    petition = Petition.objects.select_for_update().get(pk=petition.pk)
    if petition.state == Petition.State.CLOSED:
        return petition
    if petition.state == Petition.State.NOT_OPEN:
        raise Refused(_("This petition is not open yet, so there is nothing to close."))
    petition.closes_at = timezone.now()
    petition.save(update_fields=["closes_at"])
    log(instance=petition, action="petition_blocks.close", user=user)
    return petition
