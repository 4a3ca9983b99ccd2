"""Signing in as on a public server, and mails sent at once."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from pytest_django.fixtures import Settings

from campaign_site import sign_in_form
from home.models import HomePage
from tests.later_tasks import DoneAtOnce

from .people import give_app, user_of


@pytest.fixture(autouse=True)
def as_on_a_public_server(settings: Settings, home: HomePage) -> Iterator[None]:
    """A second factor is needed by those who can do harm."""
    settings.SECOND_FACTOR = "signatures"
    settings.AUTH_PASSWORD_VALIDATORS = []
    with (
        patch.object(sign_in_form, "senders", DoneAtOnce()),
        patch("django.db.transaction.on_commit", lambda task, *args, **kwargs: task()),
    ):
        yield


@pytest.fixture
def ada() -> User:
    """An administrator with an app that makes codes."""
    user = user_of("administrator")
    give_app(user)
    return user


@pytest.fixture
def grace() -> User:
    """An administrator who has no factor yet."""
    return user_of("administrator", "grace")
