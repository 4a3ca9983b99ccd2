"""Databases for tests that have gone through all migrations once, and are copied from then on.

Wagtail's and our migrations take some thirty seconds of processor time, and each process of the tests, and
each hub that a test starts, wants a database of its own. The first one migrates; what it looks like then is
kept under a key of everything that migrates. What is copied is migrated again, which finds nothing to do.
"""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.creation import DatabaseCreation as PostgresCreation
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


class CopiedSQLite(SQLiteCreation):
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


class CopiedPostgres(PostgresCreation):
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
    """Let the connection's test database be a copy wherever it can be."""
    kind = CopiedPostgres if connection.vendor == "postgresql" else CopiedSQLite
    connection.creation = kind(connection)


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
