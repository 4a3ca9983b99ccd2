"""Whoever is signed in sees, adds and takes away their own ways to sign in, and hears of it by mail."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from campaign_site.second_factor.factors import recovery_codes_of, remove_factor

from .people import LOGIN, code_of, give_app, is_in, secret_of, sign_in, user_of, words_of
from .test_setting_up import shown_secret

pytestmark = pytest.mark.slow


@pytest.fixture
def client(ada: User) -> Client:
    """The browser of an administrator who has just signed in."""
    client = Client()
    sign_in(client)
    return client


def test_the_account_leads_to_ones_ways_to_sign_in(client: Client) -> None:
    assert reverse("own_factors") in client.get(reverse("wagtailadmin_account")).content.decode()
    shown = words_of(client.get(reverse("own_factors")))
    assert "App with codes" in shown
    assert "this is the only one" in shown
    assert "10 recovery codes are left" in shown


def test_a_new_app_takes_the_place_of_the_old_one(
    client: Client, ada: User, mailoutbox: list[EmailMessage]
) -> None:
    mailoutbox.clear()
    url = reverse("new_factor")
    secret = shown_secret(words_of(client.get(url)))
    assert client.post(url, {"way": "app", "code": code_of(secret)})["Location"] == reverse("own_factors")
    assert secret_of(ada) == secret
    assert [mail.subject for mail in mailoutbox] == ["Your account has a new way to sign in"]
    assert "an app that makes codes" in str(mailoutbox[0].body)
    assert is_in(client)


def test_the_last_one_of_whoever_needs_one_stays(client: Client) -> None:
    app = Authenticator.objects.get(type="totp")
    assert client.post(reverse("remove_factor", args=[app.pk])).status_code == 404
    with pytest.raises(Authenticator.DoesNotExist):
        remove_factor(app.user, app.pk)
    assert Authenticator.objects.filter(pk=app.pk).exists()


def test_one_of_two_is_taken_away(client: Client, ada: User, mailoutbox: list[EmailMessage]) -> None:
    key = Authenticator.objects.create(
        user=ada, type="webauthn", data={"name": "Blue key", "credential": {"id": "x"}}
    )
    client = Client()
    sign_in(client)
    mailoutbox.clear()
    assert "Blue key" in words_of(client.get(reverse("remove_factor", args=[key.pk])))
    client.post(reverse("remove_factor", args=[key.pk]))
    assert not Authenticator.objects.filter(pk=key.pk).exists()
    assert [mail.subject for mail in mailoutbox] == ["A way to sign in was taken from your account"]
    assert is_in(client)


def test_nobody_takes_away_somebody_elses(client: Client) -> None:
    other = user_of("administrator", "eve")
    give_app(other)
    theirs = Authenticator.objects.get(user=other, type="totp")
    assert client.post(reverse("remove_factor", args=[theirs.pk])).status_code == 404
    assert Authenticator.objects.filter(pk=theirs.pk).exists()


def test_new_recovery_codes_are_shown_once_and_the_old_ones_are_void(
    client: Client, ada: User, mailoutbox: list[EmailMessage]
) -> None:
    mailoutbox.clear()
    old = recovery_codes_of(ada)
    client.post(reverse("new_recovery_codes"))
    new = recovery_codes_of(ada)
    assert not set(old) & set(new)
    written = f"{new[0][:5]} {new[0][5:]}"
    assert written in words_of(client.get(reverse("own_factors")))
    assert written not in words_of(client.get(reverse("own_factors")))
    assert [mail.subject for mail in mailoutbox] == ["Your account has new recovery codes"]


def test_a_change_of_factors_ends_all_other_sessions(client: Client) -> None:
    other = Client()
    sign_in(other)
    client.post(reverse("new_recovery_codes"))
    assert other.get("/admin/")["Location"].startswith(LOGIN)
    assert not is_in(other)
    assert is_in(client)
