"""What releases and rejects signatures that were held back, and what counts where they come from."""

from collections import Counter
from collections.abc import Collection
from datetime import timedelta
from functools import partial

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from editorial.actions.invalidate_pages import invalidate_pages, invalidate_pages_at_once
from editorial.days import current_day, start_of

from ..counting.goals import show_reached_goal
from ..counting.models import CountChange
from ..petition.models import Petition
from ..petition.refusals import Refused
from ..sealing.encryption import unseal_for_server
from ..signature.actions import note_changes
from ..signature.models import ModeratedSignature, ShownName, Signature, SignatureChange, Submission
from .decisions import STATE_AFTER, last_decision, signatures_by_state_before
from .models import AbuseStatistics, normal_domain

# A list of so many fits into one log entry, one page of the admin, and one statement of every database.
MOST_AT_ONCE = 500


def lock_for_moderation(petition: Petition) -> Petition:
    """Return the petition, locked: decisions about its signatures come one after the other.

    The lock lets rows be added that refer to the petition. A stronger one would wait for whoever is taking a
    signature back, who waits for us.
    """
    return Petition.objects.select_for_update(no_key=True).get(pk=petition.pk)


def record_decision(
    petition: Petition, action: str, user: AbstractBaseUser | None, changed: dict[str, list[int]]
) -> None:
    """Log how many were decided about, and keep which, by their state before, while it can be undone.

    Only the last decision can be undone, so what was kept for the one before goes. Belongs into the
    transaction that holds `lock_for_moderation`.
    """
    count = sum(map(len, changed.values()))
    entry = log(instance=petition, action=action, user=user, data={"number": count})
    ModeratedSignature.objects.filter(signature__petition=petition).delete()
    ModeratedSignature.objects.bulk_create(
        ModeratedSignature(signature_id=pk, entry=entry.pk, state_before=state)
        for state, ids in changed.items()
        for pk in ids
    )


def change_signature_states(
    petition: Petition, signature_ids: Collection[int], state: Signature.State, *, only_from: Collection[str]
) -> dict[str, list[int]]:
    """Put signatures into a state; return by their earlier state which ones were changed.

    Writes ±1 for each that begins or ceases to count. Signatures that are in none of the states `only_from`,
    or gone, are left alone. Belongs into a transaction that holds `lock_for_moderation`.
    """
    rows = (
        Signature.objects.select_for_update(of=("self",))
        .filter(petition=petition, pk__in=signature_ids, state__in=only_from)
        .order_by("pk")
    )
    changed: dict[str, list[int]] = {}
    changes = []
    moderated = []
    for signature in rows:
        moderated.append(signature)
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
        Signature.objects.filter(pk__in=ids, state=earlier).update(state=state)
    CountChange.objects.bulk_create(changes)
    note_changes(moderated, SignatureChange.Kind.MODERATED)
    if ShownName.objects.filter(
        signature__in=[pk for ids in changed.values() for pk in ids], state=ShownName.State.SHOWN
    ).exists():
        # Names stand on pages only while their signatures count.
        if state == Signature.State.COUNTED:
            invalidate_pages()
        else:
            invalidate_pages_at_once()
    transaction.on_commit(partial(show_reached_goal, petition.pk), robust=True)
    return changed


HELD_BACK = [Signature.State.QUARANTINED, Signature.State.REJECTED]


@transaction.atomic
def release_signatures(
    petition: Petition, signature_ids: Collection[int], user: AbstractBaseUser | None
) -> int:
    """Count these signatures, and return how many that were. Who counts already is left alone."""
    petition = lock_for_moderation(petition)
    changed = change_signature_states(petition, signature_ids, Signature.State.COUNTED, only_from=HELD_BACK)
    if changed:
        record_decision(petition, "petition_blocks.release", user, changed)
    return sum(map(len, changed.values()))


