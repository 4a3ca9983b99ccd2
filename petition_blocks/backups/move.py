"""Move a hub from SQLite to PostgreSQL, with everything that is in it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import environ
from django.db import Error as DatabaseError
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from .loading import Loader, refuse_filled_database
from .refusal import BackupRefused
from .restore import load, look_at_numbers
from .snapshot import Snapshot, all_are_applied
from .tables import KEPT, LEFT_OUT, existing_tables, refuse_unknown_models, tables_of
from .throwaway_hub import connection_to, run_command

Progress = Callable[[str], None]
SECONDS_FOR_OTHERS = 5


def move_to_postgres(url: str, progress: Progress) -> int:
    """Copy all rows into the empty database behind the address; return how many there were.

    Refuses while anything else has this hub's database open: what it would write would be lost. Afterwards
    all is there, or the other database is as empty as it was. This hub's own stays as it is.
    """
    refuse_unknown_models()
    target = _target(url)
    environment = os.environ | {"DATABASE_URL": url}
    try:
        with _alone() as snapshot:
            if "wagtailcore_page" in existing_tables(target):
                refuse_filled_database(target)
            progress("The tables are made")
            run_command(["migrate", "--verbosity=0", "--no-input"], environment, progress)
            refuse_filled_database(target)
            number = _copy(snapshot, target, progress)
    except DatabaseError as error:
        raise BackupRefused(f"The databases did not take part: {str(error).strip()}") from error
    finally:
        target.close()
    progress("The search's index is made again")
    run_command(["update_index", "--verbosity=0"], environment, progress)
    return number


def _target(url: str) -> BaseDatabaseWrapper:
    """Return a connection to the other database."""
    try:
        database = environ.Env.db_url_config(url)
        kind = database["ENGINE"]
    except (KeyError, ValueError, environ.ImproperlyConfigured):
        kind = ""
    if kind != "django.db.backends.postgresql":
        raise BackupRefused(
            "Name a PostgreSQL database as DATABASE_URL has it: postgres://user:password@host/name"
        )
    return connection_to(database)


@contextmanager
def _alone() -> Iterator[Snapshot]:
    """Read the hub's SQLite database while nobody else has it open."""
    if connection.vendor != "sqlite":
        raise BackupRefused("This hub is not on SQLite: there is nothing to move.")
    connection.close()
    # SQLite locks everybody out only who asks for it before anything else.
    own = connection.settings_dict | {"OPTIONS": {"timeout": SECONDS_FOR_OTHERS}}
    source = connection_to(own)
    try:
        with source.cursor() as cursor:
            try:
                cursor.execute("PRAGMA locking_mode=EXCLUSIVE")
                cursor.execute("BEGIN IMMEDIATE")
            except DatabaseError as error:
                raise BackupRefused(
                    "Something else has this hub's database open. Stop its web processes and its workers "
                    "first: what people sign meanwhile would be lost."
                ) from error
        snapshot = Snapshot(source, leave_out_ending=False)
        if not all_are_applied(set(snapshot.migrations())):
            raise BackupRefused("This database is not up to date: run `manage.py migrate` first.")
        yield snapshot
    finally:
        source.close()


def _copy(snapshot: Snapshot, target: BaseDatabaseWrapper, progress: Progress) -> int:
    """Copy all tables in one transaction, look whether all rows came, and return how many did."""
    loader = Loader(target)
    tables = [table for table in tables_of([*KEPT, *LEFT_OUT]) if table in snapshot.tables]
    columns = {table: snapshot.columns(table) for table in tables}
    target.set_autocommit(False)
    try:
        numbers = load(
            loader,
            ((table, columns[table], snapshot.rows(table, columns[table])) for table in tables),
            progress,
        )
        look_at_numbers(loader, {table: snapshot.count(table) for table in tables})
        loader.set_sequences(snapshot.sequences())
        target.commit()
    except BaseException:
        target.rollback()
    return sum(numbers.values())
