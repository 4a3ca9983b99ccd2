"""Killed again and again, the hub loses nothing that it has acknowledged, and counts exactly."""

from __future__ import annotations

import json
import ssl
import threading
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from .crowd import Crowd, post_all
from .mail_server import MailServer
from .running_hub import RunningHub
from .visitors import SIGN_PATH, mailed_path, wording_of_form

pytestmark = [pytest.mark.fault]

SIGN_SECONDS = 120
MAIL_SECONDS = 900
# So many more workers are started at most, each until it finds nothing more to do.
LAST_WORKERS = 20
# The numbers say, besides the confirmed signatures, how many addresses still have to confirm.
SET_UP = """
petition = page.petition
petition.counting_mode = "awaiting"
petition.save()
"""


@pytest.fixture
def hub(tmp_path: Path, mail_server: MailServer, db: None) -> Iterator[RunningHub]:
    """A hub with server and worker, both running."""
    running = RunningHub(tmp_path, mail_server.port)
    running.set_up(SET_UP)
    running.start_server()
    running.start_worker()
    yield running
    running.kill_worker()
    running.kill_server()


def read(url: str) -> str:
    with urllib.request.urlopen(url, timeout=60) as response:  # noqa: S310
        return str(response.read().decode())


def count(hub: RunningHub) -> dict[str, int]:
    """Return the petition's numbers, as anybody may read them."""
    numbers: dict[str, int] = json.loads(read(f"{hub.url}{hub.count_path}"))
    return numbers


@dataclass
class Inbox:
    """The mails of everybody: whom one came to, and which links wait to be followed."""

    mail_server: MailServer
    # What trusts the certificate of the server that links are followed to, if it speaks HTTPS.
    trust: ssl.SSLContext | None = None
    reached: set[str] = field(default_factory=set)
    # Link → the address it was mailed to. A link goes when the hub has said that it counts.
    links: dict[str, str] = field(default_factory=dict)
    confirmed: set[str] = field(default_factory=set)
    _read: int = 0

    def read_new_mails(self) -> None:
        """Take note of the mails that have come since the last time."""
        mails = self.mail_server.mails[self._read :]
        self._read += len(mails)
        for mail in mails:
            self.reached.add(mail.recipients[0])
            if path := mailed_path(mail.text):
                self.links[path] = mail.recipients[0]

    def wait_for(self, urls: set[str], seconds: float) -> bool:
        """Wait until each of the addresses has had a mail; return whether it had in time."""

        def all_reached() -> bool:
            self.read_new_mails()
            return urls <= self.reached

        return self.mail_server.wait_until(all_reached, seconds)

    def confirm_all(self, port: int) -> None:
        """Follow the links that wait. One that nobody answered goes on waiting."""
        self.read_new_mails()

        def note(path: str, status: int | None) -> None:
            # 303: it counts now; 200: it counted before, or another link of the address did; 410: the address
            # has confirmed by another link, and all that waited for it is erased.
            if status in (303, 200) or (status == 410 and self.links[path] in self.confirmed):
                self.confirmed.add(self.links.pop(path))

        post_all(port, list(self.links), note, self.trust)


@pytest.mark.parametrize(
    ("rounds", "signatures_a_round", "pace"),
    [
        (3, 30, 50),
        pytest.param(20, 200, 200, marks=[pytest.mark.full, pytest.mark.postgres]),
    ],
)
def test_killing_server_and_worker_loses_no_acknowledged_signature(
    hub: RunningHub, mail_server: MailServer, rounds: int, signatures_a_round: int, pace: int
) -> None:
    crowd = Crowd(hub.port, SIGN_PATH, wording_of_form(read(f"{hub.url}{SIGN_PATH}")), pace)
    inbox = Inbox(mail_server)
    over = threading.Event()

    def confirm_as_mails_come() -> None:
        while not over.is_set():
            inbox.confirm_all(hub.port)
            with mail_server.arrival:
                mail_server.arrival.wait(1)

    confirming = threading.Thread(target=confirm_as_mails_come)
    with crowd.signing():
        confirming.start()
        try:
            for round_number in range(1, rounds + 1):
                assert crowd.wait_for(round_number * signatures_a_round, SIGN_SECONDS)
                # The server alone, the worker alone, both.
                if round_number % 3 != 2:
                    hub.kill_server()
                if round_number % 3 != 1:
                    hub.kill_worker()
                    hub.start_worker()
                if round_number % 3 != 2:
                    hub.start_server()
        finally:
            over.set()
            confirming.join()

    assert inbox.wait_for(crowd.acknowledged, MAIL_SECONDS), "a signature was acknowledged and lost"
    hub.kill_worker()
    # Besides, there may be people whom the hub has noted and was killed before it could tell them.
    for _worker in range(LAST_WORKERS):
        hub.work_once("--lease", "2")
        inbox.confirm_all(hub.port)
        if not inbox.links and count(hub)["awaiting"] == 0:
            break
    assert inbox.links == {}, "a link that was mailed doesn't count"
    assert inbox.confirmed == inbox.reached >= crowd.acknowledged
    before_folding = count(hub)
    hub.work_once()
    assert count(hub) == before_folding
    assert before_folding["confirmed"] == len(inbox.reached)
    assert before_folding["awaiting"] == 0
