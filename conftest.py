"""What the tests of every app share: a fresh start, and a real SMTP server.

Fixtures for the browser are in tests/conftest.py.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.core.cache import caches
from django.db import connection
from django.utils import translation
from modelsearch.backends.base import BaseSearchBackend
from pytest_django.fixtures import Settings
from xdist.scheduler import LoadScopeScheduling

from campaign_site import renewals, sign_in_form
from campaign_site.redis_cache import outages
from editorial.interface_words import in_force
from editorial.readings import forget_readings
from petition_blocks.signing.known_registers import forget_registers
from tests.indexes import nothing_is_noted
from tests.later_tasks import LaterTasks
from tests.mail_server import LOOPBACK, MailServer, running_mail_server
from tests.migrated_database import copy_databases
from tests.quick_pictures import make_pictures_quickly

make_pictures_quickly()
pytest_plugins = ["tests.fixtures", "petition_blocks.tests.admin_users"]
PROJECT = Path(__file__).parent


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Take the tests' database from one that has gone through all migrations before."""
    copy_databases(connection)


# What may well differ between SQLite and PostgreSQL: locks, transactions, conflicts, folded letters, raw SQL,
# orders, odd characters, what is left in files. `make test` runs these on both, and what is marked so
# elsewhere; `make test-full` runs all tests on both.
ON_BOTH_DATABASES = {
    "campaign_site/tests": ["error_views", "heartbeat", "search", "views"],
    "editorial/tests": ["invalidate_pages"],
    "editorial/queue/tests": ["leases"],
    "petition_blocks/tests": ["properties"],
    "petition_blocks/abuse/tests": ["abuse_ladder", "domain_rules", "quarantine"],
    "petition_blocks/counting/tests": ["counting", "offline"],
    "petition_blocks/erasure/tests": ["erasing"],
    "petition_blocks/exports/tests": ["exports", "opening_exports"],
    "petition_blocks/mailing/tests": ["mail_counts", "mail_queue", "no_more_mail"],
    "petition_blocks/petition/tests": ["registers"],
    "petition_blocks/signatory/tests": [
        "subject_access_requests",
        "lost_link",
        "not_me",
        "shown_names",
        "withdrawing",
    ],
    "petition_blocks/signing/tests": [
        *("concurrency", "confirming", "correcting", "database_takes_nothing", "signing", "two_an_email"),
    ],
    "tests": ["export_faults", "faults", "many_at_once", "nothing_readable", "odd_inputs", "stopping"],
}


# Whoever uses these opens pages of the admin, walks a whole site, or has mails sent by a real server:
# `make test-fast` leaves it out, as it does what is marked `slow` by itself.
SLOW_FIXTURES = {
    "admin",
    "admin_client",
    "administrator_client",
    "editor",
    "empty_storage",
    "full_page",
    "keeper",
    "mail_server",
    "place",
    "second_keeper",
    "signed_page",
    "small_site",
    "translator",
    "viewer_client",
    "writer_client",
}


# Tests that look for words, or where something is used, in most of what they do.
LOOKING_UP = {
    PROJECT / name
    for name in (
        "campaign_site/tests/test_impossible_input.py",
        "campaign_site/tests/test_odd_headers.py",
        "campaign_site/tests/test_search.py",
        "coalition/tests/test_members_in_the_admin.py",
        "editorial/bin/tests/test_bin.py",
        "editorial/tests/test_image_search.py",
        "editorial/tests/test_loose_ends.py",
        "editorial/tests/test_sections.py",
        "tests/test_every_block_in_every_state.py",
        "tests/test_odd_inputs.py",
        "tests/test_places_of_pages.py",
        "tests/test_published_changes.py",
        "tests/test_second_site.py",
    )
}


class ClassesTogether(LoadScopeScheduling):
    """Gives each process the next test; those of a class, which may share their setting up, go together."""

    def _split_scope(self, nodeid: str) -> str:
        """Return what the test belongs to: its class, or itself."""
        name = nodeid.partition("[")[0]
        return name.rpartition("::")[0] if name.count("::") > 1 else nodeid


