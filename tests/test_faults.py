"""Killed at any moment, the hub loses no signature that it has acknowledged."""

from __future__ import annotations

import json
import re
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .running_hub import RunningHub

pytestmark = [pytest.mark.fault]

SIGNERS = 4
ROUNDS = 3
SIGNATURES_A_ROUND = 25
MAIL_SECONDS = 60


@pytest.fixture
def hub(tmp_path: Path, mail_server: Any, db: None) -> Iterator[RunningHub]:
    """A hub with server and worker, both running."""
    running = RunningHub(tmp_path, mail_server.port)
    running.set_up()
    running.start_server()
    running.start_worker()
    yield running
    running.kill_worker()
    running.kill_server()


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """Shows the answer to a form itself, not the page that it leads to."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """Follow nothing."""


OPENER = urllib.request.build_opener(NoRedirect)


def post(address: str, fields: dict[str, str]) -> int | None:
    """Return the status that a form is answered with, or None if there was no answer."""
    try:
        return int(OPENER.open(address, urllib.parse.urlencode(fields).encode(), timeout=10).status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as response:  # noqa: S310
        return str(response.read().decode())


def test_killing_server_and_worker_loses_no_acknowledged_signature(hub: RunningHub, mail_server: Any) -> None:
    form = read(f"{hub.address}/en/sign/unwatched/")
    wording = re.search(r'name="wording"[^>]*value="([0-9a-f]{64})"', form)
    assert wording is not None
    acknowledged: list[str] = []
    enough = threading.Event()
    progress = threading.Condition()

    def sign_until_enough(signer: int) -> None:
        number = 0
        while not enough.is_set():
            number += 1
            email = f"signer{signer}-{number}@example.org"
            fields = {
                "name": "Ada Lovelace",
                "email": email,
                "country": "BE",
                "updates": "no",
                "wording": wording[1],
                "via": "home",
            }
            if post(f"{hub.address}/en/sign/unwatched/", fields) == 303:
                with progress:
                    acknowledged.append(email)
                    progress.notify_all()
            else:
                # The server is being killed or started: don't try a thousand times a second.
                enough.wait(0.05)

    signers = [threading.Thread(target=sign_until_enough, args=[signer]) for signer in range(SIGNERS)]
    for signer in signers:
        signer.start()
    try:
        for round_number in range(1, ROUNDS + 1):
            with progress:
                wanted = round_number * SIGNATURES_A_ROUND
                assert progress.wait_for(lambda: len(acknowledged) >= wanted, 60)  # noqa: B023
            hub.kill_worker()
            hub.kill_server()
            hub.start_server()
            hub.start_worker()
    finally:
        enough.set()
        for signer in signers:
            signer.join()

    def everybody_has_a_mail() -> bool:
        return set(acknowledged) <= {mail.recipients[0] for mail in mail_server.mails}

    assert mail_server.wait_until(everybody_has_a_mail, MAIL_SECONDS), "a signature was acknowledged and lost"

    links = {
        mail.recipients[0]: match[0]
        for mail in mail_server.mails
        if (match := re.search(r"http://\S+/confirm/\S+", mail.text))
    }
    for link in links.values():
        assert post(link, {}) == 303
        assert post(link, {}) == 200
    count = json.loads(read(f"{hub.address}/petitions/unwatched/count.json"))
    assert count["confirmed"] == len(links) >= len(acknowledged)
