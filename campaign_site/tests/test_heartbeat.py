"""Whoever runs the hub sees that a worker has died, or lives and is stuck."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaign_site.models import WorkerHeartbeat
from campaign_site.upkeep import heartbeat
from campaign_site.upkeep.heartbeat import BEAT_SECONDS, Heart, State, forget_dead_workers, known_workers
from petition_blocks.petition.models import Petition

from .heartbeats import worker

SECONDS, MINUTES = timedelta(seconds=1), timedelta(minutes=1)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[float], None]]:
    """Returns a function that moves the worker's own clock on."""
    passed = [0.0]
    real = time.monotonic
    monkeypatch.setattr(heartbeat.time, "monotonic", lambda: real() + passed[0])

    def move(seconds: float) -> None:
        passed[0] += seconds

    yield move
    monkeypatch.undo()


def test_a_beat_tells_what_the_worker_is_at_and_since_when(db: None, clock: Callable[[float], None]) -> None:
    heart = Heart()
    heart.beat()
    (found,) = known_workers()
    assert (found.state, found.task, found.round_ago) == (State.WELL, "", None)
    heart.note_round()
    with heart.at("mails"):
        clock(90)
        heart.beat()
        (found,) = known_workers()
        assert (found.state, found.task) == (State.WELL, "mails")
        assert timedelta(seconds=90) <= found.busy_for < timedelta(seconds=100)
        assert found.round_ago is not None
        assert found.round_ago >= timedelta(seconds=90)
        clock(40)
        heart.beat()
        (found,) = known_workers()
        assert found.state is State.STUCK
    heart.beat()
    (found,) = known_workers()
    assert (found.state, found.task) == (State.WELL, ""), "it has got on"


def test_a_beat_is_one_statement(db: None, django_assert_num_queries: Any) -> None:
    heart = Heart()
    heart.beat()
    with django_assert_num_queries(1):
        heart.beat()
    assert WorkerHeartbeat.objects.count() == 1


def test_the_worker_that_is_at_one_thing_after_the_other_writes_no_more_often(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heart = Heart()
    beats: list[str] = []
    monkeypatch.setattr(heart, "beat", lambda: beats.append(heart._doing.task))
    heart.start("")
    for number in range(100):
        with heart.at(f"task {number}"):
            pass
    heart._stopping.set()
    heart._thread.join(BEAT_SECONDS / 2)
    assert not heart._thread.is_alive(), "it doesn't keep a worker that stops"
    assert len(beats) == 1


def test_a_heart_goes_on_when_the_database_was_away(monkeypatch: pytest.MonkeyPatch) -> None:
    heart = Heart()
    answers = iter([OperationalError("gone"), OperationalError("gone"), None])
    monkeypatch.setattr(heartbeat, "BEAT_SECONDS", 0.01)

    def beat() -> None:
        answer = next(answers)
        if answer is None:
            heart._stopping.set()
        else:
            raise answer

    monkeypatch.setattr(heart, "beat", beat)
    heart.start("")
    heart._thread.join(10)
    assert next(answers, "all asked") == "all asked"


@pytest.mark.parametrize(
    ("silent_for", "busy_for", "state"),
    [
        (5 * SECONDS, None, State.WELL),
        (5 * SECONDS, 100 * SECONDS, State.WELL),
        (5 * SECONDS, 3 * MINUTES, State.STUCK),
        (50 * SECONDS, None, State.WELL),
        (2 * MINUTES, None, State.SILENT),
        (2 * MINUTES, 10 * MINUTES, State.SILENT),
    ],
)
def test_how_a_worker_is_follows_from_its_last_beat(
    db: None, silent_for: timedelta, busy_for: timedelta | None, state: State
) -> None:
    worker(silent_for=silent_for, busy_for=busy_for)
    # Whatever the clock of this machine says: workers and web processes may be on several.
    with patch.object(timezone, "now", lambda: datetime(2040, 1, 1, tzinfo=UTC)):
        (found,) = known_workers()
    assert found.state is state


def test_a_dead_worker_is_forgotten_after_a_day(db: None) -> None:
    worker(silent_for=timedelta(hours=23), place="young")
    worker(silent_for=timedelta(hours=25), place="old")
    assert [found.place for found in known_workers()] == ["young"]
    assert forget_dead_workers() == 1
    assert [row.place for row in WorkerHeartbeat.objects.all()] == ["young"]


# What machines are told


@pytest.mark.parametrize(
    ("silent_for", "busy_for", "words"),
    [
        (5 * SECONDS, 10 * MINUTES, "A worker is stuck: it has been at one piece of work for 10 minutes."),
        (7 * MINUTES, None, "No worker is running: the last one was heard of 7 minutes ago."),
        (None, None, "No worker is running."),
    ],
)
def test_without_a_worker_that_gets_on_the_address_for_it_answers_503(
    client: Client, db: None, silent_for: timedelta | None, busy_for: timedelta | None, words: str
) -> None:
    if silent_for is not None:
        worker(silent_for=silent_for, busy_for=busy_for)
    answer = client.get("/readyz?worker", headers={"accept-language": "de"})
    assert (answer.status_code, answer.content.decode()) == (503, f"{words}\n")
    assert "no-store" in answer.headers["Cache-Control"]
    assert client.get("/readyz").status_code == 200, "pages can be served all the same"
    worker()
    assert client.get("/readyz?worker").status_code == 200, "one that is well is enough"


def test_who_asks_for_pages_alone_takes_one_query(
    client: Client, db: None, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        client.get("/readyz")
    with django_assert_num_queries(2):
        client.get("/readyz?worker")


# What people are told


def test_everybody_in_the_admin_sees_that_no_worker_runs(
    admin_client: Client, viewer_client: Client, petition: Petition
) -> None:
    pages = {
        "the home page": (viewer_client, reverse("wagtailadmin_home")),
        "the petitions": (viewer_client, reverse("petitions:index")),
        "an administrator's": (admin_client, reverse("wagtailadmin_home")),
    }
    for name, (client, url) in pages.items():
        assert "No worker is running." in client.get(url).content.decode(), name
    worker()
    for name, (client, url) in pages.items():
        assert "worker" not in client.get(url).content.decode().partition("<main")[2], name
    worker(busy_for=4 * MINUTES, place="web2:1")
    for name, (client, url) in pages.items():
        assert "A worker is stuck" in client.get(url).content.decode(), name
