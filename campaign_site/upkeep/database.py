"""Whether the database answers, may be written, is of this release and is set up as it should be."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.database_away import DATABASE_AWAY
from editorial.upkeep.looks import Finding, remark

SECTION = "the-database"
# The last day on which the makers of PostgreSQL mend a version (https://www.postgresql.org/support/versioning/).
MENDED_UNTIL = {
    13: date(2025, 11, 13),
    14: date(2026, 11, 12),
    15: date(2027, 11, 11),
    16: date(2028, 11, 9),
    17: date(2029, 11, 8),
    18: date(2030, 11, 14),
}
# A setting → the value that loses something, and what.
DANGEROUS = {
    "autovacuum": ("off", "rows that were erased stay in its files, and it gets slower from day to day"),
    "fsync": ("off", "a power cut may destroy all of it"),
    "full_page_writes": ("off", "a power cut may destroy parts of it"),
    "synchronous_commit": ("off", "a power cut loses signatures that people were thanked for"),
}


def look_whether_it_answers() -> Iterator[Finding]:
    """Say that it doesn't. Nothing else that needs it is looked at then."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, *DATABASE_AWAY) as error:
        yield Finding(
            f"The database does not answer ({type(error.__cause__ or error).__name__}).",
            "Start it, and look whether DATABASE_URL names it, with a user and a password that it takes.",
            SECTION,
        )


def look_whether_it_takes_anything() -> Iterator[Finding]:
    """Say that nothing can be written: a standby, a disk that was mounted anew, a lost right."""
    if is_read_only():
        yield Finding(
            _("The database is read-only: nobody can sign, and no mail goes out."),
            _("On PostgreSQL, look whether DATABASE_URL leads to a standby; with a file, who may write it."),
            "database-read-only",
        )


def is_read_only() -> bool:
    """Tell whether the database takes nothing."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT current_setting('transaction_read_only') = 'on' OR pg_is_in_recovery()")
            return bool(cursor.fetchone()[0])
        cursor.execute("PRAGMA query_only")
        if cursor.fetchone()[0]:
            return True
    file = Path(str(connection.settings_dict["NAME"]))
    # Beside the file it writes a log.
    return file.exists() and not (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK))


def look_at_migrations() -> Iterator[Finding]:
    """Say that the tables are not those of this release."""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        first = missing[0][0]
        yield Finding(
            f"{len(missing)} migrations are not applied, {first.app_label}.{first.name} for one.",
            "Run `python manage.py migrate`.",
            "a-public-server",
        )
    ours = {label for label, _name in executor.loader.disk_migrations}
    known = set(executor.loader.disk_migrations) | set(executor.loader.replacements)
    newer = sorted(
        key
        for key in MigrationRecorder(connection).applied_migrations()
        if key[0] in ours and key not in known
    )
    if newer:
        yield remark(
            f"The database has gone through {len(newer)} migrations that this release doesn't know, "
            f"{newer[0][0]}.{newer[0][1]} for one: it was used by a newer one.",
            "Run the newer release, or restore the backup from before it.",
            "a-public-server",
        )


def look_at_postgres() -> Iterator[Finding]:
    """Say that its version is no longer mended, and which of its settings lose something."""
    if connection.vendor != "postgresql":
        return
    version = postgres_version()
    end = MENDED_UNTIL.get(version)
    if version < min(MENDED_UNTIL) or (end is not None and end < timezone.now().date()):
        yield Finding(
            f"PostgreSQL {version} gets no more security fixes"
            + (f" since {end.isoformat()}." if end is not None else "."),
            f"Upgrade it, best to {max(MENDED_UNTIL)}.",
            SECTION,
        )
    for name, (value, loss) in DANGEROUS.items():
        if postgres_setting(name) == value:
            yield Finding(
                f"PostgreSQL's {name} is {value}: {loss}.",
                f"Run `ALTER SYSTEM RESET {name}; SELECT pg_reload_conf();` as its administrator.",
                SECTION,
            )


def postgres_version() -> int:
    """Return the first part of the server's version."""
    return int(postgres_setting("server_version_num")) // 10_000


def postgres_setting(name: str) -> str:
    """Return what the server says of one of its settings; nothing if it knows none of that name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [name])
        return str(cursor.fetchone()[0] or "")
