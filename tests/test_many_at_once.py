"""Many people at once, and some who only pretend to send something: the hub goes on answering.

The server is started as docs/operators.md says, on a database that takes a hundred connections.
"""

from __future__ import annotations

import re
import socket
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.db import connection
from postgres import TemporaryPostgres, temporary_postgres

from .crowd import post_forms
from .running_hub import PROJECT, SERVER_PROCESSES, SERVER_THREADS, RunningHub
from .visitors import SIGN_PATH, wording_of_form

pytestmark = [pytest.mark.fault]

AT_ONCE = 150
A_THOUSAND = 1_000
# Seconds that somebody waits for an answer then: a slow machine takes some fifty forms a second.
PATIENCE = 120
STORED = "from petition_blocks.signature.models import Submission; print(Submission.objects.count())"
SLOW_ONES = 40
# Where the slow ones come from: another address than everybody else's.
ELSEWHERE = "127.0.0.2"
MANUAL = (PROJECT / "docs" / "operators.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory, first_hub: Path) -> Iterator[RunningHub]:
    """A hub whose server runs; nobody mails. Its database is its own, so all tests here share it."""
    running = RunningHub(tmp_path_factory.mktemp("hub"), mail_port=9)
    running.set_up_as_others_did(first_hub)
    running.start_server()
    yield running
    running.kill_server()


def read(url: str, headers: dict[str, str] | None = None) -> str:
    request = urllib.request.Request(url, headers=headers or {})  # noqa: S310
    with urllib.request.urlopen(request, timeout=20) as response:  # noqa: S310
        return str(response.read().decode())


def form(email: str, wording: str) -> dict[str, str]:
    fields = {"name": "Ada Lovelace", "email": email, "country": "BE", "updates": "no"}
    return fields | {"wording": wording, "via": "home"}


@pytest.mark.postgres
def test_everybody_who_signs_at_once_is_accepted(hub: RunningHub, db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    with connection.cursor() as cursor:
        cursor.execute("SHOW max_connections")
        assert cursor.fetchone()[0] == "100", "more would hide who takes too many"
    wording = wording_of_form(read(f"{hub.url}{SIGN_PATH}"))
    forms = [form(f"signer{number}@example{number % 50}.org", wording) for number in range(AT_ONCE)]
    assert post_forms(hub.port, SIGN_PATH, forms) == [303] * AT_ONCE
    name = hub.environment["DATABASE_URL"].rpartition("/")[2].partition("?")[0]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = %s", [name])
        assert 0 < cursor.fetchone()[0] <= SERVER_PROCESSES * (SERVER_THREADS + 1)


@contextmanager
def reading(url: str) -> Iterator[list[tuple[int, float]]]:
    """Let somebody read a page again and again; give the status of each answer, and the seconds it took."""
    over = threading.Event()
    answers: list[tuple[int, float]] = []

    def read_on() -> None:
        while not over.is_set():
            began = time.monotonic()
            try:
                with urllib.request.urlopen(url, timeout=PATIENCE) as response:  # noqa: S310
                    status = response.status
            except urllib.error.HTTPError as refused:
                status = refused.code
            answers.append((status, time.monotonic() - began))

    reader = threading.Thread(target=read_on)
    reader.start()
    try:
        yield answers
    finally:
        over.set()
        reader.join()


@pytest.fixture
def database_server() -> Iterator[TemporaryPostgres]:
    """A server all of whose connections may be taken: other tests have another one."""
    with temporary_postgres() as server:
        yield server


@pytest.mark.full
@pytest.mark.postgres
@pytest.mark.parametrize(
    ("processes", "threads"),
    [
        pytest.param(SERVER_PROCESSES, SERVER_THREADS, id="as the manual says"),
        # A hundred connections are fewer, so some are told to try again.
        pytest.param(4, 32, id="more threads than connections"),
    ],
)
def test_a_thousand_at_once_are_thanked_and_kept_or_told_to_try_again(
    processes: int, threads: int, tmp_path: Path, database_server: TemporaryPostgres
) -> None:
    hub = RunningHub(tmp_path, mail_port=9, database=database_server.url)
    hub.environment |= {"PAGE_CACHE_SECONDS": "60"}
    hub.environment |= {"WEB_PROCESSES": str(processes), "WEB_THREADS": str(threads)}
    hub.set_up()
    hub.start_server()
    try:
        wording = wording_of_form(read(f"{hub.url}{SIGN_PATH}"))
        forms = [form(f"signer{number}@example{number % 97}.org", wording) for number in range(A_THOUSAND)]
        with reading(f"{hub.url}/en/") as pages:
            answers = Counter(post_forms(hub.port, SIGN_PATH, forms, patience=PATIENCE))
    finally:
        hub.kill_server()
    stored = int(hub.run("manage.py", "shell", "-v0", "-c", STORED).split()[-1])
    assert answers[303] + answers[503] == A_THOUSAND, answers
    assert stored == answers[303], "whoever was thanked is kept, and nobody else"
    if threads == SERVER_THREADS:
        assert answers[503] == 0
        assert {status for status, _seconds in pages} == {200}, "pages are as ever"
    else:
        assert answers[503] > 0, "this is about too many"


def test_the_manual_starts_no_more_threads_than_a_database_has_connections() -> None:
    """Each thread of the server keeps a connection, and there are twice as many while it is renewed."""
    told = re.findall(r"WEB_PROCESSES=(\d+), WEB_THREADS=(\d+)", MANUAL)
    assert told == [(str(SERVER_PROCESSES), str(SERVER_THREADS))]
    assert 2 * SERVER_PROCESSES * (SERVER_THREADS + 1) <= 64, "a hundred less what workers and commands need"


def test_those_who_send_a_byte_now_and_then_stop_nobody(hub: RunningHub) -> None:
    """Forty bodies that never come would each hold a thread, and there are sixteen."""
    wording = wording_of_form(read(f"{hub.url}{SIGN_PATH}"))
    head = (
        f"POST {SIGN_PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\n"
    )
    with ExitStack() as stack:
        slow = [
            stack.enter_context(
                socket.create_connection(("127.0.0.1", hub.port), source_address=(ELSEWHERE, 0))
            )
            for _number in range(SLOW_ONES)
        ]
        for one in slow:
            one.sendall(head.encode() + b"name=")
        # Each of these would wait for as long as the slow ones like.
        for number in range(20):
            assert "<form" in read(f"{hub.url}{SIGN_PATH}?number={number}")
        assert post_forms(hub.port, SIGN_PATH, [form("ada@example.org", wording)]) == [303]
        refused = [one for one in slow if _answer_of(one).startswith(b"HTTP/1.1 503")]
        assert len(refused) >= SLOW_ONES - 2 * SERVER_PROCESSES, "a process waits for two of one address"
    body = urlencode(form("bob@example.org", wording)).encode()
    with socket.create_connection(("127.0.0.1", hub.port), timeout=20) as patient:
        patient.sendall(head.replace("500", str(len(body))).encode() + body[:50])
        patient.sendall(body[50:])
        assert patient.recv(100).startswith(b"HTTP/1.1 303"), "a form in two pieces is a form"


def _answer_of(one: socket.socket) -> bytes:
    one.settimeout(2)
    try:
        return one.recv(100)
    except TimeoutError:
        return b""


def test_granian_cannot_tell_a_header_from_one_with_underscores(hub: RunningHub) -> None:
    """When this fails, the server drops them, and neither proxies nor `check_proxy` need to."""
    assert "underscores arrive" in read(f"{hub.url}/healthz", {"Hub_Probe": "1"})
