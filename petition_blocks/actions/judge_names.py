"""Say which names may stand on public pages."""

from collections.abc import Collection

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.log_actions import log

from editorial.actions.bump_generation import bump_generation

from ..models import Petition, ShownName


@transaction.atomic
def judge_names(
    petition: Petition, names: Collection[int], state: ShownName.State, user: AbstractBaseUser | None
) -> int:
    """Put names of the petition, by primary key, into a state; return how many were in another before.

    Names that were taken back meanwhile stay gone. Pages show it from the next request on; the history keeps
    the number, not the names.
    """
    changed = (
        ShownName.objects.filter(petition=petition, pk__in=names).exclude(state=state).update(state=state)
    )
    if changed:
        log(
            instance=petition,
            action="petition_blocks.judge_names",
            user=user,
            data={"state": state.value, "number": changed},
        )
        bump_generation()
    return changed
