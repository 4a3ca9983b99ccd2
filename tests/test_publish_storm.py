"""Somebody publishes while a crowd reads and processes are killed: nothing is lost, no page is too old."""

from __future__ import annotations

import http.client
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from editorial.page_changes import MOMENT

from .mail_server import MailServer
from .running_hub import PROJECT, RunningHub

pytestmark = [pytest.mark.full, pytest.mark.fault]

ROUNDS = 9
READERS = 6
START_SECONDS = 120.0
# What is left of a process that was killed, the worker tells: it looks once a second, and may be at something
# else for as long.
LATE_SECONDS = 15.0
# The page itself, and one that has it in its menu.
ITSELF, ELSEWHERE = "/en/storm/", "/en/"
SET_UP = """
from home.models import ContentPage
storm = ContentPage(title="Version 0.", slug="storm", show_in_menus=True)
page.get_parent().add_child(instance=storm)
storm.save_revision().publish()
"""
PUBLISH = """
import sys
import django
django.setup()
from home.models import ContentPage
page = ContentPage.objects.get(slug="storm")
print(page.title, flush=True)
for line in sys.stdin:
    page.refresh_from_db()
    page.title = f"Version {int(line)}."
    page.save_revision().publish()
    print("published", flush=True)
"""
VERSION = re.compile(r"Version (\d+)\.")


@pytest.fixture
def hub(tmp_path: Path, mail_server: MailServer, db: None) -> Iterator[RunningHub]:
    """A hub with two web processes and a worker, which keeps its pages."""
    running = RunningHub(tmp_path, mail_server.port)
    running.environment["PAGE_CACHE_SECONDS"] = "60"
    running.set_up(SET_UP)
    running.start_server()
    running.start_worker()
    yield running
    running.kill_worker()
    running.kill_server()


class Editor:
    """Publishes in a process of its own, and may be killed at it."""

    def __init__(self, hub: RunningHub) -> None:
        self.hub = hub
        # When it was acknowledged that a version is public, by version.
        self.acknowledged: dict[int, float] = {0: time.monotonic()}
        self.last = 0
        self._start()

    def _start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", PUBLISH],
            cwd=PROJECT,
            env=self.hub.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        # What is public, whether or not anybody has been told.
        self.stored = int(VERSION.findall(self.process.stdout.readline())[0])

    def begin_to_publish(self) -> None:
        """Ask for the next version to be published."""
        self.last += 1
        assert self.process.stdin is not None
        self.process.stdin.write(f"{self.last}\n")
        self.process.stdin.flush()

    def publish(self) -> None:
        """Publish the next version."""
        self.begin_to_publish()
        assert self.process.stdout is not None
        assert self.process.stdout.readline().strip() == "published"
        self.acknowledged[self.last] = time.monotonic()

    def be_killed_at_it(self, seconds: float) -> None:
        """Begin to publish, and be killed so much later. Whether it came to that, the database knows."""
        self.begin_to_publish()
        time.sleep(seconds)
        self.process.kill()
        self.process.wait()
        self._start()


@dataclass(frozen=True)
class Seen:
    """What one reader was shown, and when they asked."""

    path: str
    asked_at: float
    version: int


@dataclass
class Readers:
    """A crowd that asks for both pages, again and again, and minds no server that is killed."""

    port: int
    seen: list[Seen] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def read(self) -> None:
        """Read until it is over."""
        paths = [ITSELF, ELSEWHERE]
        while not self.over.is_set():
            self.ask(random.choice(paths))
            time.sleep(0.01)

    def ask(self, path: str) -> Seen | None:
        """Ask for a page; return what it showed, if anybody answered."""
        asked_at = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()
        if answer.status != 200:
            self.refused.append(answer.status)
            return None
        seen = Seen(path, asked_at, max(int(number) for number in VERSION.findall(text)))
        self.seen.append(seen)
        return seen

    def wait_for(self, version: int, path: str, seconds: float) -> bool:
        """Ask for a page until it shows that version or a later one; tell whether it was in time."""
        ends_at = time.monotonic() + seconds
        while time.monotonic() < ends_at:
            seen = self.ask(path)
            if seen is not None and seen.version >= version:
                return True
            time.sleep(0.1)
        return False


def wait_for_worker(hub: RunningHub) -> None:
    """Wait until the worker has begun."""
    ends_at = time.monotonic() + START_SECONDS
    while time.monotonic() < ends_at:
        connection = http.client.HTTPConnection("127.0.0.1", hub.port, timeout=60)
        with closing(connection):
            connection.request("GET", "/readyz?worker")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.2)
    raise AssertionError("there is no worker")


def keep_running(hub: RunningHub) -> None:
    """Start the server if it has ended, as whoever watches over it would.

    granian ends where its processes are killed one soon after the other.
    """
    if hub.server is None or hub.server.poll() is not None:
        hub.start_server()


def kill_a_web_process(hub: RunningHub) -> None:
    """Kill one of the processes that answer, as if the machine had run out of memory."""
    keep_running(hub)
    assert hub.server is not None
    children = Path(f"/proc/{hub.server.pid}/task/{hub.server.pid}/children").read_text().split()
    if children:
        os.kill(int(random.choice(children)), signal.SIGKILL)


def test_whoever_is_killed_no_page_is_too_old_and_no_publish_lost(hub: RunningHub) -> None:
    readers, editor = Readers(hub.port), Editor(hub)
    assert readers.wait_for(0, ELSEWHERE, START_SECONDS)
    wait_for_worker(hub)
    threads = [threading.Thread(target=readers.read) for _reader in range(READERS)]
    for thread in threads:
        thread.start()
    try:
        for round_number in range(1, ROUNDS + 1):
            editor.publish()
            kill_a_web_process(hub)
            time.sleep(random.uniform(0, 2 * MOMENT))
            if round_number % 3 == 0:
                editor.be_killed_at_it(random.uniform(0, 0.2))
                keep_running(hub)
                for path in (ITSELF, ELSEWHERE):
                    is_there = readers.wait_for(editor.stored, path, LATE_SECONDS)
                    assert is_there, f"what a killed process had published never came to {path}"
        keep_running(hub)
        editor.publish()
        for path in (ITSELF, ELSEWHERE):
            assert readers.wait_for(editor.last, path, MOMENT + 1)
    finally:
        readers.over.set()
        for thread in threads:
            thread.join()
        editor.process.kill()
    assert_no_page_was_too_old(readers.seen, editor.acknowledged)
    assert len(readers.seen) > 10 * ROUNDS
    assert set(readers.refused) <= {503}
    # A few may be told to come back, where a process has just begun and has no page yet.
    assert len(readers.refused) < len(readers.seen) / 10


def assert_no_page_was_too_old(all_seen: list[Seen], acknowledged: dict[int, float]) -> None:
    """Hold what was shown against what had been published when it was asked for."""
    for seen in all_seen:
        patience = 0.0 if seen.path == ITSELF else MOMENT
        due = max(
            version for version, at in acknowledged.items() if version == 0 or at + patience < seen.asked_at
        )
        assert seen.version >= due, f"{seen.path} showed version {seen.version}, and {due} had been published"