@transaction.atomic
def reject_signatures(
    petition: Petition, signature_ids: Collection[int], user: AbstractBaseUser | None
) -> int:
    """Reject these signatures, and return how many that were.

    Only what waits to be checked: who counts was found to be fine, by the ladder or by somebody, and that is
    undone rather than overruled. Nothing is erased: the signatory may still see and remove the signature.
    """
    petition = lock_for_moderation(petition)
    waiting = [Signature.State.QUARANTINED]
    changed = change_signature_states(petition, signature_ids, Signature.State.REJECTED, only_from=waiting)
    if changed:
        record_decision(petition, "petition_blocks.reject", user, changed)
    return sum(map(len, changed.values()))


@transaction.atomic
def undo_decision(petition: Petition, entry_id: int, user: AbstractBaseUser | None) -> int:
    """Put the signatures of the last release or rejection back into their state before it.

    Returns how many that were; those that were removed or changed since stay as they are. Raises Refused if
    the entry of the log isn't the last one: it was undone, or something was decided after it.
    """
    petition = lock_for_moderation(petition)
    entry: ModelLogEntry | None = last_decision(petition)
    if entry is None or entry.pk != entry_id:
        raise Refused(_("This can’t be undone any more: something was done after it."))
    count = 0
    for state, ids in signatures_by_state_before(entry).items():
        changed = change_signature_states(
            petition, ids, Signature.State(state), only_from=[STATE_AFTER[entry.action]]
        )
        count += sum(map(len, changed.values()))
    ModeratedSignature.objects.filter(entry=entry.pk).delete()
    log(instance=petition, action="petition_blocks.undo", user=user, data={"number": count})
    return count


PERIOD = timedelta(days=1)
# What fewer have in common is not named: a domain may be somebody's own.
FEWEST_NAMED = 5
MOST_NAMED = 20
# The latest ones of a day that brings more: opening each takes its time.
MOST_OPENED = 20_000
REBUILT_AFTER = timedelta(minutes=30)


def rebuild_abuse_statistics(petition: Petition) -> AbuseStatistics:
    """Count the submissions of the last day that wait for confirmation, by mail domain and by network."""
    now = timezone.now()
    recent = Submission.objects.filter(petition=petition, created_at__gt=now - PERIOD).order_by("-created_at")
    domains: Counter[str] = Counter()
    networks: Counter[str] = Counter()
    for ciphertext, tag in recent.values_list("ciphertext", "network_tag")[:MOST_OPENED].iterator():
        domains[normal_domain(unseal_for_server(ciphertext)["email"].rpartition("@")[2])] += 1
        if tag is not None:
            networks[bytes(tag).hex()] += 1
    statistics, _created = AbuseStatistics.objects.update_or_create(
        petition=petition,
        defaults={
            "built_at": now,
            "tables": {
                "domains": _named(domains),
                "networks": _named(networks),
                "total": domains.total(),
                "tagged": networks.total(),
            },
        },
    )
    return statistics


def _named(counter: Counter[str]) -> dict[str, int]:
    """Return the largest numbers, without those that would single somebody out."""
    return {name: count for name, count in counter.most_common(MOST_NAMED) if count >= FEWEST_NAMED}


def rebuild_due_abuse_statistics() -> int:
    """Build the tables anew of each petition that had submissions lately, and return how many were built.

    Tables of a petition without any are emptied once.
    """
    now = timezone.now()
    built = 0
    for petition in Petition.objects.select_related("abuse_statistics"):
        known: AbuseStatistics | None = getattr(petition, "abuse_statistics", None)
        if known is not None and now - known.built_at < REBUILT_AFTER:
            continue
        has_recent = petition.submissions.filter(created_at__gt=now - PERIOD).exists()
        if has_recent or (known is not None and known.tables["total"]):
            rebuild_abuse_statistics(petition)
            built += 1
    return built


def erase_network_tags() -> int:
    """Erase the network tags of all days before today, and return how many there were.

    Their salt is gone already; without them it can't even be seen which submissions belong together.
    """
    midnight = start_of(current_day())
    return Submission.objects.filter(network_tag__isnull=False, created_at__lt=midnight).update(
        network_tag=None
    )
