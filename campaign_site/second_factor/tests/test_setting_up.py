"""Whoever needs a factor and has none sets one up, once they have shown that the account is theirs."""

import re
import time
from unittest.mock import patch

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.test import Client
from wagtail.users.models import UserProfile

from campaign_site.second_factor.factors import recovery_codes_of

from .people import HOME, LOGIN, code_of, enter_code, enter_password, give_app, is_in, words_of

pytestmark = pytest.mark.slow

FACTOR, MAILBOX, SET_UP = "/admin/sign-in/factor/", "/admin/sign-in/mailbox/", "/admin/sign-in/set-up/"


def mailed_code(mail: EmailMessage) -> str:
    """Return the code in a mail."""
    found = re.search(r"^[A-Z]{4}-[A-Z]{4}$", str(mail.body), re.MULTILINE)
    assert found is not None, mail.body
    return found[0]


def shown_secret(page: str) -> str:
    """Return the secret that is shown for typing into an app."""
    found = re.search(r"((?:[A-Z2-7]{4} ){7}[A-Z2-7]{4})", page)
    assert found is not None
    return found[1].replace(" ", "")


def begin(client: Client, name: str = "grace") -> None:
    assert enter_password(client, name)["Location"] == MAILBOX


@pytest.mark.usefixtures("grace")
def test_from_the_password_to_the_admin(mailoutbox: list[EmailMessage]) -> None:
    client = Client()
    begin(client)
    assert "mailed you a code" in words_of(client.get(MAILBOX))
    assert client.post(MAILBOX, {"code": mailed_code(mailoutbox[0])})["Location"] == SET_UP
    secret = shown_secret(words_of(client.get(SET_UP)))
    assert "not the code of now" in words_of(client.post(SET_UP, {"way": "app", "code": "000000"}))
    assert shown_secret(words_of(client.get(SET_UP))) == secret, "the app that has scanned it goes on"
    assert not is_in(client)
    assert client.post(SET_UP, {"way": "app", "code": code_of(secret)})["Location"] == SET_UP
    codes = client.get(SET_UP)
    assert not is_in(client), "not before the recovery codes were seen"
    user = User.objects.get()
    assert all(f"{code[:5]} {code[5:]}" in words_of(codes) for code in recovery_codes_of(user))
    assert client.post(SET_UP)["Location"] == HOME
    assert is_in(client)
    client.post("/admin/logout/")
    assert enter_password(client, "grace")["Location"] == FACTOR
    assert enter_code(client, code_of(secret)).status_code == 302


@pytest.mark.usefixtures("grace")
def test_the_mail_has_a_code_and_no_link_that_signs_in(mailoutbox: list[EmailMessage]) -> None:
    begin(Client())
    (mail,) = mailoutbox
    raw = mail.message().as_bytes().decode("ascii")
    assert mail.to == ["grace@example.org"]
    assert "Auto-Submitted: auto-generated" in raw
    assert mailed_code(mail) not in str(mail.subject), "a locked screen shows subjects"
    links = re.findall(r"https?://\S+", str(mail.body))
    assert {re.sub(r"^https?://[^/]+", "", link) for link in links} == {"/admin/password_reset/"}


def test_the_mail_is_in_the_language_of_the_admin(grace: User, mailoutbox: list[EmailMessage]) -> None:
    profile = UserProfile.get_for_user(grace)
    profile.preferred_language = "de"
    profile.save()
    begin(Client())
    assert "15 Minuten" in str(mailoutbox[0].body)


@pytest.mark.usefixtures("grace")
def test_a_mailed_code_works_once_for_fifteen_minutes_and_five_tries(mailoutbox: list[EmailMessage]) -> None:
    client = Client()
    begin(client)
    code = mailed_code(mailoutbox[0])
    later = time.time() + 15 * 60 + 1
    with patch("campaign_site.second_factor.mailbox.time.time", lambda: later):
        assert "no longer works" in words_of(client.post(MAILBOX, {"code": code}))
    client.post(MAILBOX, {"again": "yes"})
    code = mailed_code(mailoutbox[1])
    for _try in range(5):
        answer = client.post(MAILBOX, {"code": "AAAA-AAAA"})
    assert "no longer works" in words_of(answer)
    assert "no longer works" in words_of(client.post(MAILBOX, {"code": code}))
    client.post(MAILBOX, {"again": "yes"})
    assert client.post(MAILBOX, {"code": mailed_code(mailoutbox[2]).lower()})["Location"] == SET_UP


@pytest.mark.usefixtures("grace")
def test_a_code_of_one_sign_in_is_none_of_another(mailoutbox: list[EmailMessage]) -> None:
    thief, owner = Client(), Client()
    begin(thief)
    begin(owner)
    assert "not right" in words_of(thief.post(MAILBOX, {"code": mailed_code(mailoutbox[1])}))


@pytest.mark.usefixtures("grace")
def test_nobodys_mailbox_is_flooded_with_codes(mailoutbox: list[EmailMessage]) -> None:
    for _try in range(4):
        client = Client()
        begin(client)
        client.post(MAILBOX, {"again": "yes"})
    assert len(mailoutbox) == 5
    assert "many codes" in words_of(client.get(MAILBOX))


def test_an_account_without_an_address_is_told_whom_to_ask(grace: User, mailoutbox: list[object]) -> None:
    User.objects.update(email="")
    client = Client()
    begin(client)
    assert "no e-mail address" in words_of(client.get(MAILBOX))
    assert mailoutbox == []


def test_whoever_set_up_a_factor_meanwhile_is_asked_for_it(
    grace: User, mailoutbox: list[EmailMessage]
) -> None:
    client = Client()
    begin(client)
    client.post(MAILBOX, {"code": mailed_code(mailoutbox[0])})
    secret = shown_secret(words_of(client.get(SET_UP)))
    give_app(grace)
    assert client.post(SET_UP, {"way": "app", "code": code_of(secret)})["Location"] == LOGIN
    assert not is_in(client)
    assert Authenticator.objects.filter(type="totp").count() == 1


@pytest.mark.usefixtures("grace")
def test_odd_answers_of_a_passkey_are_refused_in_words(mailoutbox: list[EmailMessage]) -> None:
    client = Client()
    begin(client)
    client.post(MAILBOX, {"code": mailed_code(mailoutbox[0])})
    client.get(SET_UP)
    for odd in (
        "",
        "x",
        "[]",
        "{}",
        "null",
        '{"response": {}}',
        '{"id": 3, "rawId": "AA", "response": {"x": 1}}',
    ):
        answer = client.post(SET_UP, {"way": "passkey", "credential": odd})
        assert answer.status_code == 200, odd
    assert not Authenticator.objects.exists()
