"""What publishing costs those who read meanwhile: a thousand addresses, and a publish every five seconds.

By itself: `python -m benchmarks.publish`. Where the machine has no `redis-server`, the database alone says
what has changed.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from run_hub import HOST, PROJECT

from tests.crowd import beside

from .load import Load, get_in_turn, put_under_load, put_under_steady_load
from .requests import HEADERS
from .servers import KINDS, Bench, Server, bench, servers

# What happened while visitors read.
QUIET = "nothing published"
PUBLISHING = "publishing"
# Nothing published, but as much of the processor taken beside.
FLOOR = "nothing published, as much work elsewhere"
PAGES = 50
LANGUAGES = 20
BETWEEN_PUBLISHES = 5.0
QUIET_SECONDS = 20.0
# With publishing, and each fault by itself, after half of it.
SECONDS = 60.0
FAULT_SECONDS = 20.0
CONNECTIONS = 16
MOST_WARMING_SECONDS = 600.0
BUSY = """
import sys, time
seconds, between = map(float, sys.argv[1:])
due = time.monotonic()
while True:
    due += between
    time.sleep(max(0, due - time.monotonic()))
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
"""


@dataclass
class Published:
    """What a run came to."""

    rate: float
    # By what happened meanwhile: nothing, publishing, publishing and a fault.
    loads: dict[str, Load] = field(default_factory=dict)
    # How many publishes there were; after how many of them the page had the old words at the next request.
    publishes: int = 0
    stale: int = 0
    # Processor time that a publish takes, rendering what shows it included.
    seconds_a_publish: float = 0.0


class Redis:
    """A Redis of our own, to start and stop."""

    def __init__(self, folder: str) -> None:
        with socket.create_server((HOST, 0)) as listener:
            self.port = listener.getsockname()[1]
        self.folder = folder
        self.url = f"redis://{HOST}:{self.port}/0"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, with nothing in it."""
        program = shutil.which("redis-server") or ""
        arguments = [program, "--port", str(self.port), "--bind", HOST, "--save", "", "--dir", self.folder]
        self.process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL)
        while True:
            with contextlib.suppress(OSError), socket.create_connection((HOST, self.port), timeout=1):
                return
            time.sleep(0.05)

    def stop(self) -> None:
        """Kill it."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()


@contextlib.contextmanager
def redis_if_there() -> Iterator[Redis | None]:
    """Give a Redis that runs; None if this machine has none."""
    if shutil.which("redis-server") is None:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="campaign-hub-redis-") as folder:
        redis = Redis(folder)
        redis.start()
        try:
            yield redis
        finally:
            redis.stop()


class Publisher:
    """Publishes a page every few seconds as an editor's process would, and looks whether it is there."""

    def __init__(self, url: str, pages: list[tuple[int, str]], environment: dict[str, str]) -> None:
        self.url = url
        self.pages = pages
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.many_pages", "publish"],
            cwd=PROJECT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._answer()
        self.drawn = random.Random(13)  # noqa: S311
        self.publishes = 0
        self.stale = 0

    def _answer(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def publish(self) -> None:
        """Publish a page and ask for it."""
        assert self.process.stdin is not None
        key, path = self.drawn.choice(self.pages)
        self.process.stdin.write(f"{key}\n")
        self.process.stdin.flush()
        words = self._answer()
        connection = http.client.HTTPConnection(HOST, urlsplit(self.url).port, timeout=30)
        with contextlib.suppress(OSError), contextlib.closing(connection):
            connection.request("GET", path, headers=HEADERS | {"Accept-Encoding": "identity"})
            self.publishes += 1
            self.stale += words not in connection.getresponse().read().decode()

    @contextlib.contextmanager
    def publishing(self) -> Iterator[None]:
        """Publish every few seconds, as long as this lasts."""
        over = threading.Event()

        def go_on() -> None:
            while not over.wait(BETWEEN_PUBLISHES):
                self.publish()

        with beside(go_on, over):
            yield


def measure_publishing(ready: Bench, tell: Callable[[str], None]) -> Published:
    """Put the hub under a steady load of half of what it serves, and publish meanwhile."""
    tell(f"{PAGES} pages in {LANGUAGES} languages")
    pages = json.loads(ready.run("-m", "benchmarks.many_pages", "create", str(PAGES), str(LANGUAGES)))
    paths = [path for _key, path in pages]
    with redis_if_there() as redis:
        environment = KINDS["hub"] | ({"REDIS_URL": redis.url} if redis is not None else {})
        with servers(ready, {"hub": environment}) as running:
            return _measure(ready, redis, running["hub"], pages, paths, environment, tell)


def _measure(
    ready: Bench,
    redis: Redis | None,
    hub: Server,
    pages: list[tuple[int, str]],
    paths: list[str],
    environment: dict[str, str],
    tell: Callable[[str], None],
) -> Published:
    url = hub.url
    request = get_in_turn(paths, HEADERS)
    tell("Warming up")
    _warm_up(url, paths)
    full = put_under_load(url, request, expected=200, seconds=QUIET_SECONDS / 2, connections=CONNECTIONS)
    found = Published(full.a_second / 2)
    publisher = Publisher(url, pages, ready.environment | environment)

    def steadily(what: str, seconds: float, meanwhile: Callable[[], None] | None = None) -> None:
        timer = threading.Timer(seconds / 2, meanwhile) if meanwhile is not None else None
        if timer is not None:
            timer.start()
        load = put_under_steady_load(
            url, request, expected=200, seconds=seconds, connections=CONNECTIONS, rate=found.rate
        )
        if timer is not None:
            timer.join()
        found.loads[what] = load
        tell(
            f"  {what:<44}{load.a_second:>8,.0f}/s, 99 % within {load.slow_milliseconds:,.1f} ms, "
            f"others: {load.unexpected}"
        )

    began = hub.processor_seconds()
    steadily(QUIET, QUIET_SECONDS)
    by_itself = (hub.processor_seconds() - began) / QUIET_SECONDS
    began, publishes = hub.processor_seconds(), publisher.publishes
    with publisher.publishing():
        steadily(PUBLISHING, SECONDS)
    more = hub.processor_seconds() - began - by_itself * SECONDS
    found.seconds_a_publish = max(0.0, more) / (publisher.publishes - publishes)
    with _busy_elsewhere(found.seconds_a_publish):
        steadily(FLOOR, SECONDS / 2)
    with publisher.publishing():
        if redis is not None:
            steadily("publishing, the database restarted", FAULT_SECONDS, _restarting(ready))
            steadily("publishing, Redis killed", FAULT_SECONDS, redis.stop)
    found.publishes, found.stale = publisher.publishes, publisher.stale
    publisher.process.terminate()
    return found


@contextlib.contextmanager
def _busy_elsewhere(seconds: float) -> Iterator[None]:
    """Let a process beside the hub take so much processor time each time that one would publish.

    It shares neither a lock nor a database with the hub, only the machine: nobody who does as much work for a
    publish can disturb those who read less.
    """
    process = subprocess.Popen([sys.executable, "-c", BUSY, str(seconds), str(BETWEEN_PUBLISHES)])
    try:
        yield
    finally:
        process.kill()
        process.wait()


def _restarting(ready: Bench) -> Callable[[], None]:
    def restart() -> None:
        ready.postgres.stop()
        ready.postgres.start()

    return restart


def _warm_up(url: str, paths: list[str]) -> None:
    """Ask for each page until each process has it."""
    deadline = time.monotonic() + MOST_WARMING_SECONDS
    request = get_in_turn(paths, HEADERS)
    while time.monotonic() < deadline:
        load = put_under_load(url, request, expected=200, seconds=10, connections=4)
        # All of them, faster than they could be rendered.
        if not load.unexpected and load.answered > 2 * len(paths):
            return
    raise SystemExit("The pages were not all kept in time.")


def main() -> None:
    """Measure it by itself and print what was found."""

    def tell(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    with bench() as ready:
        found = measure_publishing(ready, tell)
    print(f"{found.rate:,.0f} a second; {found.publishes} publishes, {found.stale} old at the next request")
    print(f"{found.seconds_a_publish:.2f} s of processor time for each publish")


if __name__ == "__main__":
    main()
