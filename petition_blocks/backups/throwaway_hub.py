"""A hub that lives for a few minutes beside the hub: same code, same keys, and nothing else in common."""

import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler
from django.utils import timezone

from .refusal import BackupRefused

# In the names of folders and databases, with the moment and something random behind it.
PREFIX = "hub_thrown_away_"
STAMP = "%Y%m%d%H%M%S"
NAME = re.compile(rf"{PREFIX}(\d{{14}})_[0-9a-f]{{8}}")
# What a process that was killed has left is swept by the next one after this time.
LONGEST_LIFE = timedelta(hours=12)


@dataclass(frozen=True)
class ThrowawayHub:
    """Where it keeps what it keeps, and how its commands are run."""

    folder: Path
    environment: dict[str, str]
    # On SQLite.
    database_file: Path

    def run(self, *arguments: str, progress: Callable[[str], None]) -> None:
        """Run one of its commands, and pass on what it says. Raises BackupRefused with its last words."""
        run_command(arguments, self.environment, progress)

    def database(self) -> BaseDatabaseWrapper:
        """Return a connection to its SQLite database."""
        return connection_to(
            {"ENGINE": "django.db.backends.sqlite3", "NAME": str(self.database_file), "CONN_MAX_AGE": 0}
        )


def run_command(
    arguments: Sequence[str], environment: Mapping[str, str], progress: Callable[[str], None]
) -> None:
    """Run a command of ours with another environment, and pass on what it says.

    Raises BackupRefused with its last words if it fails.
    """
    process = subprocess.Popen(  # noqa: S603  (our own commands)
        [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), *arguments],
        env=environment,
        cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    last = ""
    with process:
        try:
            for line in process.stdout or ():
                last = line.strip() or last
                progress(line.rstrip())
        except BaseException:
            process.terminate()
            raise
    if process.returncode:
        raise BackupRefused(last.removeprefix("CommandError: ") or f"{arguments[0]} failed.")


def connection_to(database: Mapping[str, object]) -> BaseDatabaseWrapper:
    """Return a connection to a database beside those of the settings."""
    return ConnectionHandler({"default": dict(database)})["default"]


@contextmanager
def throwaway_hub(*, on_sqlite: bool) -> Iterator[ThrowawayHub]:
    """Make a hub with an empty database and nothing else; whatever happens, nothing of it stays.

    Its database is a file in a folder for temporary files, or one more on the hub's own PostgreSQL.
    """
    sweep()
    name = f"{PREFIX}{datetime.now(UTC):{STAMP}}_{secrets.token_hex(4)}"
    folder = Path(tempfile.mkdtemp(prefix=f"{name}-"))
    on_sqlite = on_sqlite or connection.vendor == "sqlite"
    file = folder / "hub.sqlite3"
    where = {"DATABASE_URL": f"sqlite:///{file}"} if on_sqlite else {"THROWN_AWAY_DATABASE": name}
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "campaign_site.settings.thrown_away",
        "HUB_SETTINGS": os.environ["DJANGO_SETTINGS_MODULE"],
        "THROWN_AWAY_FOLDER": str(folder),
        "SERVER_IDENTITY": settings.SERVER_IDENTITY,
        "LINK_KEY": settings.LINK_KEY,
        "PYTHONUNBUFFERED": "1",
        **where,
    }
    try:
        if not on_sqlite:
            _create_database(name)
        yield ThrowawayHub(folder, environment, file)
    finally:
        try:
            if not on_sqlite:
                _drop_database(name)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def sweep() -> None:
    """Remove what hubs have left that were killed hours ago: there are signatures in it, sealed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if _is_over(folder.name) and folder.is_dir() and folder.stat().st_uid == os.getuid():
            shutil.rmtree(folder, ignore_errors=True)
    if connection.vendor == "postgresql":
        with _beside() as server, server.cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database")
            names = [name for (name,) in cursor.fetchall() if _is_over(name)]
        for name in names:
            _drop_database(name)


def _is_over(name: str) -> bool:
    found = NAME.match(name)
    return found is not None and (
        datetime.strptime(found[1], STAMP).replace(tzinfo=UTC) < timezone.now() - LONGEST_LIFE
    )


def _create_database(name: str) -> None:
    try:
        with _beside() as server, server.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')
    except DatabaseError as error:
        raise BackupRefused(
            f"PostgreSQL makes no further database for this hub ({str(error).strip()}). Give its role the "
            "right (ALTER ROLE … CREATEDB), or do it in a SQLite file: --sqlite."
        ) from error


def _drop_database(name: str) -> None:
    with _beside() as server, server.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def _beside() -> Iterator[BaseDatabaseWrapper]:
    """Yield a connection of its own to the hub's database, outside of all transactions."""
    beside = connection.copy()
    try:
        yield beside
    finally:
        beside.close()
