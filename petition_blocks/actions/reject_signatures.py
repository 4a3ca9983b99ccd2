"""Keep signatures out of the count."""

from collections.abc import Collection

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from ..models import Petition, Signature
from .change_signature_states import change_signature_states, lock_for_judging, note_judgement


@transaction.atomic
def reject_signatures(
    petition: Petition, signature_ids: Collection[int], user: AbstractBaseUser | None
) -> int:
    """Reject these signatures, and return how many that were.

    Only what waits to be checked: who counts was found to be fine, by the ladder or by somebody, and that is
    undone rather than overruled. Nothing is erased: the signatory may still see and remove the signature.
    """
    petition = lock_for_judging(petition)
    waiting = [Signature.State.QUARANTINED]
    changed = change_signature_states(petition, signature_ids, Signature.State.REJECTED, only_from=waiting)
    if changed:
        note_judgement(petition, "petition_blocks.reject", user, changed)
    return sum(map(len, changed.values()))
