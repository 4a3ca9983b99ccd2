"""The owner of an account and the administrators hear of what could be somebody else's doing."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission, User
from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import LogContext
from wagtail.models import ModelLogEntry

from campaign_site.second_factor.known_devices import browser_of
from petition_blocks.keys.models import KeyChange

from .people import LOGIN, enter_password, is_in, sign_in, user_of

pytestmark = pytest.mark.slow

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 <b>Call 0900 1234</b>"


def subjects(mails: list[EmailMessage]) -> list[tuple[str, str]]:
    return [(mail.to[0], str(mail.subject)) for mail in mails]


@pytest.mark.usefixtures("ada")
def test_a_new_device_is_told_of_once(mailoutbox: list[EmailMessage]) -> None:
    client = Client(HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR="8.8.4.4")
    sign_in(client)
    client.post("/admin/logout/")
    sign_in(client)
    assert subjects(mailoutbox) == [("ada@example.org", "You have signed in on a new device")]
    assert "Browser: Firefox, Linux" in str(mailoutbox[0].body)
    assert "0900" not in str(mailoutbox[0].body), "a browser may call itself anything"
    sign_in(Client())
    assert len(mailoutbox) == 2


@pytest.mark.usefixtures("ada")
def test_what_knows_a_device_is_sent_to_the_admin_alone() -> None:
    client = Client()
    sign_in(client)
    cookie = client.cookies["known_device"]
    assert (cookie["path"], cookie["httponly"]) == ("/admin/", True)
    assert "ada" not in cookie.value


def test_a_device_that_one_knows_is_new_to_another(ada: User, mailoutbox: list[EmailMessage]) -> None:
    translator = User.objects.create_user("tove", "tove@example.org", "a long and good password")
    client = Client()
    sign_in(client)
    client.post("/admin/logout/")
    enter_password(client, translator.username)
    assert [to for to, _subject in subjects(mailoutbox)] == ["ada@example.org", "tove@example.org"]


def test_browsers_are_called_by_our_words(rf: Any) -> None:
    phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1"
    edge = "Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537 Chrome/140.0 Safari/537 Edg/140.0"
    named = {phone: "Safari, iPhone", edge: "Edge, Windows", "curl/8": "", FIREFOX: "Firefox, Linux"}
    for agent, expected in named.items():
        assert browser_of(rf.get("/", HTTP_USER_AGENT=agent)) == expected


def test_a_new_password_is_told_of_and_a_better_hash_is_not(
    ada: User, mailoutbox: list[EmailMessage]
) -> None:
    ada.set_password("quite another password")
    ada.save()
    assert subjects(mailoutbox) == [("ada@example.org", "Your password was changed")]
    mailoutbox.clear()
    User.objects.filter(pk=ada.pk).update(password="md5$short$" + "0" * 32)
    ada.refresh_from_db()
    ada.first_name = "Ada"
    ada.save()
    ada.check_password("whatever")
    assert mailoutbox == []


def test_a_new_password_ends_all_sessions_at_once(ada: User) -> None:
    clients = [Client(), Client()]
    for client in clients:
        sign_in(client)
    ada.set_password("quite another password")
    ada.save()
    assert not any(is_in(client) for client in clients)


def test_a_new_address_is_told_of_at_the_old_one(ada: User, mailoutbox: list[EmailMessage]) -> None:
    ada.email = "thief@example.com"
    ada.save()
    assert subjects(mailoutbox) == [("ada@example.org", "Your e-mail address was changed")]
    assert "thief@example.com" in str(mailoutbox[0].body)


def test_all_administrators_hear_of_a_new_one(ada: User, mailoutbox: list[EmailMessage]) -> None:
    client = Client()
    sign_in(client)
    mailoutbox.clear()
    bob = user_of("Editors", "bob")
    answer = client.post(
        reverse("wagtailusers_users:edit", args=[bob.pk]),
        {"username": "bob", "email": bob.email, "first_name": "B", "last_name": "C", "is_active": "on"}
        | {"is_superuser": "on"},
    )
    assert answer.status_code == 302
    told = subjects(mailoutbox)
    assert ("ada@example.org", "“bob” may now manage people") in told
    assert "Done by: ada" in str(mailoutbox[0].body)
    assert KeyChange.objects.filter(deed=KeyChange.Deed.GRANTED, holder="bob").exists()


def test_administrators_hear_who_was_given_rights_over_people(
    ada: User, mailoutbox: list[EmailMessage]
) -> None:
    group = Group.objects.create(name="Staff")
    bob, eve = user_of("Editors", "bob"), user_of("Editors", "eve")
    bob.groups.add(group)
    with LogContext(user=ada):
        group.permissions.add(Permission.objects.get(codename="change_user"))
        eve.groups.add(group)
        bob.groups.add(Group.objects.create(name="Harmless"))
    assert [subject for _to, subject in subjects(mailoutbox)] == [
        "“bob” may now manage people",
        "“eve” may now manage people",
    ]


@pytest.mark.usefixtures("grace")
def test_the_operator_resets_what_somebody_has_lost(
    ada: User, mailoutbox: list[EmailMessage], capsys: Any
) -> None:
    client, other = Client(), Client()
    sign_in(client)
    other.force_login(User.objects.get(username="grace"))
    mailoutbox.clear()
    call_command("reset_second_factor", "ada")
    assert "2 ways to sign in are taken away, 1 sessions have ended." in capsys.readouterr().out
    assert not Authenticator.objects.filter(user=ada).exists()
    assert Session.objects.count() == 1, "that of somebody else"
    assert client.get("/admin/")["Location"].startswith(LOGIN)
    assert [to for to, _subject in subjects(mailoutbox)] == ["ada@example.org", "grace@example.org"]
    assert all("an operator has taken all" in str(mail.body) for mail in mailoutbox)
    entry = ModelLogEntry.objects.get(action="campaign_site.reset_second_factor")
    assert (entry.object_id, entry.user_id) == (str(ada.pk), None)
    assert enter_password(client)["Location"] == "/admin/sign-in/mailbox/"


def test_the_operator_gives_an_account_without_an_address_one(
    ada: User, mailoutbox: list[EmailMessage]
) -> None:
    User.objects.filter(pk=ada.pk).update(email="")
    call_command("reset_second_factor", "ada", email="ada@new.example")
    assert [to for to, _subject in subjects(mailoutbox)] == ["ada@new.example"]
    with pytest.raises(CommandError, match="no account called"):
        call_command("reset_second_factor", "nobody")
