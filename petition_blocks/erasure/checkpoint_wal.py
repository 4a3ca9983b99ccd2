"""Let go of what SQLite's log still holds of erased rows."""

from django.db import connection


def checkpoint_wal() -> int:
    """Write SQLite's log into the database and cut it to nothing; on another database do nothing.

    A row that was erased is overwritten in the log's newest pages only: the older ones, and the database
    beside it, hold what it said until the log has grown by a few megabytes more, on a quiet site for weeks.
    While somebody reads an older state it can't be done; the next call does it. Returns 0: nothing waits.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return 0
