"""What the tests of every app share: a fresh start, and a real SMTP server.

Fixtures for the browser are in tests/conftest.py.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import translation
from pytest_django.fixtures import Settings

from tests.mail_server import LOOPBACK, MailServer, running_mail_server
from tests.migrated_database import copy_databases


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Take the tests' database from one that has gone through all migrations before."""
    copy_databases(connection)


@pytest.fixture(autouse=True)
def fresh_start() -> Iterator[None]:
    """Begin every test in the source language with an empty cache.

    A request leaves its language active in the thread, and Wagtail keeps the sites' addresses in the cache:
    both would reach into the next test, whichever that is.
    """
    cache.clear()
    yield
    translation.deactivate()


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
