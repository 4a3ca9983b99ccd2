"""A hub as an operator runs it: server and worker are processes of their own, on a real database."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from copy import copy
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

import environ
import pyrage
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet

from campaign_site.connections import web_processes, web_threads
from campaign_site.settings.local_keys import new_link_key
from demo.languages import WORDS, demo_languages
from petition_blocks.backups.throwaway_hub import connection_to

from .migrated_database import copy_postgres, new_postgres, new_sqlite

PROJECT = Path(__file__).resolve().parent.parent
START_SECONDS = 180
KEYS = ("SERVER_IDENTITY", "LINK_KEY", "RECIPIENT")
# As docs/operators.md has it, on half as many processes: each thread has a connection of its own.
# What the web server starts if it isn't told.
SERVER_PROCESSES = web_processes({})
SERVER_THREADS = web_threads({})
SET_UP = """
import os
from tests.factories import create_home, create_open_petition
page = create_open_petition(create_home(), os.environ["RECIPIENT"])
"""

# Place → page of the demo's structure; the home page stands at the language's own address.
DEMO_PLACES = {
    "pillar": "transparency",
    "red lines": "red_lines",
    "respect": "respect",
    "coalition": "coalition",
    "petition": "petition",
    "about": "about",
    "privacy": "privacy",
}
DEMO_PATHS = {
    language: {
        "home": f"/{language}/",
        **{
            place: f"/{language}/{WORDS[language].PAGES[name]['slug']}/"
            for place, name in DEMO_PLACES.items()
        },
    }
    for language in demo_languages()
}


class RunningHub:
    """Starts and kills the processes of one hub. Its data outlives them, as on a real machine."""

    def __init__(
        self,
        folder: Path,
        mail_port: int,
        *,
        demo: bool = False,
        as_public_server: bool = False,
        log_folder: Path | None = None,
        database: str = "",
    ) -> None:
        """Prepare a hub that keeps its data in the folder: the demo as `make run` has it, or a small one.

        It may have the settings of a public server, and write what it logs to files in a folder. The demo's
        database is SQLite's, as it is for whoever runs `make run`; a small one is of the tests' kind, unless
        `database` is the address of an empty one.
        """
        self.demo = demo
        self.folder = folder
        self.log_folder = log_folder
        self.paths = DEMO_PATHS
        self.count_path = f"/petitions/{'seen-not-scanned' if demo else 'unwatched'}/count.json"
        self.identity = pyrage.x25519.Identity.generate()
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.is_migrated = False
        if not database:
            database, self.is_migrated = _new_database(
                folder, on_postgres=connection.vendor == "postgresql" and not demo
            )
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.demo_settings" if demo else "campaign_site.settings.test",
            "VAR_DIR": str(folder),
            "DATABASE_URL": database,
            "SERVER_IDENTITY": str(pyrage.x25519.Identity.generate()),
            "LINK_KEY": new_link_key(),
            "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
            "BASE_URL": self.url,
            "BIND": f"127.0.0.1:{self.port}",
            "RECIPIENT": str(self.identity.to_public()),
        }
        if demo:
            # One visitor at a time needs no more, and each process would render each page anew.
            self.environment["WEB_PROCESSES"] = "1"
        if as_public_server:
            self.environment |= {
                "DJANGO_SETTINGS_MODULE": "tests.public_server_settings",
                "BASE_URL": f"https://127.0.0.1:{self.port}",
                "SECRET_KEY": new_link_key(),
                "ALLOWED_HOSTS": "127.0.0.1",
                "MAIL_FROM": '"Seen, Not Scanned" <campaign@example.org>',
                "MEDIA_ROOT": str(folder / "media"),
                "EXPORTS_ROOT": str(folder / "exports"),
            }
        self.server: subprocess.Popen[bytes] | None = None
        self.worker: subprocess.Popen[bytes] | None = None

    def another_machine(self) -> RunningHub:
        """Return one more machine of this hub: the same data and keys, its own processes at another port."""
        other = copy(self)
        other.port = free_port()
        other.url = f"http://127.0.0.1:{other.port}"
        other.environment = self.environment | {"BIND": f"127.0.0.1:{other.port}"}
        other.server = other.worker = None
        return other

    def set_up(self, further: str = "") -> None:
        """Create the tables and a campaign with an open petition; `further` changes its `page`."""
        self.set_up_tables()
        if self.demo:
            self._manage("load_demo")
        else:
            self._manage("shell", "-v0", "-c", SET_UP + further)

    def set_up_tables(self) -> None:
        """Create the tables, with nothing in them but what a new hub begins with."""
        if not self.is_migrated:
            self._manage("migrate", "-v0")

    def set_up_empty(self) -> None:
        """Create the tables and a user who may do everything, as `make run DEMO=` does."""
        self.set_up_tables()
        self._manage("load_demo", "--user-alone")

    def set_up_as_others_did(self, shared: Path) -> None:
        """Have what `set_up` makes: the first hub to use the shared folder makes it, the others copy it.

        Setting up takes some seconds of processor time, and loading the demo half a minute. Keys come along:
        it is the same campaign.
        """
        shared.mkdir(exist_ok=True)
        original = shared / "original.json"
        with (shared / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if original.exists():
                made = json.loads(original.read_text(encoding="utf-8"))
                self.identity = pyrage.x25519.Identity.from_str(made["identity"])
                self.environment |= made["keys"] | {
                    "DATABASE_URL": _copy_of_database(made["database"], self.folder)
                }
                shutil.copytree(shared / "files", self.folder, dirs_exist_ok=True)
                if self.demo:
                    self._move_demo_to_own_port()
            else:
                self.set_up()
                if self.demo:
                    # The pictures in all their sizes, for one.
                    self.work_once()
                shutil.copytree(self.folder, shared / "files")
                made = {
                    "identity": str(self.identity),
                    "keys": {name: self.environment[name] for name in KEYS},
                    "database": _copy_of_database(self.environment["DATABASE_URL"], shared),
                }
                original.write_text(json.dumps(made), encoding="utf-8")

    def _move_demo_to_own_port(self) -> None:
        """Note the demo's site under the address that this hub has."""
        with closing(self._connection()) as own, own.cursor() as cursor:
            cursor.execute("UPDATE wagtailcore_site SET port = %s", [self.port])

    def start_server(self) -> None:
        """Start the production server, as the manual does; return when it answers."""
        self.server = self._start([sys.executable, "-m", "campaign_site.serve"], "server")
        for _attempt in range(START_SECONDS * 10):
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=1):  # noqa: S310
                    return
            except (urllib.error.URLError, OSError):
                try:
                    # Waits for the process to end, which is also the way to pause between two tries.
                    self.server.wait(timeout=0.1)
                except subprocess.TimeoutExpired:
                    continue
                raise RuntimeError("the server ended at once") from None
        raise RuntimeError("the server does not answer")

    def start_worker(self) -> None:
        """Start a worker; one that will be killed leaves its mails to the next one after two seconds."""
        lease = [] if self.demo else ["--lease", "2"]
        self.worker = self._start([sys.executable, "manage.py", "work", *lease], "worker")

    def kill_server(self) -> None:
        """Kill the server and its processes with a signal that none of them can catch."""
        _kill(self.server)

    def kill_worker(self) -> None:
        """Kill the worker likewise."""
        _kill(self.worker)

    def work_once(self, *arguments: str) -> None:
        """Do all work that is due, in a worker of its own."""
        with self._output("worker") as output:
            subprocess.run(
                [sys.executable, "manage.py", "work", "--once", *arguments],
                cwd=PROJECT,
                env=self.environment,
                check=True,
                stdout=output,
                stderr=output,
            )

    def run(self, *arguments: str) -> str:
        """Run a Python program beside the server, on the same data, and return what it prints."""
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=PROJECT,
            env=self.environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout

    def rows(self, query: QuerySet[Any, Any]) -> list[tuple[Any, ...]]:
        """Return what the hub's own database answers to a query: quicker than a program beside it."""
        with closing(self._connection()) as own, own.cursor() as cursor:
            cursor.execute(*query.query.sql_with_params())
            return cursor.fetchall()

    def _connection(self) -> BaseDatabaseWrapper:
        """Return a connection to the hub's own database."""
        return connection_to(environ.Env.db_url_config(self.environment["DATABASE_URL"]))

    def _start(self, command: list[str], name: str) -> subprocess.Popen[bytes]:
        with self._output(name) as output:
            return subprocess.Popen(
                command,
                cwd=PROJECT,
                env=self.environment,
                stdout=output or subprocess.DEVNULL,
                stderr=output,
                start_new_session=True,
            )

    @contextmanager
    def _output(self, name: str) -> Iterator[IO[bytes] | None]:
        """Open the file that a process of that name writes to, if its words are kept."""
        if self.log_folder is None:
            yield None
        else:
            with (self.log_folder / f"{name}.log").open("ab") as file:
                yield file

    def _manage(self, *arguments: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=PROJECT, env=self.environment, check=True
        )


