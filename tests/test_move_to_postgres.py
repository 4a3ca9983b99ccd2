"""A hub that has outgrown SQLite moves to PostgreSQL, and nobody notices but by its speed."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.error
import urllib.request
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import environ
import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from petition_blocks.backups.snapshot import snapshot_of
from petition_blocks.backups.tables import KEPT, LEFT_OUT, tables_of
from petition_blocks.backups.throwaway_hub import connection_to
from petition_blocks.backups.values import JSON, TEXT

from .mail_server import MailServer
from .migrated_database import new_postgres
from .running_hub import PROJECT, RunningHub, _url_of
from .visitors import mailed_path, people, wording_of_form

pytestmark = [pytest.mark.postgres, pytest.mark.slow, pytest.mark.full]

SITEMAP_URL = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
SIGN_PATH = "/en/sign/seen-not-scanned/"
# Beside the pages of the sitemap.
OTHERS = [SIGN_PATH, "/sitemap.xml", "/petitions/seen-not-scanned/count.json"]
SEARCHES = ["/en/search/?q=camera", "/de/search/?q=kamera"]


@pytest.fixture
def demo(
    tmp_path: Path, mail_server: MailServer, loaded_demo: Path, django_db_setup: None, db: None
) -> Iterator[RunningHub]:
    """The demo on SQLite, with nothing running."""
    hub = RunningHub(tmp_path, mail_server.port, demo=True)
    hub.set_up_as_others_did(loaded_demo)
    yield hub
    hub.kill_worker()
    hub.kill_server()


@pytest.fixture
def empty_postgres(db: None) -> str:
    """The address of a database that holds what migrations make, and nothing else."""
    assert connection.vendor == "postgresql"
    name = f"hub_{uuid4().hex[:12]}"
    new_postgres(connection, name)
    return _url_of(name)


def fetched(hub: RunningHub, path: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(hub.url + path, timeout=60) as answer:  # noqa: S310
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def public_pages(hub: RunningHub) -> dict[str, tuple[int, bytes]]:
    """Return all that the hub's sitemap names, and what else visitors ask for."""
    _status, sitemap = fetched(hub, "/sitemap.xml")
    paths = [urlsplit(str(found.text)).path for found in ElementTree.fromstring(sitemap).iter(SITEMAP_URL)]  # noqa: S314  (our own)
    assert len(paths) > 40
    return {path: fetched(hub, path) for path in [*paths, *OTHERS]}


def found_pages(hub: RunningHub) -> list[list[str]]:
    """Return what the search finds, in whatever order: each database has its own way to rank."""
    found = []
    for path in SEARCHES:
        _status, page = fetched(hub, path)
        results = BeautifulSoup(page, "html.parser").select("main a[href]")
        found.append(sorted(str(link["href"]) for link in results))
    return found


def all_rows(database: BaseDatabaseWrapper) -> dict[str, list[str]]:
    """Return all rows but those of the search, in a way that is the same for both databases."""
    rows = {}
    with snapshot_of(database, leave_out_ending=False) as snapshot:
        for table in tables_of([*KEPT, *LEFT_OUT]):
            columns = sorted(snapshot.columns(table), key=lambda column: column.name)
            texts = [column.kind in (TEXT, JSON) for column in columns]
            rows[table] = sorted(
                json.dumps([plain(value) if text else value for value, text in zip(row, texts, strict=True)])
                for row in snapshot.rows(table, columns)
            )
    return rows


def plain(value: str | None) -> str | None:
    """Return JSON in one order and spelling: PostgreSQL has its own. Other texts stay."""
    if not value or value[0] not in "{[":
        return value
    try:
        return json.dumps(json.loads(value), sort_keys=True)
    except ValueError:
        return value


def moved(hub: RunningHub, url: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", "move_to_postgres", url],
        env=hub.environment,
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_moved_hub_shows_and_does_what_it_did(
    demo: RunningHub, empty_postgres: str, mail_server: MailServer
) -> None:
    demo.start_server()
    before, found = public_pages(demo), found_pages(demo)
    assert all(len(links) > 2 for links in found)
    refused = moved(demo, empty_postgres)
    assert refused.returncode == 1
    assert "Stop its web processes and its workers first" in refused.stderr
    demo.kill_server()

    answer = moved(demo, empty_postgres)
    assert answer.returncode == 0, answer.stderr
    own = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(demo.folder / "hub.sqlite3")}
    with (
        closing(connection_to(own)) as of_sqlite,
        closing(connection_to(environ.Env.db_url_config(empty_postgres))) as of_postgres,
    ):
        assert all_rows(of_postgres) == all_rows(of_sqlite)
    again = moved(demo, empty_postgres)
    assert "not empty" in again.stderr

    demo.environment["DATABASE_URL"] = empty_postgres
    demo.start_server()
    after = public_pages(demo)
    assert {path for path in before if after.get(path) != before[path]} == set()
    assert set(after) == set(before)
    assert found_pages(demo) == found

    # Keys go on where they were: somebody signs, is mailed and confirms.
    demo.start_worker()
    person = next(people())
    form = person.ask(demo.port, SIGN_PATH)
    answers = {"country": "BE", "postcode": "1000", "updates": "no", "partner": "no", "show_name": "no"}
    fields = person.fields(wording_of_form(form.text)) | answers
    assert person.ask(demo.port, SIGN_PATH, fields).status == 303
    assert mail_server.wait_until(lambda: len(mail_server.mails) > 0, 600)
    confirmed = person.press(demo.port, mailed_path(mail_server.mails[0].text), "Confirm my signature")
    assert "Your signature counts." in confirmed.text


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqlite:////tmp/other.sqlite3", "Name a PostgreSQL database"),
        ("nonsense", "Name a PostgreSQL database"),
        ("postgres://nobody:wrong@127.0.0.1:1/nowhere", "did not take part"),
    ],
)
def test_what_is_no_database_to_move_to_is_refused_in_words(demo: RunningHub, url: str, said: str) -> None:
    answer = moved(demo, url)
    assert answer.returncode == 1
    assert said in answer.stderr
    assert "wrong@" not in answer.stderr, "no password"
