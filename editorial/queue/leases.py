"""Rows as a queue: who takes one has it alone for a while, and what a dead worker had taken is due again.

A row says when it is due, and counts how often it was taken. Only the latest to take it may say what became
of it, so work is done at least once, whatever dies when, and by one worker at a time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from django.db import models, transaction
from django.utils import timezone

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True)
class Lease(Generic[Row]):
    """How the rows of a model are taken.

    `due` names the field that says when, `taken` the one that counts how often, `after_failure` how long to
    wait after the first failure, the second and so on; the last one is for all further ones.
    """

    model: type[Row]
    due: str
    taken: str
    after_failure: Sequence[timedelta]

    def waiting(self, rows: models.QuerySet[Row]) -> models.QuerySet[Row]:
        """Return those of the rows that are due, locked, without any that somebody else is just taking.

        Belongs in a transaction, and before `take`.
        """
        due = rows.filter(**{f"{self.due}__lte": timezone.now()})
        return due.select_for_update(skip_locked=True, of=("self",))

    def take(self, rows: Sequence[Row], duration: timedelta) -> None:
        """Take locked rows for that long. The objects at hand know it too."""
        until = timezone.now() + duration
        self._rows(rows).update(**{self.due: until, self.taken: models.F(self.taken) + 1})
        for row in rows:
            setattr(row, self.due, until)
            setattr(row, self.taken, getattr(row, self.taken) + 1)

    def claim(self, rows: models.QuerySet[Row], duration: timedelta, most: int) -> list[Row]:
        """Take the first of the rows that are due, at most so many, and return them."""
        with transaction.atomic():
            claimed = list(self.waiting(rows)[:most])
            self.take(claimed, duration)
        return claimed

    def owned(self, row: Row) -> models.QuerySet[Row]:
        """Return a query that finds the row for as long as nobody else has taken it."""
        return self._rows([row]).filter(**{self.taken: getattr(row, self.taken)})

    def put_off(self, rows: Iterable[Row], moment: datetime) -> None:
        """Let rows be due at that moment, as far as nobody else has taken them."""
        for row in rows:
            self.owned(row).update(**{self.due: moment})

    def give_back(self, moments: Sequence[tuple[Row, datetime]]) -> set[int]:
        """Let rows be due at their moments as if they had never been taken.

        Returns the primary keys of those that nobody else has taken.
        """
        ours = {row.pk: row for row, _moment in moments}
        with transaction.atomic():
            locked = self._rows(list(ours.values())).order_by("pk").select_for_update(of=("self",))
            there = {
                row.pk: row for row in locked if getattr(row, self.taken) == getattr(ours[row.pk], self.taken)
            }
            for row, moment in moments:
                if found := there.get(row.pk):
                    setattr(found, self.due, moment)
                    setattr(found, self.taken, getattr(found, self.taken) - 1)
            self.model._default_manager.bulk_update(there.values(), [self.due, self.taken])
        return set(there)

    def next_try(self, row: Row) -> datetime:
        """Return when to try again what has just failed."""
        return timezone.now() + self.wait_after(getattr(row, self.taken))

    def wait_after(self, failures: int) -> timedelta:
        """Return how long to wait after so many failures, one or more."""
        return self.after_failure[min(failures, len(self.after_failure)) - 1]

    def _rows(self, rows: Sequence[Row]) -> models.QuerySet[Row]:
        return self.model._default_manager.filter(pk__in=[row.pk for row in rows])
