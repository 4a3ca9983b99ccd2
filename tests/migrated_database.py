"""Databases for tests that have gone through all migrations once, and are copied from then on.

Wagtail's and our migrations take some thirty seconds of processor time, and each process of the tests, and
each hub that a test starts, wants a database of its own. The first one migrates; what it looks like then is
kept under a key of everything that migrates. What is copied is migrated again, which finds nothing to do.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from django.apps import apps
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.creation import DatabaseCreation as PostgresCreation
from django.db.backends.postgresql.operations import DatabaseOperations as PostgresOperations
from django.db.backends.sqlite3.creation import DatabaseCreation as SQLiteCreation

PROJECT = Path(__file__).resolve().parent.parent
FOLDER = PROJECT / "var" / "test-databases"
# Any number that nothing else locks by.
BUILDING = 7_309_114


@cache
def migrations_key() -> str:
    """Return a name for all that makes the tables and their first rows, as it is now."""
    digest = hashlib.sha256()
    for name in ("Django", "wagtail", "wagtail-localize"):
        digest.update(f"{name} {version(name)}\n".encode())
    files: list[Path] = []
    for app in apps.get_app_configs():
        spec = find_spec(f"{app.name}.migrations")
        for location in (spec.submodule_search_locations or []) if spec else []:
            files += Path(location).glob("*.py")
        if Path(app.path).is_relative_to(PROJECT):
            files += Path(app.path).glob("roles.py")
    for file in sorted(files):
        digest.update(f"{file.parent.parent.name}/{file.name}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:20]


def sqlite_snapshot() -> Path:
    """Return where a migrated SQLite database is kept; there may be none yet."""
    return FOLDER / f"{migrations_key()}.sqlite3"


def postgres_snapshot() -> str:
    """Return the name of the migrated database that others are copied from; there may be none yet."""
    return f"migrated_{migrations_key()}"


class KeepsFirstRows:
    """Puts back the rows that migrations made, after a test that commits has emptied all tables.

    Django writes them down as JSON and saves them one by one, a second's work before each of those tests.
    Here they stay in the database, in tables beside their own.
    """

    connection: Any

    def serialize_db_to_string(self) -> str:
        """Copy the tables that have rows; return which they are, in the order of their copies."""
        quoted = self.connection.ops.quote_name
        names = self.connection.introspection.django_table_names(only_existing=True, include_views=False)
        with_rows = []
        with self.connection.cursor() as cursor:
            for name in sorted(names):
                cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {quoted(name)})")  # noqa: S608  (Django's own names)
                if cursor.fetchone()[0]:
                    with_rows.append(name)
            for number, name in enumerate(with_rows):
                cursor.execute(f"CREATE TABLE first_rows_{number} AS SELECT * FROM {quoted(name)}")  # noqa: S608
        # Playwright's event loop has a connection of its own, which is to know of them as well.
        kept = json.dumps(with_rows)
        type(self.connection)._test_serialized_contents = kept
        return kept

    def deserialize_db_from_string(self, data: str) -> None:
        """Put them back into the tables that are empty. What refers to what is looked at in the end."""
        with transaction.atomic(using=self.connection.alias), self.connection.cursor() as cursor:
            for number, name in enumerate(json.loads(data)):
                table = self.connection.ops.quote_name(name)
                cursor.execute(
                    f"INSERT INTO {table} SELECT * FROM first_rows_{number}"  # noqa: S608
                    f" WHERE NOT EXISTS (SELECT 1 FROM {table})"
                )


class CopiedSQLite(KeepsFirstRows, SQLiteCreation):
    """Fills the tests' database in memory from the one that is kept, or keeps it once it has migrated."""

    _held: sqlite3.Connection | None = None

    def create_test_db(self, *args: Any, **kwargs: Any) -> str:
        """Create the database as Django does; processes that come meanwhile wait for the first one."""
        FOLDER.mkdir(parents=True, exist_ok=True)
        with (FOLDER / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            name: str = super().create_test_db(*args, **kwargs)
            if self._held is not None and not sqlite_snapshot().exists():
                keep_sqlite(self._held)
        return name

    def _create_test_db(self, verbosity: int, autoclobber: bool, keepdb: bool = False) -> str:
        name: str = super()._create_test_db(verbosity, autoclobber, keepdb)  # type: ignore[misc]
        if self.is_in_memory_db(name):
            # Held open for as long as the tests run: a database in memory ends with its last connection.
            self._held = sqlite3.connect(name, uri=True, check_same_thread=False)
            if sqlite_snapshot().exists():
                with closing(sqlite3.connect(sqlite_snapshot())) as kept:
                    kept.backup(self._held)
        return name


def keep_sqlite(source: sqlite3.Connection) -> None:
    """Keep what a migrated database holds, in place of what earlier migrations made."""
    for old in FOLDER.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    unfinished = FOLDER / f"{uuid4().hex}.unfinished"
    with closing(sqlite3.connect(unfinished)) as target:
        source.backup(target)
    unfinished.replace(sqlite_snapshot())


class EmptiesFilledTables(PostgresOperations):
    """Empties those of the tables that hold something, after a test that commits.

    Django truncates all of them, some hundred and fifty. Each is new files for PostgreSQL, a second for all.
    What is there afterwards is the same.
    """

    def sql_flush(self, style: Any, tables: Sequence[str], **options: Any) -> list[str]:
        """Return what empties the tables; neither references nor triggers are asked meanwhile."""
        if not tables or options.get("reset_sequences"):
            return super().sql_flush(style, tables, **options)
        quoted = [self.quote_name(name) for name in tables]
        with self.connection.cursor() as cursor:
            looks = (
                f"SELECT {number} WHERE EXISTS (SELECT 1 FROM {name})"  # noqa: S608  (Django's own names)
                for number, name in enumerate(quoted)
            )
            cursor.execute(" UNION ALL ".join(looks))
            filled = [quoted[number] for (number,) in cursor.fetchall()]
        return [
            "SET LOCAL session_replication_role = replica",
            *(f"DELETE FROM {name}" for name in filled),  # noqa: S608  (Django's own names)
        ]


class CopiedPostgres(KeepsFirstRows, PostgresCreation):
    """Copies the tests' database from one that has migrated, which the first process to come makes."""

    def create_test_db(self, *args: Any, **kwargs: Any) -> str:
        """Create the database as Django does; processes that come meanwhile wait for the first one."""
        with _server_cursor(self.connection) as cursor, _one_at_a_time(cursor):
            known = _postgres_has(cursor, postgres_snapshot())
            if known:
                self.connection.settings_dict["TEST"]["TEMPLATE"] = postgres_snapshot()
            name: str = super().create_test_db(*args, **kwargs)
            if not known:
                self.connection.close()
                _copy_postgres(cursor, name, postgres_snapshot())
                self.connection.ensure_connection()
            return name


@contextmanager
def _server_cursor(connection: BaseDatabaseWrapper) -> Iterator[Any]:
    """Yield a cursor beside all of the server's databases.

    Not Django's: tests that may not use the database still start hubs, which have one of their own.
    """
    parameters = connection.settings_dict
    with (
        psycopg.connect(
            host=parameters["HOST"],
            port=parameters["PORT"] or None,
            user=parameters["USER"],
            password=parameters["PASSWORD"] or None,
            dbname="postgres",
            autocommit=True,
        ) as server,
        server.cursor() as cursor,
    ):
        yield cursor


@contextmanager
def _one_at_a_time(cursor: Any) -> Iterator[None]:
    cursor.execute("SELECT pg_advisory_lock(%s)", [BUILDING])
    try:
        yield
    finally:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [BUILDING])


