"""Signing in with an organisation's own accounts: shows who somebody is, and opens no door by itself."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User
from django.test import Client
from pytest_django.fixtures import Settings

from .oidc_server import CLIENT, CLIENT_SECRET, Provider, running_provider
from .people import HOME, LOGIN, enter_code, is_in, words_of

pytestmark = pytest.mark.slow

BEGIN = "/admin/sign-in/oidc/organisation/login/"
FACTOR, MAILBOX = "/admin/sign-in/factor/", "/admin/sign-in/mailbox/"


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    """The organisation's provider, which the hub knows."""
    with running_provider() as running:
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {
                "OAUTH_PKCE_ENABLED": True,
                "APPS": [
                    {
                        "provider_id": "organisation",
                        "name": "Rivers",
                        "client_id": CLIENT,
                        "secret": CLIENT_SECRET,
                        "settings": {"server_url": running.url},
                    }
                ],
            }
        }
        running.claims = {"sub": "1", "email": "Ada@example.org", "email_verified": True}
        yield running


def come_back(client: Client, next_url: str = "") -> Any:
    """Go to the provider and come back with a code."""
    sent = client.get(BEGIN + (f"?next={next_url}" if next_url else ""))
    asked = parse_qs(urlsplit(sent["Location"]).query)
    assert asked["client_id"] == [CLIENT]
    assert asked["code_challenge_method"] == ["S256"]
    return client.get(f"{BEGIN}callback/", {"code": "x", "state": asked["state"][0]})


def test_without_a_provider_there_is_no_such_way(ada: User) -> None:
    assert Client().get(BEGIN).status_code == 404
    assert "Sign in with" not in words_of(Client().get(LOGIN))


def test_the_second_factor_is_asked_for_all_the_same(provider: Provider, ada: User) -> None:
    client = Client()
    assert "Sign in with Rivers" in words_of(client.get(LOGIN))
    assert come_back(client, "/admin/pages/")["Location"] == FACTOR
    assert not is_in(client)
    assert enter_code(client)["Location"] == "/admin/pages/"
    assert provider.asked[0]["code_verifier"]


def test_whoever_has_no_factor_sets_one_up(provider: Provider, grace: User) -> None:
    provider.claims["email"] = grace.email
    client = Client()
    assert come_back(client)["Location"] == MAILBOX
    assert not is_in(client)


def test_the_operator_may_trust_the_providers_own_second_factor(
    provider: Provider, ada: User, grace: User, settings: Settings
) -> None:
    settings.OIDC_SECOND_FACTOR_TRUSTED = True
    for user in (ada, grace):
        provider.claims["email"] = user.email
        client = Client()
        assert come_back(client)["Location"] == HOME
        assert is_in(client)
        assert client.get("/admin/users/new/")["Location"].startswith("/admin/account/is-it-you/")


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": None},
        {"email": "stranger@example.org"},
        {"email": ""},
        {"email": "two@example.org"},
        {"email": "retired@example.org"},
    ],
)
def test_only_a_verified_address_of_one_account_counts(
    provider: Provider, ada: User, claims: dict[str, object]
) -> None:
    for name in ("a", "b"):
        User.objects.create_user(name, "two@example.org")
    User.objects.create_user("retired", "retired@example.org", is_active=False)
    people = User.objects.count()
    provider.claims |= claims
    client = Client()
    assert come_back(client)["Location"] == LOGIN
    assert "No account here" in words_of(client.get(LOGIN))
    assert not is_in(client)
    assert User.objects.count() == people, "nobody gets an account by it"
    assert not SocialAccount.objects.exists()


def test_a_provider_that_refuses_or_a_made_up_answer_leads_back(provider: Provider, ada: User) -> None:
    provider.refuses = True
    client = Client()
    assert come_back(client)["Location"] == LOGIN
    provider.refuses = False
    for odd in ({"code": "x", "state": "made-up"}, {"error": "access_denied", "state": "x"}, {}):
        assert client.get(f"{BEGIN}callback/", odd)["Location"] == LOGIN
    assert "did not work" in words_of(client.get(LOGIN))
    assert not is_in(client)


def test_only_own_pages_come_after_it(provider: Provider, ada: User) -> None:
    client = Client()
    come_back(client, "https://evil.example/")
    assert enter_code(client)["Location"] == HOME
