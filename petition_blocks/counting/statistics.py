"""Build the tables anybody may read."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from editorial.days import current_day, day_of

from ..petition.models import DigestKey, Petition
from ..sealing.encryption import secret_for_counts
from . import secret_steps
from .models import CountChange, CountTotal, OfflineBatch, PublishedStatistics
from .public_counts import DIMENSIONS, OFFLINE_DIMENSIONS
from .secret_steps import STEP, Told, tell

Tables = dict[str, dict[str, int]]


@transaction.atomic
def rebuild_statistics(petition: Petition) -> PublishedStatistics:
    """Look at the tables of one petition: by country, by language and by day, each alone, in secret steps.

    Those on paper have tables of their own, by country and by day.

    They move only if at least ten, and a secret few, have signed since they moved last: what is new is never
    one person's. Never crossed with each other, and only whole days: the numbers of today could be compared
    with those of a minute ago. Once the petition's key is destroyed they stay as they were told last.
    """
    statistics, _created = PublishedStatistics.objects.select_for_update().get_or_create(
        petition=petition, defaults={"built_at": timezone.now(), "tables": {}}
    )
    # Told whether they move or not.
    statistics.built_at = timezone.now()
    secret = _secret_of(petition)
    if secret is not None:
        online, on_paper = _exact_tables(petition)
        total = sum(online["day"].values())
        moving = dict(on_paper)
        if abs(total - statistics.moved_at) >= STEP + secret_steps.lag(
            secret, f"tables {statistics.moved_at}"
        ):
            statistics.moved_at = total
            moving |= online
        for name, exact in moving.items():
            _move(statistics, name, exact, secret)
    for name in [*DIMENSIONS, *OFFLINE_DIMENSIONS]:
        statistics.tables.setdefault(name, {})
    statistics.save()
    return statistics


def _secret_of(petition: Petition) -> bytes | None:
    """Return the secret for the petition's numbers; None once everything was erased."""
    key = DigestKey.objects.filter(petition=petition).first()
    return secret_for_counts(key.sealed_key) if key is not None else None


def _exact_tables(petition: Petition) -> tuple[Tables, Tables]:
    """Return the exact numbers of all whole days, online and on paper."""
    today = current_day()
    totals = CountTotal.objects.filter(petition=petition, day__lt=today).values_list(*DIMENSIONS, "count")
    changes = CountChange.objects.filter(petition=petition, day__lt=today).values_list(*DIMENSIONS, "change")
    # One statement: read in two, rows that are being folded would be missed or counted twice.
    rows: Iterable[tuple[Any, ...]] = totals.union(changes, all=True)
    batches = OfflineBatch.objects.filter(petition=petition, removed_at=None, collected_on__lt=today)
    return (
        _added_up(DIMENSIONS, rows),
        _added_up(list(OFFLINE_DIMENSIONS), batches.values_list(*OFFLINE_DIMENSIONS.values(), "count")),
    )


def _added_up(names: list[str], rows: Iterable[tuple[Any, ...]]) -> Tables:
    tables: Tables = {name: {} for name in names}
    for *values, count in rows:
        for name, value in zip(names, values, strict=True):
            tables[name][str(value)] = tables[name].get(str(value), 0) + count
    return tables


def _move(statistics: PublishedStatistics, name: str, exact: dict[str, int], secret: bytes) -> None:
    """Put into a table what may be told of each of its cells now."""
    table, lowered = statistics.tables.get(name, {}), statistics.lowered.get(name, {})
    told = {
        value: tell(
            exact.get(value, 0),
            Told(table.get(value, 0), lowered.get(value, 0)),
            secret,
            f"{name} {value}",
        )
        for value in sorted({*exact, *table, *lowered})
    }
    statistics.tables[name] = {value: cell.total for value, cell in told.items() if cell.total}
    statistics.lowered[name] = {value: cell.lowered for value, cell in told.items() if cell.lowered}


def rebuild_due_statistics() -> int:
    """Look at the tables of each petition that nobody has looked at today, and return how many were."""
    today = current_day()
    due = [
        petition
        for petition in Petition.objects.select_related("published_statistics")
        if not hasattr(petition, "published_statistics")
        or day_of(petition.published_statistics.built_at) < today
    ]
    for petition in due:
        rebuild_statistics(petition)
    return len(due)