def _postgres_has(cursor: Any, name: str) -> bool:
    cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    return cursor.fetchone() is not None


def _copy_postgres(cursor: Any, source: str, target: str) -> None:
    # The names are ours: letters, digits and underscores.
    cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


def copy_postgres(connection: BaseDatabaseWrapper, source: str, target: str) -> None:
    """Copy a whole database that nobody is connected to, within the server of the connection."""
    with _server_cursor(connection) as cursor:
        _copy_postgres(cursor, source, target)


def copy_databases(connection: BaseDatabaseWrapper) -> None:
    """Let the test database of this connection, and of others like it, be a copy wherever it can be."""
    # Not the proxy `django.db.connection`, whose class is another.
    own = connections[connection.alias]
    kind = CopiedPostgres if own.vendor == "postgresql" else CopiedSQLite
    type(own).creation_class = kind
    own.creation = kind(own)
    if own.vendor == "postgresql":
        type(own).ops_class = EmptiesFilledTables
        own.ops = EmptiesFilledTables(own)


def new_postgres(connection: BaseDatabaseWrapper, name: str) -> bool:
    """Create a database on the connection's server; return whether it has been migrated before."""
    with _server_cursor(connection) as cursor:
        known = _postgres_has(cursor, postgres_snapshot())
        _copy_postgres(cursor, postgres_snapshot() if known else "template1", name)
    return known


def new_sqlite(file: Path) -> bool:
    """Make the file a migrated database if one was kept; return whether it was."""
    known = sqlite_snapshot().exists()
    if known:
        shutil.copyfile(sqlite_snapshot(), file)
    return known
