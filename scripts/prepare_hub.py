"""Bring the database up to date and load the demo once; `make run` does this before it starts the server.

With `--empty` there is no demo: only a user, who may start a campaign.

The exit code is 0 when the hub is ready, and 1 after a sentence on the terminal that says why it is not.
"""

from __future__ import annotations

import os
import sys
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

PROJECT = Path(__file__).resolve().parent.parent


class NotReady(Exception):
    """The hub can't be started on this database; the message says why."""


def unknown_migrations(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of migrations that the database has and the code of the installed apps has not."""
    from django.apps import apps
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    known = set(loader.disk_migrations or {})
    replaced = {name for migration in (loader.disk_migrations or {}).values() for name in migration.replaces}
    installed = {config.label for config in apps.get_app_configs()}
    return sorted(
        f"{app}.{name}"
        for app, name in set(loader.applied_migrations or {}) - known - replaced
        if app in installed
    )


def missing_columns(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the tables and columns that the code expects and the database has not.

    Before version 0.1.0 migrations were rewritten under the same name: the list of applied ones can't tell.
    """
    from django.apps import apps

    missing = []
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        # Libraries never rewrite a migration, and some of their tables (full-text search) hide columns.
        own_apps = [config for config in apps.get_app_configs() if Path(config.path).parent == PROJECT]
        for model in [model for config in own_apps for model in config.get_models()]:
            table = model._meta.db_table
            if table not in tables:
                missing.append(table)
                continue
            there = {column.name for column in connection.introspection.get_table_description(cursor, table)}
            wanted = {field.column for field in model._meta.local_concrete_fields}
            missing += sorted(f"{table}.{column}" for column in wanted - there)
    return missing


def way_out(connection: BaseDatabaseWrapper) -> str:
    """Return the sentence that tells how to get a database of the present layout."""
    if connection.vendor == "sqlite" and Path(connection.settings_dict["NAME"]).parent == PROJECT / "var":
        return "Run `make renew-demo` to start afresh: it moves var/ aside, so nothing is lost."
    return "Restore the version of the code that it belongs to, or point DATABASE_URL at another database."


def migrate(connection: BaseDatabaseWrapper) -> None:
    """Apply all migrations."""
    from django.core.management import call_command
    from django.db import DatabaseError
    from django.db.migrations.exceptions import InconsistentMigrationHistory
    from django.db.migrations.executor import MigrationExecutor

    unknown = unknown_migrations(connection)
    if unknown:
        raise NotReady(
            f"This database has another layout than the code: it was made with {', '.join(unknown)}, "
            f"which the code no longer has. {way_out(connection)}"
        )
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Preparing the database …", flush=True)
        try:
            call_command("migrate", interactive=False, verbosity=0)
        except (DatabaseError, InconsistentMigrationHistory) as problem:
            raise NotReady(
                f"The database could not be brought up to date: {problem}. {way_out(connection)}"
            ) from problem
    missing = missing_columns(connection)
    if missing:
        raise NotReady(
            f"This database has an older layout than the code: it lacks {', '.join(missing[:5])}"
            f"{' and more' if len(missing) > 5 else ''}. {way_out(connection)}"
        )


def prepare(*, empty: bool) -> None:
    """Make the database ready for the server, with the demo or with nothing but a user."""
    import django
    from django.core.management import CommandError, call_command
    from django.db import OperationalError, connection

    django.setup()
    if connection.vendor == "sqlite":
        Path(connection.settings_dict["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    try:
        migrate(connection)
        call_command("load_demo", user_alone=empty)
        # A laptop sleeps for days: here that is no leap of its clock which somebody should look at.
        call_command("confirm_clock", yes=True, stdout=StringIO())
    except CommandError as problem:
        raise NotReady(f"The demo could not be loaded: {problem}") from problem
    except OperationalError as problem:
        raise NotReady(f"The database does not answer: {problem}") from problem


def main() -> int:
    """Prepare the hub and return the exit code."""
    os.chdir(PROJECT)
    sys.path.insert(0, str(PROJECT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "campaign_site.settings.dev")
    try:
        prepare(empty="--empty" in sys.argv[1:])
    except NotReady as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
