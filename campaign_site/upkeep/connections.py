"""Whether the database takes as many connections as the processes may open.

How many threads there are is read from the web servers of this machine: from the environment that the hub's
own was started with (`campaign_site.serve`), and from the command line and environment of a granian that
somebody started in another way. Where none can be seen, as from another machine or another container, from
this process's own environment. Whoever started the threads of several machines adds them up.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.db import connection

from campaign_site.connections import web_processes, web_threads
from editorial.upkeep.looks import Finding, remark

from .database import postgres_setting
from .heartbeat import State, known_workers

SECTION = "a-public-server"
PROCESSES = Path("/proc")
OWN_SERVER = "campaign_site.serve"
OWN_VARIABLES = ("WEB_PROCESSES", "WEB_THREADS")
APPLICATION = "campaign_site.wsgi"
# Option of granian → variable that says the same.
OPTIONS = {"--workers": "GRANIAN_WORKERS", "--blocking-threads": "GRANIAN_BLOCKING_THREADS"}
# What tells one hub from another on the same machine. Only ever compared.
DATABASE = "DATABASE_URL"
# What granian starts up to in each process if it isn't told.
UNTOLD_THREADS = 128
# For commands, for whoever looks, and for the next release beside this one.
LEFT_FREE = 10
# From this part on, the next rush of visitors finds none.
NEARLY_ALL = 0.8


@dataclass(frozen=True)
class Server:
    """A web server: so many processes with so many threads each, and how that is known."""

    processes: int
    threads: int
    is_told: bool
    known_from: str

    @property
    def connections(self) -> int:
        """How many it may open: each thread one, and each process one to render pages anew beside them."""
        return self.processes * (self.threads + 1)


def look_at_connections() -> Iterator[Finding]:
    """Say that the threads may want more connections than there are, or that nearly all are taken now."""
    if connection.vendor != "postgresql":
        return
    most = int(postgres_setting("max_connections"))
    mostly_free = most - int(postgres_setting("superuser_reserved_connections") or 0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'")
        taken = int(cursor.fetchone()[0])
    if taken > NEARLY_ALL * mostly_free:
        yield Finding(
            f"{taken} of the {mostly_free} connections that the database takes are taken now.",
            "See what holds them (`SELECT * FROM pg_stat_activity`); start fewer threads, use a pooler, or "
            "raise max_connections.",
            SECTION,
        )
    is_pooled = settings.DATABASES["default"].get("DISABLE_SERVER_SIDE_CURSORS", False)
    yield from [] if is_pooled else wanted_too_many(servers(), mostly_free)


def wanted_too_many(found: list[Server], available: int) -> Iterator[Finding]:
    """Say that the servers and the workers may want more connections than are available."""
    if not found:
        yield remark(
            "No web server is to be seen from here, so its threads were not counted against the "
            f"{available} connections that the database takes.",
            "Run the doctor where it runs, or give the doctor the same WEB_PROCESSES and WEB_THREADS.",
            SECTION,
        )
        return
    workers = sum(worker.state is not State.SILENT for worker in known_workers())
    # A worker's heartbeat takes a second one for a moment.
    wanted = sum(server.connections for server in found) + 2 * workers + LEFT_FREE
    how = ", ".join(
        f"{server.processes} × {server.threads} threads{'' if server.is_told else ' (granian’s own number)'} "
        f"{server.known_from}"
        for server in found
    )
    if wanted > available:
        yield Finding(
            f"Web processes and workers may want {wanted} connections, and the database takes {available}: "
            f"{how}; 2 for each of {workers} workers, and {LEFT_FREE} for commands.",
            "Take smaller numbers (`WEB_PROCESSES=4`, `WEB_THREADS=8`), raise max_connections, or put a "
            "pooler between (DATABASE_POOLED=true).",
            SECTION,
        )


def servers(folder: Path = PROCESSES, environment: Mapping[str, str] = os.environ) -> list[Server]:
    """Return the web servers of the hub; one from the environment if none is to be seen."""
    lines = {int(path.name): _texts(path / "cmdline") for path in folder.glob("[0-9]*")}
    own = {number for number, words in lines.items() if ("-m", OWN_SERVER) in pairwise(words)}
    granians = {
        number
        for number, words in lines.items()
        if any("granian" in Path(word).name for word in words[:3])
        and any(APPLICATION in word for word in words)
    }
    # Their processes bear the same words as their parent.
    parents = [
        number for number in sorted(own | granians) if _parent(folder / str(number)) not in own | granians
    ]
    environments = {number: _environment(folder / str(number)) for number in parents}
    found = [
        _own_server(environments[number], f"(process {number})")
        if number in own
        else _granian(lines[number], environments[number], f"(command line of process {number})")
        for number in parents
        if _may_be_same(environments[number].get(DATABASE), environment.get(DATABASE))
    ]
    if not found and any(name in environment for name in OWN_VARIABLES):
        found = [_own_server(environment, "(this process's environment)")]
    elif not found and OPTIONS["--blocking-threads"] in environment:
        found = [_granian([], environment, "(this process's environment)")]
    return found


def _own_server(environment: Mapping[str, str], known_from: str) -> Server:
    return Server(web_processes(environment), web_threads(environment), is_told=True, known_from=known_from)


def _granian(words: list[str], environment: Mapping[str, str], known_from: str) -> Server:
    told = {option: _told(option, words) or environment.get(variable) for option, variable in OPTIONS.items()}
    threads = told["--blocking-threads"]
    return Server(
        processes=_number(told["--workers"], 1),
        threads=_number(threads, UNTOLD_THREADS),
        is_told=threads is not None,
        known_from=known_from,
    )


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else otherwise


def _told(option: str, words: list[str]) -> str | None:
    """Return what follows an option on a command line, or stands behind its “=”; None if it isn't there."""
    for word, following in pairwise([*words, ""]):
        if word == option:
            return following
        if word.startswith(f"{option}="):
            return word.partition("=")[2]
    return None


def _texts(path: Path) -> list[str]:
    """Return the texts of one of the files that the kernel writes for a process; none if it has ended."""
    try:
        return [text for text in path.read_bytes().decode(errors="replace").split("\0") if text]
    except OSError:
        return []


def _environment(process: Path) -> dict[str, str]:
    pairs = (text.partition("=") for text in _texts(process / "environ"))
    return {
        name: value for name, _equals, value in pairs if name in (*OWN_VARIABLES, *OPTIONS.values(), DATABASE)
    }


def _may_be_same(one: str | None, other: str | None) -> bool:
    """Tell whether two hubs may have the same database: one whose environment can't be read may."""
    return one is None or other is None or one == other


def _parent(process: Path) -> int:
    try:
        # Behind the program's name, which may hold anything, come the state and the parent.
        return int(
            (process / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[1]
        )
    except (OSError, ValueError, IndexError):
        return 0
