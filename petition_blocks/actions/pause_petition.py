"""Stop new signatures for a while."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..models import Petition
from .refused import Refused


@transaction.atomic
def pause_petition(petition: Petition, user: AbstractBaseUser | None) -> Petition:
    """Return the petition, paused: nobody can hand in a signature, but mailed links still count.

    Raises Refused unless it is open. Pausing a paused petition changes nothing.
    """
    petition = Petition.objects.select_for_update().get(pk=petition.pk)
    if petition.state == Petition.State.PAUSED:
        return petition
    if not petition.is_open:
        raise Refused(_("Only an open petition can be paused."))
    petition.paused = True
    petition.save(update_fields=["paused"])
    log(instance=petition, action="petition_blocks.pause", user=user)
    return petition
