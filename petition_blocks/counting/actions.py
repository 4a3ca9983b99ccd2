"""What changes the numbers."""

from collections import Counter
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from wagtail.log_actions import log

from ..signature.models import Signature
from .models import CountChange, CountTotal, OfflineBatch, PetitionTotal


def count_signature(signature: Signature, change: int) -> None:
    """Count the signature once more (1) or once less (-1), in its country, language, source and day.

    One that is held back is no part of the count, so nothing is counted. Belongs in the transaction that
    changes the signature, with its row locked.
    """
    if not signature.counts:
        return
    CountChange.objects.create(
        petition_id=signature.petition_id,
        country=signature.country,
        language=signature.language,
        source=signature.source,
        day=signature.signed_on,
        change=change,
    )


BATCH = 10_000
CELL = ["petition_id", "country", "language", "source", "day"]


def fold_counts(batch: int = BATCH) -> int:
    """Move up to `batch` changes into the totals and return how many were moved.

    Several workers may fold at once. Rows are taken by what was really deleted, never by “all up to this
    id”: a transaction that commits late would bring rows below it, and they would be lost.
    """
    if connection.vendor == "postgresql":
        return _fold_in_one_statement(batch)
    return _fold_by_ids(batch)


def _fold_in_one_statement(batch: int) -> int:
    """PostgreSQL: delete and add up in one statement, so that every reader sees before or after."""
    changes, totals = CountChange._meta.db_table, CountTotal._meta.db_table
    sums = PetitionTotal._meta.db_table
    cell = ", ".join(CELL)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH taken AS (
                SELECT id FROM {changes} ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED
            ), moved AS (
                DELETE FROM {changes} USING taken WHERE {changes}.id = taken.id
                RETURNING {", ".join(f"{changes}.{column}" for column in CELL)}, change
            ), folded AS (
                INSERT INTO {totals} ({cell}, count)
                SELECT {cell}, SUM(change) FROM moved GROUP BY {cell} ORDER BY {cell}
                ON CONFLICT ({cell}) DO UPDATE SET count = {totals}.count + EXCLUDED.count
            ), summed AS (
                INSERT INTO {sums} (petition_id, count)
                SELECT petition_id, SUM(change) FROM moved GROUP BY petition_id ORDER BY petition_id
                ON CONFLICT (petition_id) DO UPDATE SET count = {sums}.count + EXCLUDED.count
            )
            SELECT COUNT(*) FROM moved
            """,  # noqa: S608  (names from our own models)
            [batch],
        )
        return int(cursor.fetchone()[0])


@transaction.atomic
def _fold_by_ids(batch: int) -> int:
    """SQLite: one immediate transaction; nobody else writes meanwhile."""
    rows = list(CountChange.objects.order_by("pk").values_list("pk", *CELL, "change")[:batch])
    sums: Counter[tuple[Any, ...]] = Counter()
    for _pk, *cell, change in rows:
        sums[tuple(cell)] += change
    for cell, change in sums.items():
        key = dict(zip(CELL, cell, strict=True))
        if not CountTotal.objects.filter(**key).update(count=F("count") + change):
            CountTotal.objects.create(**key, count=change)
    in_all: Counter[int] = Counter()
    for (petition_id, *_rest), change in sums.items():
        in_all[petition_id] += change
    for petition_id, change in in_all.items():
        total, _created = PetitionTotal.objects.get_or_create(petition_id=petition_id, defaults={"count": 0})
        PetitionTotal.objects.filter(pk=total.pk).update(count=F("count") + change)
    for start in range(0, len(rows), 500):
        CountChange.objects.filter(pk__in=[row[0] for row in rows[start : start + 500]]).delete()
    return len(rows)


@transaction.atomic
def add_offline_batch(batch: OfflineBatch, user: AbstractBaseUser | None) -> OfflineBatch:
    """Store the valid, unsaved batch and return it. It counts at once, apart from what was signed here."""
    batch.added_by = user  # type: ignore[assignment]  # The project has Django’s own user model.
    batch.save(force_insert=True)
    log(
        instance=batch.petition,
        action="petition_blocks.add_offline_batch",
        user=user,
        data={"number": batch.count, "country": str(batch.country), "day": batch.collected_on.isoformat()},
    )
    return batch


@transaction.atomic
def remove_offline_batch(batch: OfflineBatch, reason: str, user: AbstractBaseUser | None) -> OfflineBatch:
    """Return the batch, which no longer counts and stays on record with the reason.

    Removing it twice changes nothing: the first reason stands.
    """
    batch = OfflineBatch.objects.select_for_update(of=("self",)).select_related("petition").get(pk=batch.pk)
    if batch.removed_at is not None:
        return batch
    batch.removed_at = timezone.now()
    batch.removed_by = user  # type: ignore[assignment]  # The project has Django’s own user model.
    batch.removal_reason = reason
    batch.save(update_fields=["removed_at", "removed_by", "removal_reason"])
    log(
        instance=batch.petition,
        action="petition_blocks.remove_offline_batch",
        user=user,
        data={"number": batch.count, "country": str(batch.country), "reason": reason},
    )
    return batch
