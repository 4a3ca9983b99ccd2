"""A hub with signatures, a folder for its backups, and the operator's key."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pyrage
import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, connections
from pytest_django.fixtures import Settings

from petition_blocks.clock.models import ClockReading
from tests.migrated_database import new_postgres, new_sqlite
from tests.recorded_rows import _tables

from .. import throwaway_hub
from ..tables import KEPT, tables_of
from ..throwaway_hub import ThrowawayHub


@dataclass
class Backups:
    """The operator's side: where backups are, and the key that opens them."""

    folder: Path
    key_file: Path
    media: Path
    public_keys: list[str]

    def make(self) -> Path:
        """Make one, and return its file."""
        said = StringIO()
        call_command("backup", to=self.folder, stdout=said)
        return Path(said.getvalue().splitlines()[-1])

    def files(self) -> list[str]:
        """Return the names of all that lies in the folder."""
        return sorted(file.name for file in self.folder.iterdir())

    def restore(self, file: Path, *arguments: str, **options: Any) -> str:
        """Restore one, and return what was said."""
        said = StringIO()
        call_command(
            "restore_backup",
            *(str(file), "--identity", str(options.pop("key", self.key_file)), "--yes", *arguments),
            stdout=said,
            **options,
        )
        return said.getvalue()

    def lose_everything(self) -> None:
        """Leave what a new machine has after `migrate`: an empty database, and no uploads."""
        call_command(
            "flush", verbosity=0, interactive=False, inhibit_post_migrate=True, reset_sequences=False
        )
        own: Any = connections[connection.alias]
        own.creation.deserialize_db_from_string(own._test_serialized_contents)
        self._count_anew()
        shutil.rmtree(self.media, ignore_errors=True)

    def _count_anew(self) -> None:
        """Let the tables give out keys as new ones do. Django would truncate all of them, slowly."""
        models = apps.get_models(include_auto_created=True)
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("UPDATE sqlite_sequence SET seq = 0")
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)


def kept_rows() -> dict[str, tuple[list[str], set[Any]]]:
    """Return all rows that a backup keeps, but for what a restore notes itself."""
    own = {ClockReading._meta.db_table}
    kept = set(tables_of(KEPT)) - own
    return {table: rows for table, rows in _tables() if table in kept}


@pytest.fixture
def backups(tmp_path: Path, settings: Settings, django_db_serialized_rollback: None) -> Backups:
    """The folder, the key, and the settings of a hub whose operator has both."""
    own = pyrage.x25519.Identity.generate()
    key_file = tmp_path / "backup-key.txt"
    key_file.write_text(f"# the operator's\n{own}\n")
    settings.BACKUP_RECIPIENTS = [str(own.to_public())]
    settings.BACKUP_FOLDER = tmp_path / "backups"
    settings.MEDIA_ROOT = tmp_path / "media"
    return Backups(tmp_path / "backups", key_file, tmp_path / "media", settings.BACKUP_RECIPIENTS)


@dataclass
class Throwaways:
    """The hubs that were made during a test to be thrown away."""

    folder: Path
    databases: list[str]

    def left(self) -> list[str]:
        """Return what is left of them."""
        found = [path.name for path in self.folder.iterdir()]
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT datname FROM pg_database WHERE datname = ANY(%s)", [self.databases])
                found += [name for (name,) in cursor.fetchall()]
        return found


@pytest.fixture
def throwaways(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Throwaways:
    """Let hubs that are thrown away begin with tables that were made before: the migrations take a minute."""
    made = Throwaways(tmp_path / "thrown-away", [])
    made.folder.mkdir()
    run = ThrowawayHub.run

    def run_on_tables(self: ThrowawayHub, *arguments: str, progress: Callable[[str], None]) -> None:
        if "THROWN_AWAY_DATABASE" not in self.environment and not self.database_file.exists():
            new_sqlite(self.database_file)
        run(self, *arguments, progress=progress)

    def create_database(name: str) -> None:
        made.databases.append(name)
        new_postgres(connection, name)

    monkeypatch.setattr(tempfile, "tempdir", str(made.folder))
    monkeypatch.setattr(ThrowawayHub, "run", run_on_tables)
    monkeypatch.setattr(throwaway_hub, "_create_database", create_database)
    return made
