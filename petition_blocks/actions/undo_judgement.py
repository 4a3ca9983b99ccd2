"""Take the last release or rejection back."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from ..judgements import STATE_AFTER, judged_by, last_judgement
from ..models import JudgedSignature, Petition, Signature
from .change_signature_states import change_signature_states, lock_for_judging
from .refused import Refused


@transaction.atomic
def undo_judgement(petition: Petition, entry_id: int, user: AbstractBaseUser | None) -> int:
    """Put the signatures of the last release or rejection back into their state before it.

    Returns how many that were; those that were removed or changed since stay as they are. Raises Refused if
    the entry of the log isn't the last one: it was undone, or something was decided after it.
    """
    petition = lock_for_judging(petition)
    entry: ModelLogEntry | None = last_judgement(petition)
    if entry is None or entry.pk != entry_id:
        raise Refused(_("This can’t be undone any more: something was done after it."))
    number = 0
    for state, ids in judged_by(entry).items():
        changed = change_signature_states(
            petition, ids, Signature.State(state), only_from=[STATE_AFTER[entry.action]]
        )
        number += sum(map(len, changed.values()))
    JudgedSignature.objects.filter(entry=entry.pk).delete()
    log(instance=petition, action="petition_blocks.undo", user=user, data={"number": number})
    return number
