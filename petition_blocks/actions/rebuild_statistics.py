"""Build the tables anybody may read."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from editorial.days import current_day, day_of

from ..models import CountChange, CountTotal, OfflineBatch, Petition, PublishedStatistics
from ..numbers import DIMENSIONS, OFFLINE_DIMENSIONS, ROUNDING


def rebuild_statistics(petition: Petition) -> PublishedStatistics:
    """Build the tables of one petition anew: by country, by language and by day, each alone, rounded down.

    Those on paper have tables of their own, by country and by day.

    Never crossed with each other, and only whole days: the numbers of today could be compared with those of
    a minute ago, which would give a single person away.
    """
    today = current_day()
    totals = CountTotal.objects.filter(petition=petition, day__lt=today).values_list(*DIMENSIONS, "number")
    changes = CountChange.objects.filter(petition=petition, day__lt=today).values_list(*DIMENSIONS, "change")
    # One statement: read in two, rows that are being folded would be missed or counted twice.
    rows: Iterable[tuple[Any, ...]] = totals.union(changes, all=True)
    tables: dict[str, dict[str, int]] = {dimension: {} for dimension in [*DIMENSIONS, *OFFLINE_DIMENSIONS]}
    for *values, number in rows:
        for dimension, value in zip(DIMENSIONS, values, strict=True):
            tables[dimension][str(value)] = tables[dimension].get(str(value), 0) + number
    batches = OfflineBatch.objects.filter(petition=petition, removed_at=None, collected_on__lt=today)
    for *values, number in batches.values_list(*OFFLINE_DIMENSIONS.values(), "number"):
        for dimension, value in zip(OFFLINE_DIMENSIONS, values, strict=True):
            tables[dimension][str(value)] = tables[dimension].get(str(value), 0) + number
    statistics, _created = PublishedStatistics.objects.update_or_create(
        petition=petition,
        defaults={
            "built_at": timezone.now(),
            "tables": {
                dimension: {
                    value: number - number % ROUNDING
                    for value, number in sorted(table.items())
                    if number >= ROUNDING
                }
                for dimension, table in tables.items()
            },
        },
    )
    return statistics


def rebuild_due_statistics() -> int:
    """Build the tables of each petition whose tables are not of today, and return how many were."""
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
