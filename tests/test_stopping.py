"""Asked to stop, a process finishes what it has begun: nobody's form is lost, and no mail goes twice."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from campaign_site.models import WorkerHeartbeat
from petition_blocks.signature.models import Submission

from .mail_server import MailServer
from .running_hub import RunningHub
from .test_faults import read
from .visitors import SIGN_PATH, wording_of_form

pytestmark = [pytest.mark.slow, pytest.mark.fault]

# A worker ends within seconds; machines that test have slow cores.
STOP_SECONDS = 30
MAIL_SECONDS = 60


@pytest.fixture
def hub(tmp_path: Path, mail_server: MailServer, first_hub: Path, db: None) -> Iterator[RunningHub]:
    """A hub whose processes a test starts."""
    running = RunningHub(tmp_path, mail_server.port)
    running.set_up_as_others_did(first_hub)
    yield running
    running.kill_worker()
    running.kill_server()


def mails(hub: RunningHub) -> dict[str, int]:
    """Return how many mails a mail server has accepted, and how many wait."""
    accepted = [moment is not None for (moment,) in hub.rows(Submission.objects.values("mail_accepted_at"))]
    return {"accepted": sum(accepted), "waiting": len(accepted) - sum(accepted)}


def workers(hub: RunningHub) -> list[str]:
    """Return the places where workers run, as they say themselves."""
    return [place for (place,) in hub.rows(WorkerHeartbeat.objects.values("place"))]


def form(hub: RunningHub) -> bytes:
    """Return a form filled in."""
    return urlencode(
        {
            "name": "Ada Lovelace",
            "email": "ada@example.org",
            "country": "BE",
            "updates": "no",
            "wording": wording_of_form(read(f"{hub.url}{SIGN_PATH}")),
            "via": "home",
        }
    ).encode()


def head(hub: RunningHub, content: bytes) -> bytes:
    """Return the head of the request that sends the form."""
    return (
        f"POST {SIGN_PATH} HTTP/1.1\r\nHost: 127.0.0.1:{hub.port}\r\nConnection: close\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    ).encode()


def ask_to_stop(process: subprocess.Popen[bytes] | None) -> float:
    """Send the signal that systemd and Docker send, wait for the end, and return the seconds that it took."""
    assert process is not None
    began = time.monotonic()
    os.kill(process.pid, signal.SIGTERM)
    assert process.wait(STOP_SECONDS) == 0
    return time.monotonic() - began


def test_a_form_that_is_arriving_when_the_server_is_asked_to_stop_is_answered_and_kept(
    hub: RunningHub,
) -> None:
    hub.start_server()
    content = form(hub)
    with socket.create_connection(("127.0.0.1", hub.port), timeout=STOP_SECONDS) as line:
        line.sendall(head(hub, content) + content[:20])
        # A thread of the server is reading it by now.
        time.sleep(1)
        stopping = threading.Timer(0, ask_to_stop, [hub.server])
        stopping.start()
        time.sleep(1)
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(("127.0.0.1", hub.port), timeout=1)
        line.sendall(content[20:])
        answer = line.makefile("rb").readline()
    stopping.join()
    assert b" 303 " in answer
    assert mails(hub) == {"accepted": 0, "waiting": 1}


def test_a_mail_under_way_when_the_worker_is_asked_to_stop_goes_once_and_never_twice(
    hub: RunningHub, mail_server: MailServer
) -> None:
    hub.start_server()
    content = form(hub)
    with socket.create_connection(("127.0.0.1", hub.port), timeout=STOP_SECONDS) as line:
        line.sendall(head(hub, content) + content)
        assert b" 303 " in line.makefile("rb").readline()
    mail_server.seconds = 5
    hub.start_worker()
    assert mail_server.wait_until(lambda: mail_server.under_way == 1, MAIL_SECONDS)
    assert mail_server.mails == []
    assert ask_to_stop(hub.worker) < mail_server.seconds + 10
    mail_server.seconds = 0
    assert len(mail_server.mails) == 1
    assert mails(hub) == {"accepted": 1, "waiting": 0}
    assert workers(hub) == []
    # Longer than what the first worker had taken the mail for.
    time.sleep(2)
    hub.work_once("--lease", "2")
    assert len(mail_server.mails) == 1


def test_a_worker_that_waits_ends_at_once_and_leaves_no_heartbeat(hub: RunningHub) -> None:
    hub.start_worker()
    deadline = time.monotonic() + MAIL_SECONDS
    while not workers(hub):
        assert time.monotonic() < deadline, "a worker that runs says so"
        time.sleep(0.1)
    ask_to_stop(hub.worker)
    assert workers(hub) == []
