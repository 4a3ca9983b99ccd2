"""Let go of what SQLite's file still holds of erased rows."""

from django.db import connection

from .checkpoint_wal import checkpoint_wal


def vacuum() -> int:
    """Write SQLite's file anew from what is in it; on another database do nothing.

    SQLite overwrites a row that is erased (`secure_delete`), but not the copies of it that were left in the
    gaps of pages when rows moved to others: of a thousand signatures that were taken back, one or two could
    still be read in the file. Writing waits meanwhile, some seconds for a gigabyte; reading goes on. Returns
    0: nothing waits.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
        # Until then what was written anew is in the log alone.
        checkpoint_wal()
    return 0
