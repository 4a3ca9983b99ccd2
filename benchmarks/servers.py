"""The servers that are compared: the same program, as many processes and threads, one database."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from postgres import TemporaryPostgres, temporary_postgres
from run_hub import HOST, PROJECT, STOP_SECONDS, ChildProcess, wait_until_it_answers
from trial_hub import MAKE_PICTURES, public_server_environment

# As docs/operators.md has the hub, for all of them.
WORKERS = 2
THREADS = 8
# Settings → what else the environment says.
KINDS = {
    "hub": {"DJANGO_SETTINGS_MODULE": "benchmarks.settings"},
    "hub, cache off": {"DJANGO_SETTINGS_MODULE": "benchmarks.settings", "PAGE_CACHE_SECONDS": "0"},
    "wagtail": {"DJANGO_SETTINGS_MODULE": "benchmarks.wagtail_settings"},
    "bare": {"DJANGO_SETTINGS_MODULE": "benchmarks.bare_settings"},
}


@dataclass(frozen=True)
class Bench:
    """A real PostgreSQL with the demo in it, and the environment in which programs find it."""

    postgres: TemporaryPostgres
    environment: dict[str, str]

    def run(self, *arguments: str) -> str:
        """Run a Python program on the data and return what it prints."""
        answer = subprocess.run(
            [sys.executable, *arguments],
            cwd=PROJECT,
            env=self.environment | KINDS["hub"],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return answer.stdout

    def program(self, name: str) -> str:
        """Return the path of one of PostgreSQL's own programs."""
        return self.postgres.program(name)


@dataclass(frozen=True)
class Server:
    """A server that runs, with the processes that it started."""

    url: str
    pid: int

    def processor_seconds(self) -> float:
        """Return how much processor time all of its processes have taken that still run."""
        ticks = 0
        for file in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                # The name, in parentheses, may hold anything.
                _state, _parent, _group, session, *others = file.read_text().rpartition(")")[2].split()
                ticks += sum(map(int, others[7:9])) if int(session) == self.pid else 0
        return ticks / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def bench() -> Iterator[Bench]:
    """Give a bench; nothing of it is left afterwards. Every commit is synced to disk, as in production."""
    with (
        tempfile.TemporaryDirectory(prefix="campaign-hub-bench-") as name,
        temporary_postgres(durable=True) as postgres,
    ):
        folder = Path(name)
        environment = {name: value for name, value in os.environ.items() if name != "EMAIL_URL"}
        environment |= postgres.environment | {
            "PYTHONPATH": os.pathsep.join([str(PROJECT), str(PROJECT / "scripts")]),
            "DJANGO_SETTINGS_MODULE": "campaign_site.settings.dev",
            "BASE_URL": f"https://{HOST}",
            "VAR_DIR": name,
        }
        # The demo is loaded with DEBUG only, whatever serves it afterwards.
        subprocess.run([sys.executable, "scripts/prepare_hub.py"], cwd=PROJECT, env=environment, check=True)
        ready = Bench(postgres, environment | public_server_environment(folder))
        ready.run("manage.py", "migrate", "-v0")
        ready.run("manage.py", "collectstatic", "--noinput", "-v0")
        ready.run("-m", "benchmarks.set_up")
        ready.run("-c", MAKE_PICTURES)
        yield ready


@contextlib.contextmanager
def servers(
    ready: Bench, kinds: Mapping[str, Mapping[str, str]] = MappingProxyType(KINDS)
) -> Iterator[dict[str, Server]]:
    """Start a server of each kind and give them. Idle ones cost nothing."""
    started: list[ChildProcess] = []
    running = {}
    try:
        for kind, environment in kinds.items():
            with socket.create_server((HOST, 0)) as listener:
                port = listener.getsockname()[1]
            server = ChildProcess(
                [
                    *[sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--no-log"],
                    *["--host", HOST, "--port", str(port), "--workers", str(WORKERS)],
                    *["--blocking-threads", str(THREADS), "campaign_site.wsgi:application"],
                ],
                ready.environment | {"WEB_THREADS": str(THREADS)} | dict(environment),
            )
            server.start()
            started.append(server)
            wait_until_it_answers(server, port)
            assert server.process is not None
            running[kind] = Server(f"http://{HOST}:{port}", server.process.pid)
        yield running
    finally:
        for server in started:
            server.ask_to_stop()
        for server in started:
            server.make_sure_it_ended(time.monotonic() + STOP_SECONDS)
