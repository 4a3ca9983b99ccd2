"""Before anything is erased because its time has come: is it really that late?

A clock that ran three years ahead for a minute would erase every signature for good. So the system's clock
is held against the database's, and against what it said when it was last believed. A leap of more than a
day, forwards or backwards, stops all erasing until somebody confirms it (`manage.py confirm_clock`), or the
clock is right again.
"""

import logging
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from .models import ClockReading

logger = logging.getLogger(__name__)

# As many as are gone well within a second: what else is due waits no longer.
BATCH = 5_000
LONGEST_LEAP = timedelta(days=1)
# The reading is written no more often than this.
READING_LASTS = timedelta(minutes=1)
THE_ROW = 1


def erase_run_out(rows: QuerySet[Model]) -> int:
    """Erase up to `BATCH` of the rows, whose time has come by the clock, and return how many there were.

    None while the clock isn't believed.
    """
    if not clock_is_believed():
        return 0
    batch = list(rows.values_list("pk", flat=True)[:BATCH])
    count, _by_model = rows.model._default_manager.filter(pk__in=batch).delete()
    return count


def clock_is_believed() -> bool:
    """Tell whether things may be erased by the clock, and note what it says.

    A new hub, whose worker has never run, believes its first reading. A worker that stood still for more than
    a day can't be told from a leap, and waits for somebody to confirm it too.
    """
    now = timezone.now()
    reading, _is_new = ClockReading.objects.get_or_create(pk=THE_ROW, defaults={"believed_at": now})
    of_database = database_time()
    if not agrees(now, reading.believed_at) or not agrees(now, of_database):
        ClockReading.objects.filter(pk=THE_ROW).update(doubted_at=now)
        logger.error(
            "Nothing is erased: the clock says %s, the database's %s, and %s when it was last believed. "
            "If it is right, run `manage.py confirm_clock`.",
            now.isoformat(timespec="minutes"),
            of_database.isoformat(timespec="minutes"),
            reading.believed_at.isoformat(timespec="minutes"),
        )
        return False
    if reading.doubted_at is not None or abs(now - reading.believed_at) > READING_LASTS:
        ClockReading.objects.filter(pk=THE_ROW).update(believed_at=now, doubted_at=None)
    return True


def confirm_clock(now: datetime) -> bool:
    """Believe the clock from now on, whatever it said before; refused where the database's says otherwise."""
    if not agrees(now, database_time()):
        return False
    ClockReading.objects.update_or_create(pk=THE_ROW, defaults={"believed_at": now, "doubted_at": None})
    return True


def agrees(one: datetime, other: datetime) -> bool:
    """Tell whether two clocks, or two readings of one, differ by no more than a day."""
    return abs(one - other) <= LONGEST_LEAP


def database_time() -> datetime:
    """Return what the database's clock says. SQLite has none of its own, and asks the system's."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT clock_timestamp()")
            found: datetime = cursor.fetchone()[0]
            return found
        cursor.execute("SELECT CURRENT_TIMESTAMP")
        text = parse_datetime(cursor.fetchone()[0])
    return text.replace(tzinfo=UTC) if text is not None else timezone.now()
