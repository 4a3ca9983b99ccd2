"""End a pause."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..models import Petition
from ..opening import missing_for_opening
from .refused import NotReady, Refused


@transaction.atomic
def resume_petition(petition: Petition, user: AbstractBaseUser | None) -> Petition:
    """Return the petition, open again after a pause.

    Raises Refused unless it is paused, and NotReady if a piece went missing meanwhile. Resuming an open
    petition changes nothing.
    """
    petition = Petition.objects.select_for_update().get(pk=petition.pk)
    if petition.is_open:
        return petition
    if petition.state != Petition.State.PAUSED:
        raise Refused(_("Only a paused petition can be resumed."))
    if missing := missing_for_opening(petition):
        raise NotReady(missing)
    petition.paused = False
    petition.save(update_fields=["paused"])
    log(instance=petition, action="petition_blocks.resume", user=user)
    return petition
