"""Whoever signed in is signed in for a working day, and what was kept of it goes."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

LONGEST = timedelta(hours=12)


@pytest.mark.parametrize("remember", [True, False])
def test_signing_in_lasts_a_working_day(admin_user: User, remember: bool) -> None:
    admin_user.set_password("a long and good password")
    admin_user.save()
    client = Client()
    form = {"username": admin_user.username, "password": "a long and good password"}
    answer = client.post(reverse("wagtailadmin_login"), form | ({"remember": "on"} if remember else {}))
    cookie = answer.cookies["sessionid"]
    assert cookie["max-age"] == (LONGEST.total_seconds() if remember else ""), "else it ends with the browser"
    session = Session.objects.get()
    assert session.expire_date - timezone.now() <= LONGEST
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get(reverse("wagtailadmin_home")).status_code == 302


# The worker lets go of its connection.
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_worker_erases_sessions_that_are_over(admin_client: Client) -> None:
    now = timezone.now()
    Session.objects.create(session_key="over", session_data="", expire_date=now - timedelta(minutes=1))
    with patch("campaign_site.management.commands.work.signal.signal"):  # those of the tests stay
        call_command("work", once=True, verbosity=0)
    assert not Session.objects.filter(session_key="over").exists()
    assert admin_client.get(reverse("wagtailadmin_home")).status_code == 200
