"""That a worker lives, and gets on with its work.

A worker that hangs can't say so itself: it hangs. So a thread of its own writes down every ten seconds what
the worker is doing and since when. No word for a minute: the worker has died. Words that speak of the same
piece of work for more than two minutes: it lives and is stuck.
"""

import logging
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import uuid4

from django.db import DatabaseError, connection
from django.db.models import DateTimeField, ExpressionWrapper, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Now

from ..models import WorkerHeartbeat

logger = logging.getLogger(__name__)

BEAT_SECONDS = 10.0
# SQLite lets one writer in at a time, and a beat waits like everybody else.
SILENT_AFTER = timedelta(minutes=1)
# No piece of work takes so long: each ends after a second or two, a batch of mails after ten, or after what a
# mail server may take for four answers.
STUCK_AFTER = timedelta(minutes=2)
FORGOTTEN_AFTER = timedelta(days=1)


class _Doing(NamedTuple):
    """What the worker is at, by the clock that never leaps."""

    task: str
    since: float


class Heart:
    """Beats for the worker of this process. What it does is told to it; how often it writes is its own."""

    def __init__(self) -> None:
        self.worker = uuid4()
        self._exports_folder = ""
        self._started = time.monotonic()
        self._doing = _Doing("", self._started)
        self._round: float | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._beat_on, name="heartbeat", daemon=True)

    def start(self, exports_folder: str) -> None:
        """Beat from now on, the first time at once."""
        self._exports_folder = exports_folder
        self._thread.start()

    def stop(self) -> None:
        """Beat no more. Who stops in good order leaves nothing that could be taken for a dead worker."""
        self._stopping.set()
        if not self._thread.is_alive():
            return
        self._thread.join(BEAT_SECONDS)
        try:
            WorkerHeartbeat.objects.filter(pk=self.worker).delete()
        except DatabaseError as error:
            logger.warning("the worker's heartbeat can't be taken back: %s", type(error).__name__)

    @contextmanager
    def at(self, task: str) -> Iterator[None]:
        """Note that the worker is at a piece of work for as long as the block lasts."""
        self._doing = _Doing(task, time.monotonic())
        try:
            yield
        finally:
            self._doing = _Doing("", time.monotonic())

    def note_round(self) -> None:
        """Note that every kind of work has been looked at."""
        self._round = time.monotonic()

    def _beat_on(self) -> None:
        """Write a beat every ten seconds, each time over a connection of its own: between two it has none."""
        is_told = False
        while not self._stopping.is_set():
            try:
                self.beat()
                is_told = False
            except DatabaseError as error:
                if not is_told:
                    logger.warning("the worker's heartbeat can't be written: %s", type(error).__name__)
                is_told = True
            finally:
                connection.close()
            self._stopping.wait(BEAT_SECONDS)

    def beat(self) -> None:
        """Write down how it stands: one statement, in a transaction of its own."""
        doing = self._doing
        row = {
            "place": f"{socket.gethostname()[:100]}:{os.getpid()}",
            "exports_folder": self._exports_folder,
            "beaten_at": Now(),
            "round_at": _ago(self._round) if self._round is not None else None,
            "task": doing.task[:60],
            "task_since": _ago(doing.since) if doing.task else None,
        }
        if not WorkerHeartbeat.objects.filter(pk=self.worker).update(**row):
            WorkerHeartbeat.objects.create(worker=self.worker, started_at=_ago(self._started), **row)


def _ago(moment: float) -> Combinable:
    """Return, by the database's clock, what was at that moment by the clock that never leaps."""
    passed = Value(timedelta(seconds=time.monotonic() - moment))
    return ExpressionWrapper(Now() - passed, output_field=DateTimeField())


class State(StrEnum):
    """How a worker is."""

    WELL = "well"
    STUCK = "stuck"
    SILENT = "silent"


@dataclass(frozen=True)
class Worker:
    """A worker, as its last beat and the time since tell."""

    place: str
    state: State
    task: str
    # How long it has been at this one piece of work.
    busy_for: timedelta
    silent_for: timedelta
    # None before the first round is over.
    round_ago: timedelta | None
    exports_folder: str


def known_workers() -> list[Worker]:
    """Return the workers that have been heard of within a day, those heard of last first. One query."""
    rows = WorkerHeartbeat.objects.annotate(now=Now()).order_by("-beaten_at")
    return [_worker(row, row.now) for row in rows if row.now - row.beaten_at < FORGOTTEN_AFTER]


def _worker(row: WorkerHeartbeat, now: datetime) -> Worker:
    silent_for = now - row.beaten_at
    busy_for = now - row.task_since if row.task_since is not None else timedelta()
    if silent_for > SILENT_AFTER:
        state = State.SILENT
    else:
        state = State.STUCK if busy_for > STUCK_AFTER else State.WELL
    return Worker(
        place=row.place,
        state=state,
        task=row.task,
        busy_for=busy_for,
        silent_for=silent_for,
        round_ago=now - row.round_at if row.round_at is not None else None,
        exports_folder=row.exports_folder,
    )


def forget_dead_workers() -> int:
    """Forget the workers that nobody has heard of for a day; return how many."""
    count, _by_model = WorkerHeartbeat.objects.filter(beaten_at__lt=_day_ago()).delete()
    return count


def _day_ago() -> Combinable:
    return ExpressionWrapper(Now() - Value(FORGOTTEN_AFTER), output_field=DateTimeField())