def free_port() -> int:
    """Return a port that nobody listens at."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        return int(listener.getsockname()[1])


def _kill(process: subprocess.Popen[bytes] | None) -> None:
    if process is not None and process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _new_database(folder: Path, *, on_postgres: bool) -> tuple[str, bool]:
    """Return the address of a new database, and whether it has been migrated."""
    if not on_postgres:
        file = folder / "hub.sqlite3"
        return f"sqlite:///{file}", new_sqlite(file)
    name = f"hub_{uuid4().hex[:12]}"
    return _url_of(name), new_postgres(connection, name)


def _copy_of_database(url: str, folder: Path) -> str:
    """Return the address of a copy of a database that nobody uses meanwhile; a file comes into the folder."""
    if url.startswith("sqlite:"):
        file = Path(url.removeprefix("sqlite:///"))
        if file.parent != folder:
            shutil.copyfile(file, folder / file.name)
        return f"sqlite:///{folder / file.name}"
    name = f"hub_{uuid4().hex[:12]}"
    copy_postgres(connection, url.partition("?")[0].rpartition("/")[2], name)
    return _url_of(name)


def _url_of(name: str) -> str:
    """Return the address of another database on the server of the tests."""
    before, _, after = os.environ["DATABASE_URL"].partition("?")
    return before.rsplit("/", 1)[0] + f"/{name}" + (f"?{after}" if after else "")
