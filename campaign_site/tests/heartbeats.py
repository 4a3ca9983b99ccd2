"""Workers as their rows tell of them, for tests."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import DateTimeField, ExpressionWrapper, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Now

from campaign_site.models import WorkerHeartbeat


def ago(time: timedelta) -> Combinable:
    """Return so long ago, by the database's clock."""
    return ExpressionWrapper(Now() - Value(time), output_field=DateTimeField())


def worker(
    *,
    silent_for: timedelta = timedelta(seconds=5),
    busy_for: timedelta | None = None,
    place: str = "web1:4711",
    exports_folder: str = "",
) -> None:
    """Note a worker that was heard of so long ago, and said how long it was at the same piece of work."""
    WorkerHeartbeat.objects.create(
        place=place,
        started_at=ago(timedelta(hours=3)),
        beaten_at=ago(silent_for),
        round_at=ago(silent_for),
        task="mails" if busy_for is not None else "",
        task_since=ago(silent_for + busy_for) if busy_for is not None else None,
        exports_folder=exports_folder,
    )
