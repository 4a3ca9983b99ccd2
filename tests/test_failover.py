"""The database's machine dies while people sign: the second one takes over, and loses nobody who was thanked.

Set up as docs/operators.md says, with the settings and the address that stand there.
"""

from __future__ import annotations

import os
import re
import signal
import time
import urllib.error
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from bs4 import BeautifulSoup
from postgres import TemporaryPostgres

from .crowd import Crowd
from .mail_server import MailServer
from .running_hub import PROJECT, RunningHub, free_port
from .test_faults import Inbox, count, read
from .visitors import SIGN_PATH, Answer, people, wording_of_form

pytestmark = [pytest.mark.fault, pytest.mark.full, pytest.mark.postgres]

MANUAL = (PROJECT / "docs" / "operators.md").read_text(encoding="utf-8")
ADDRESS = re.compile(r"^DATABASE_URL=postgres://\S+@(db1\S*,db2\S*)/campaign_hub(\?\S+)$", re.MULTILINE)
SETTING = re.compile(r"^synchronous_standby_names = '(\S+)'$", re.MULTILINE)
FOLLOWS_AS = re.compile(r"application_name=(\S+?)\"")
SIGN_SECONDS = 120
MAIL_SECONDS = 300
# How long the standby is out of reach before the primary dies, and what was on its way before is answered.
CUT_OFF_SECONDS = 3
SETTLED_SECONDS = 1
LAST_WORKERS = 20


class TwoDatabases:
    """A primary and a standby that has all that the primary has acknowledged."""

    def __init__(self) -> None:
        ports = [free_port(), free_port()]
        self.primary, self.standby = (
            TemporaryPostgres(durable=True, settings={"listen_addresses": "127.0.0.1", "port": str(port)})
            for port in ports
        )
        found = ADDRESS.search(MANUAL)
        assert found is not None, "the manual says how the hub reaches both"
        self.url = f"postgres://hub@127.0.0.1:{ports[0]},127.0.0.1:{ports[1]}/hub{found[2]}"

    def start_primary(self) -> None:
        """Start the first server, with an empty database."""
        self.primary.create()
        self.primary.start()
        self.primary.create_database()

    def start_standby(self) -> None:
        """Copy the primary, follow it, and from then on wait for the copy at each commit."""
        follows_as, waited_for = FOLLOWS_AS.search(MANUAL), SETTING.search(MANUAL)
        assert follows_as is not None
        assert waited_for is not None
        self.standby.create_as_standby(
            f"host=127.0.0.1 port={self.primary.port} user=hub application_name={follows_as[1]}"
        )
        self.standby.start()
        with self.asking_primary() as database:
            database.execute(f"ALTER SYSTEM SET synchronous_standby_names = '{waited_for[1]}'")
            database.execute("SELECT pg_reload_conf()")
            deadline = time.monotonic() + SIGN_SECONDS
            while self._state_of_standby(database) != "sync":
                assert time.monotonic() < deadline, "the standby is not waited for"
                time.sleep(0.1)

    @contextmanager
    def asking_primary(self) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
        """Open a connection to the primary, whatever the hub does."""
        with psycopg.connect(
            f"host=127.0.0.1 port={self.primary.port} user=hub dbname=hub", autocommit=True
        ) as database:
            yield database

    def cut_off_standby(self) -> None:
        """Let nothing more reach the standby, as when the line between the machines is down."""
        with self.asking_primary() as database:
            row = database.execute("SELECT pid FROM pg_stat_replication").fetchone()
        assert row is not None
        os.kill(int(str(row[0])), signal.SIGSTOP)

    @staticmethod
    def _state_of_standby(database: psycopg.Connection[tuple[object, ...]]) -> object:
        row = database.execute("SELECT sync_state FROM pg_stat_replication").fetchone()
        return row and row[0]

    def remove(self) -> None:
        """Leave nothing of either behind."""
        self.primary.remove()
        self.standby.remove()


@pytest.fixture
def databases() -> Iterator[TwoDatabases]:
    """Two servers, of which the first one runs."""
    both = TwoDatabases()
    try:
        both.start_primary()
        yield both
    finally:
        both.remove()


@pytest.fixture
def hub(
    databases: TwoDatabases, tmp_path: Path, mail_server: MailServer, django_db_setup: None
) -> Iterator[RunningHub]:
    """A hub on both, with server and worker."""
    running = RunningHub(tmp_path, mail_server.port, database=databases.url)
    running.set_up()
    databases.start_standby()
    running.start_server()
    running.start_worker()
    yield running
    running.kill_worker()
    running.kill_server()


def hidden_fields(answer: Answer) -> dict[str, str]:
    """Return what the page's button would hand in again."""
    page = BeautifulSoup(answer.text, "html.parser")
    return {str(field["name"]): str(field["value"]) for field in page.select("form input[type=hidden]")}


def test_the_standby_takes_over_with_all_that_was_acknowledged(
    databases: TwoDatabases, hub: RunningHub, mail_server: MailServer
) -> None:
    wording = wording_of_form(read(f"{hub.url}{SIGN_PATH}"))
    crowd = Crowd(hub.port, SIGN_PATH, wording, pace=50)
    visitor = next(people())
    with crowd.signing():
        assert crowd.wait_for(100, SIGN_SECONDS)
        databases.cut_off_standby()
        time.sleep(SETTLED_SECONDS)
        known = len(crowd.acknowledged)
        time.sleep(CUT_OFF_SECONDS)
        assert len(crowd.acknowledged) == known, "somebody was thanked whom one machine alone has"
        databases.primary.kill()

        answer = visitor.ask(hub.port, SIGN_PATH, visitor.fields(wording))
        assert answer.status == 503
        assert hidden_fields(answer) == visitor.fields(wording), "what was typed is on the page"
        with pytest.raises(urllib.error.HTTPError) as refused:
            read(f"{hub.url}/en/")
        assert refused.value.code == 503
        assert refused.value.headers["Retry-After"]

        databases.standby.promote()
        assert visitor.ask(hub.port, urlsplit(SIGN_PATH).path, hidden_fields(answer)).status == 303
        assert "<form" in read(f"{hub.url}{SIGN_PATH}")
        assert crowd.wait_for(known + 100, SIGN_SECONDS), "people sign on the second machine"

    # The same worker, which has seen one database go and another one come.
    inbox = Inbox(mail_server)
    thanked = crowd.acknowledged | {visitor.email}
    assert inbox.wait_for(thanked, MAIL_SECONDS), "a signature was acknowledged and lost"
    hub.kill_worker()
    for _worker in range(LAST_WORKERS):
        inbox.confirm_all(hub.port)
        hub.work_once("--lease", "2")
        inbox.read_new_mails()
        if not inbox.links:
            break
    assert inbox.confirmed == inbox.reached >= thanked
    assert count(hub)["confirmed"] == len(inbox.reached)
