"""Fill an empty, migrated database with rows."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from django.contrib.contenttypes.models import ContentType
from django.db import Error as DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper
from wagtail.models import Site

from .refusal import BackupRefused
from .tables import FILLED_BY_MIGRATIONS, KEPT, LEFT_OUT, SEARCH_INDEX, existing_tables, tables_of
from .values import JSON, TEXT, Column, Value, changed, columns_of, to_database

ROWS_AT_ONCE = 1_000
SET_IN_SQLITE = [
    "UPDATE sqlite_sequence SET seq = MAX(seq, %(last)s) WHERE name = %(table)s",
    "INSERT INTO sqlite_sequence (name, seq) SELECT %(table)s, %(last)s"
    " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = %(table)s)",
]
# The root and what Wagtail's first migration puts below it.
FIRST_PAGES = 2


class Loader:
    """Puts rows into the tables of a database, in whatever order: it looks at references in the end.

    Belongs into one transaction, so that nobody sees a half of it.
    """

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection
        self.tables = existing_tables(connection)
        self._columns: dict[str, list[Column]] = {}

    def empty(self) -> None:
        """Delete what the migrations have put into the tables."""
        with self.connection.cursor() as cursor:
            for table in tables_of([*KEPT, *LEFT_OUT, SEARCH_INDEX]):
                if table in self.tables:
                    cursor.execute(f"DELETE FROM {self._quoted(table)}")  # noqa: S608  (names of our models)

    def load(self, table: str, columns: list[Column], rows: Iterable[list[Value]]) -> int:
        """Add the rows, and return how many there were. Refuses columns that the table doesn't have."""
        self._look_at(table, columns)
        vendor = self.connection.vendor
        changes = [to_database(vendor, column.kind) for column in columns]
        names = ", ".join(self._quoted(column.name) for column in columns)
        into = f"{self._quoted(table)} ({names})"
        try:
            if vendor == "postgresql":
                return self._copy(into, (changed(row, changes) for row in rows))
            return self._insert(into, len(columns), (changed(row, changes) for row in rows))
        except DatabaseError as error:
            raise BackupRefused(f"A row doesn't go into {table}: {_reason(error)}") from error

    def set_sequences(self, lasts: Mapping[str, int]) -> None:
        """Let each table go on counting behind what it had given out, or behind its last row.

        A key that went with its row must not be given again: files for recipients go up to one.
        """
        with self.connection.cursor() as cursor:
            if self.connection.vendor == "sqlite":
                for table, last in lasts.items():
                    if table in self.tables:
                        for statement in SET_IN_SQLITE:
                            cursor.execute(statement, {"table": table, "last": last})
                return
            for table in sorted(self.tables):
                for own in self.connection.introspection.get_sequences(cursor, table):
                    column, name = self._quoted(own["column"]), self._quoted(own["name"])
                    cursor.execute(f"SELECT MAX({column}) FROM {self._quoted(table)}")  # noqa: S608
                    last = max(lasts.get(table, 0), cursor.fetchone()[0] or 0)
                    cursor.execute("SELECT setval(%s::regclass, %s, %s)", [name, max(last, 1), last > 0])

    def count(self, table: str) -> int:
        """Return how many rows the table has."""
        with self.connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM {self._quoted(table)}")  # noqa: S608  (names of our models)
            return int(cursor.fetchone()[0])

    def forget_what_was(self) -> None:
        """Let nothing that this process has kept of the earlier rows stand for the new ones."""
        ContentType.objects.clear_cache()
        Site.clear_site_root_paths_cache()
        if self.connection.vendor == "postgresql":
            with self.connection.cursor() as cursor:
                cursor.execute("ANALYZE")

    def _look_at(self, table: str, columns: Sequence[Column]) -> None:
        if table not in self.tables:
            raise BackupRefused(f"The database has no table {table}.")
        own = self._columns.setdefault(table, columns_of(self.connection, table))

        def comparable(these: Sequence[Column]) -> list[tuple[str, str]]:
            # SQLite keeps JSON as text.
            return sorted((column.name, TEXT if column.kind == JSON else column.kind) for column in these)

        if comparable(own) != comparable(columns):
            raise BackupRefused(f"The columns of {table} are not those that the code of this release has.")

    def _copy(self, into: str, rows: Iterable[list[Value]]) -> int:
        number = 0
        with self.connection.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
                number += 1
        return number

    def _insert(self, into: str, width: int, rows: Iterable[list[Value]]) -> int:
        places = ", ".join(["%s"] * width)
        number, left = 0, iter(rows)
        with self.connection.cursor() as cursor:
            while batch := list(islice(left, ROWS_AT_ONCE)):
                cursor.executemany(f"INSERT INTO {into} VALUES ({places})", batch)  # noqa: S608
                number += len(batch)
        return number

    def _quoted(self, name: str) -> str:
        return self.connection.ops.quote_name(name)


def refuse_filled_database(connection: BaseDatabaseWrapper) -> None:
    """Refuse a database that holds more than what migrations make."""
    loader = Loader(connection)
    filled = [
        table
        for table in tables_of({*KEPT} - FILLED_BY_MIGRATIONS)
        if table in loader.tables and loader.count(table)
    ]
    if not filled and loader.count("wagtailcore_page") > FIRST_PAGES:
        filled = ["wagtailcore_page"]
    if filled:
        names = ", ".join(filled[:3]) + (" and others" if len(filled) > 3 else "")
        raise BackupRefused(
            f"This database is not empty: there are rows in {names}. Nothing is overwritten: name a new one."
        )


def _reason(error: DatabaseError) -> str:
    """Return what the database says without the values that it couldn't take, as far as they can be told."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return str(getattr(diagnosis, "message_primary", None) or error)
