"""A real SMTP server for the tests of every app; fixtures for the browser are in tests/conftest.py."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from tests.mail_server import LOOPBACK, MailServer, running_mail_server


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