# The `loadgroup` of pytest-xdist 3.8 groups nothing with pytest 9.2.
@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ClassesTogether:
    """Spread the tests over the processes."""
    return ClassesTogether(config, log)


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over the tests: they stay as long as they run."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what may differ between the databases, and what takes its time; put tests with the demo last."""
    both = {
        PROJECT / folder / f"test_{name}.py" for folder, names in ON_BOTH_DATABASES.items() for name in names
    }
    on_sqlite = connection.vendor == "sqlite"
    for item in items:
        _first_rows_come_back(item)
        if item.path in both:
            item.add_marker(pytest.mark.both)
        # Processes are killed on PostgreSQL, which has more of them; `make test-full` does so on both.
        if on_sqlite and item.get_closest_marker("fault"):
            item.add_marker(pytest.mark.full)
        if SLOW_FIXTURES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)
    # One process loads the demo, and the others wait for it once they need it: let them have something else
    # to do meanwhile.
    with_demo = [item for item in items if "loaded_demo" in getattr(item, "fixturenames", ())]
    others = [item for item in items if "loaded_demo" not in getattr(item, "fixturenames", ())]
    items[:] = [*with_demo[:1], *others, *with_demo[1:]]


def _first_rows_come_back(item: pytest.Item) -> None:
    """Refuse a test that commits and leaves the tables without what migrations put into them.

    Django would fill some of them anew, under other numbers: the next such test fails, wherever it is.
    """
    marker = item.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction") and not marker.kwargs.get("serialized_rollback"):
        raise pytest.UsageError(f"{item.nodeid} needs serialized_rollback=True beside transaction=True.")


@pytest.fixture(autouse=True)
def fresh_start() -> Iterator[None]:
    """Begin every test in the source language with empty caches, and with none that was found silent.

    A request leaves its language active in the thread, Wagtail keeps the sites' addresses in the cache, and a
    process what it has read of the site: all of it would reach into the next test, whichever that is.
    """
    for name in caches:
        caches[name].clear()
    outages.clear()
    in_force._known = in_force._Known()
    forget_readings()
    forget_registers()
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def renewed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Render older pages anew before the answer that shows them as they were: nothing goes on beside."""
    monkeypatch.setattr(renewals, "renderer", DoneInTurn())
    # All is done in one thread, whose connection goes on being used.
    monkeypatch.setattr(renewals, "close_old_connections", lambda: None)


class DoneInTurn:
    """Does at once what others would do beside."""

    def submit(self, task: Callable[..., object], *arguments: object) -> None:
        task(*arguments)


@pytest.fixture(autouse=True)
def languages_are_whole(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let languages open with their home pages; tests of what keeps them closed ask for `gate`."""
    if "gate" not in request.fixturenames:
        monkeypatch.setattr("localisation.gate.actions.has_gap", lambda home: False)


@pytest.fixture(autouse=True)
def nobody_looks_up(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Note words and references of what is saved only for those who look them up."""
    if request.path in LOOKING_UP or "indexes" in request.fixturenames:
        yield
        return

    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError("A test that searches asks for the fixture `indexes`, before anything is saved.")

    monkeypatch.setattr(BaseSearchBackend, "_search", refuse)
    with nothing_is_noted():
        yield


@pytest.fixture
def indexes() -> None:
    """Let what is saved be found by its words, and by what it refers to."""


@pytest.fixture
def later() -> Iterator[LaterTasks]:
    """What requests leave to be done after their answer."""
    tasks = LaterTasks()
    with patch.object(sign_in_form, "senders", tasks):
        yield tasks


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[MailServer]:
    """A real SMTP server on a port that the system chose, to which Django sends all mails."""
    with running_mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = LOOPBACK
        settings.EMAIL_PORT = server.port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield server
