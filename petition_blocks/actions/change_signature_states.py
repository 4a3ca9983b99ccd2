"""What releasing, rejecting and undoing have in common: the state changes, and with it the count."""

from collections.abc import Collection
from functools import partial

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from editorial.actions.bump_generation import bump_generation

from ..models import CountChange, JudgedSignature, Petition, ShownName, Signature
from .show_reached_goal import show_reached_goal

# A list of so many fits into one log entry, one page of the admin, and one statement of every database.
MOST_AT_ONCE = 500


def lock_for_judging(petition: Petition) -> Petition:
    """Return the petition, locked: decisions about its signatures come one after the other.

    The lock lets rows be added that refer to the petition. A stronger one would wait for whoever is taking a
    signature back, who waits for us.
    """
    return Petition.objects.select_for_update(no_key=True).get(pk=petition.pk)


def note_judgement(
    petition: Petition, action: str, user: AbstractBaseUser | None, changed: dict[str, list[int]]
) -> None:
    """Log how many were decided about, and keep which, by their state before, while it can be undone.

    Only the last decision can be undone, so what was kept for the one before goes. Belongs into the
    transaction that holds `lock_for_judging`.
    """
    number = sum(map(len, changed.values()))
    entry = log(instance=petition, action=action, user=user, data={"number": number})
    JudgedSignature.objects.filter(signature__petition=petition).delete()
    JudgedSignature.objects.bulk_create(
        JudgedSignature(signature_id=pk, entry=entry.pk, state_before=state)
        for state, ids in changed.items()
        for pk in ids
    )


def change_signature_states(
    petition: Petition, signature_ids: Collection[int], state: Signature.State, *, only_from: Collection[str]
) -> dict[str, list[int]]:
    """Put signatures into a state; return by their earlier state which ones were changed.

    Writes ±1 for each that begins or ceases to count. Signatures that are in none of the states `only_from`,
    or gone, are left alone. Belongs into a transaction that holds `lock_for_judging`.
    """
    rows = (
        Signature.objects.select_for_update(of=("self",))
        .filter(petition=petition, pk__in=signature_ids, state__in=only_from)
        .order_by("pk")
    )
    changed: dict[str, list[int]] = {}
    changes = []
    for signature in rows:
        changed.setdefault(signature.state, []).append(signature.pk)
        change = (state == Signature.State.COUNTED) - signature.counts
        if change:
            changes.append(
                CountChange(
                    petition=petition,
                    country=signature.country,
                    language=signature.language,
                    source=signature.source,
                    day=signature.signed_on,
                    change=change,
                )
            )
    for earlier, ids in changed.items():
        Signature.objects.filter(pk__in=ids, state=earlier).update(state=state, judged_at=timezone.now())
    CountChange.objects.bulk_create(changes)
    if ShownName.objects.filter(
        signature__in=[pk for ids in changed.values() for pk in ids], state=ShownName.State.SHOWN
    ).exists():
        # Names stand on pages only while their signatures count.
        bump_generation()
    transaction.on_commit(partial(show_reached_goal, petition.pk), robust=True)
    return changed
