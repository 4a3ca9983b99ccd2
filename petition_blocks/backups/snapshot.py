"""All of a database as it is at one moment, while people go on signing."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from editorial.days import current_day

from .refusal import BackupRefused
from .tables import STAYING, by_table, existing_tables
from .values import Column, Value, changed, columns_of, from_database

# An app and one of its migrations.
Name = tuple[str, str]
# Rows that are in memory at once. A page's revision may have half a megabyte.
ROWS_AT_ONCE = 200

BEGIN = {
    # Reading, it keeps nobody from writing.
    "sqlite": "BEGIN DEFERRED",
    "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
}


@dataclass(frozen=True)
class Ending:
    """What is left out of a backup since its day comes tomorrow, or has come: of one petition and one day."""

    petition: str
    day: date
    signatures: int
    sealed_records: int


class Snapshot:
    """Reads a database in a transaction of its own."""

    def __init__(self, connection: BaseDatabaseWrapper, *, leave_out_ending: bool) -> None:
        """Read through the connection, which nobody else uses meanwhile."""
        self.connection = connection
        self.tables = existing_tables(connection)
        # Of a petition whose day this is, nothing may be in a backup that is made now.
        self._day = {"day": (current_day() + timedelta(days=1)).isoformat()}
        self._staying = by_table(STAYING) if leave_out_ending and self._ends_something() else {}

    def count(self, table: str) -> int:
        """Return how many rows of the table there are to read."""
        rows = f"{self._quoted(table)}{self._where(table)}"
        ((number,),) = self._all(f"SELECT COUNT(*) FROM {rows}", self._day)  # noqa: S608  (names of tables)
        return int(number)

    def columns(self, table: str) -> list[Column]:
        """Return the columns of the table."""
        return columns_of(self.connection, table)

    def rows(self, table: str, columns: list[Column]) -> Iterator[list[Value]]:
        """Return the rows, a few at a time, each value as JSON has it."""
        changes = [from_database(self.connection.vendor, column.kind) for column in columns]
        names = ", ".join(self._quoted(column.name) for column in columns)
        with self.connection.chunked_cursor() as cursor:
            cursor.execute(
                f"SELECT {names} FROM {self._quoted(table)}{self._where(table)}",  # noqa: S608  (names of tables)
                self._day,
            )
            while rows := cursor.fetchmany(ROWS_AT_ONCE):
                for row in rows:
                    yield changed(row, changes)

    def sequences(self) -> dict[str, int]:
        """Return the highest key that each table has ever given out."""
        if self.connection.vendor == "sqlite":
            return {table: int(last) for table, last in self._all("SELECT name, seq FROM sqlite_sequence")}
        lasts = {}
        for table in sorted(self.tables):
            with self.connection.cursor() as cursor:
                owned = self.connection.introspection.get_sequences(cursor, table)
            for one in owned:
                name = self._quoted(one["name"])
                ((last, was_given),) = self._all(f"SELECT last_value, is_called FROM {name}")  # noqa: S608
                lasts[table] = int(last) if was_given else 0
        return lasts

    def promises(self) -> dict[str, date]:
        """Return for each petition the first day on which something of it that is read here is erased."""
        days: dict[str, date] = {}
        for slug, day in [
            # The petition's key ends on its day, and what it opens with it.
            *self._all(
                "SELECT slug, retention_day FROM petition_blocks_petition WHERE retention_day > %(day)s"
                " AND id IN (SELECT petition_id FROM petition_blocks_digestkey)",
                self._day,
            ),
            *self._all(
                "SELECT petition.slug, MIN(wording.retention_day) FROM petition_blocks_wording wording"
                " JOIN petition_blocks_petition petition ON petition.id = wording.petition_id"
                " WHERE wording.retention_day > %(day)s"
                " AND (petition.retention_day IS NULL OR petition.retention_day > %(day)s) AND EXISTS ("
                "SELECT 1 FROM petition_blocks_signature signed WHERE signed.wording_id = wording.hash"
                ") GROUP BY petition.slug",
                self._day,
            ),
        ]:
            days[slug] = min(_day(day), days.get(slug, date.max))
        return days

    def endings(self) -> list[Ending]:
        """Return what is left out because its day comes."""
        if not self._staying:
            return []
        # The day is the register's, or the wording's if that is earlier.
        day = (
            "CASE WHEN wording.retention_day IS NULL OR petition.retention_day < wording.retention_day"
            " THEN petition.retention_day ELSE wording.retention_day END"
        )
        rows = self._all(
            f"SELECT petition.slug, {day}, COUNT(*), SUM(("  # noqa: S608
            "SELECT COUNT(*) FROM petition_blocks_sealedrecord record WHERE record.signature_id = signed.id"
            ")) FROM petition_blocks_signature signed"
            " JOIN petition_blocks_wording wording ON wording.hash = signed.wording_id"
            " JOIN petition_blocks_petition petition ON petition.id = signed.petition_id"
            f" WHERE {day} <= %(day)s GROUP BY petition.slug, {day}",
            self._day,
        )
        found = {
            (slug, _day(day)): Ending(slug, _day(day), number, int(sealed or 0))
            for slug, day, number, sealed in rows
        }
        # A petition that nobody has signed ends with its key all the same.
        for slug, day in self._all(
            "SELECT slug, retention_day FROM petition_blocks_petition WHERE retention_day <= %(day)s"
            " AND id IN (SELECT petition_id FROM petition_blocks_digestkey)",
            self._day,
        ):
            found.setdefault((slug, _day(day)), Ending(slug, _day(day), 0, 0))
        return sorted(found.values(), key=lambda ending: (ending.petition, ending.day))

    def migrations(self) -> list[Name]:
        """Return the last migration of each app that the database has gone through.

        Refuses a database that a newer release has migrated.
        """
        applied = {(app, name) for app, name in self._all("SELECT app, name FROM django_migrations")}
        unknown = unknown_migrations(applied)
        if unknown:
            raise BackupRefused(
                "This database was migrated by a newer release than the one that runs here: "
                f"{'.'.join(unknown[0])}. Make the backup with the release that the hub runs."
            )
        return last_migrations(applied)

    def _ends_something(self) -> bool:
        ((ends,),) = self._all(
            "SELECT EXISTS (SELECT 1 FROM petition_blocks_petition WHERE retention_day <= %(day)s AND id "
            "IN (SELECT petition_id FROM petition_blocks_digestkey)) OR EXISTS (SELECT 1 FROM "
            "petition_blocks_wording wording WHERE retention_day <= %(day)s AND EXISTS (SELECT 1 FROM "
            "petition_blocks_signature signed WHERE signed.wording_id = wording.hash))",
            self._day,
        )
        return bool(ends)

    def _where(self, table: str) -> str:
        return f" WHERE {self._staying[table]}" if table in self._staying else ""

    def _quoted(self, name: str) -> str:
        return self.connection.ops.quote_name(name)

    def _all(self, sql: str, parameters: dict[str, str] | None = None) -> list[tuple[Any, ...]]:
        with self.connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return list(cursor.fetchall())


@cache
def migrations_of_code() -> MigrationLoader:
    """Return the migrations that the code has, whatever a database has gone through."""
    return MigrationLoader(None)


def last_migrations(names: set[Name]) -> list[Name]:
    """Return of each app the migrations among the names that no other of them builds on."""
    graph = migrations_of_code().graph
    known = names & set(graph.nodes)

    def is_last(name: Name) -> bool:
        followers = {child.key for child in graph.node_map[name].children}
        return not any(follower in known and follower[0] == name[0] for follower in followers)

    return sorted(filter(is_last, known))


def unknown_migrations(names: Iterable[Name]) -> list[Name]:
    """Return which of the names the code doesn't know, of apps that it has."""
    loader = migrations_of_code()
    known = set(loader.disk_migrations)
    for migration in loader.disk_migrations.values():
        known |= set(migration.replaces)
    return sorted(name for name in names if name[0] in loader.migrated_apps and name not in known)


def all_are_applied(names: set[Name]) -> bool:
    """Tell whether a database that has gone through these has gone through all."""
    return set(migrations_of_code().graph.leaf_nodes()) <= names


def _day(value: date | str) -> date:
    """Return the day that a database gives; SQLite gives a text."""
    return value if isinstance(value, date) else date.fromisoformat(value)


@contextmanager
def snapshot_of(connection: BaseDatabaseWrapper, *, leave_out_ending: bool) -> Iterator[Snapshot]:
    """Read what the connection leads to in a transaction beside it, in which nothing changes any more."""
    beside = connection.copy()
    try:
        with beside.cursor() as cursor:
            cursor.execute(BEGIN[beside.vendor])
        yield Snapshot(beside, leave_out_ending=leave_out_ending)
    finally:
        with beside.cursor() as cursor:
            cursor.execute("ROLLBACK")
        beside.close()
