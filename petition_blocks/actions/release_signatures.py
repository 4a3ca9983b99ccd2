"""Let signatures count that were held back."""

from collections.abc import Collection

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from ..models import Petition, Signature
from .change_signature_states import change_signature_states, lock_for_judging, note_judgement

HELD_BACK = [Signature.State.QUARANTINED, Signature.State.REJECTED]


@transaction.atomic
def release_signatures(
    petition: Petition, signature_ids: Collection[int], user: AbstractBaseUser | None
) -> int:
    """Count these signatures, and return how many that were. Who counts already is left alone."""
    petition = lock_for_judging(petition)
    changed = change_signature_states(petition, signature_ids, Signature.State.COUNTED, only_from=HELD_BACK)
    if changed:
        note_judgement(petition, "petition_blocks.release", user, changed)
    return sum(map(len, changed.values()))
