"""With a stolen password alone nobody reads or exports a signature, adds a key, or gives themselves more.

Every address of the admin is tried, by whoever has entered the password and by whoever has a session from
before second factors were known of.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from itertools import product

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth.models import Permission, User
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from campaign_site.second_factor.middleware import OPEN_TO_ALL
from campaign_site.second_factor.rule import guarded_rights, needs_second_factor
from petition_blocks.exports.models import Export
from petition_blocks.keys.models import KeyChange, RecipientKey
from petition_blocks.petition.models import Petition

from .people import ALL_ROLES, enter_password, give_app, user_of

pytestmark = pytest.mark.slow

DANGEROUS = (
    "petitions/{petition}/names/",
    "petitions/{petition}/check/",
    "petitions/{petition}/subject-access-requests/",
    "petitions/{petition}/keys/new/",
    "petitions/{petition}/files/new/",
    "petitions/{petition}/files/1/",
    "petitions/edit/{petition}/",
    "users/",
    "users/new/",
    "users/edit/{user}/",
    "groups/new/",
    "groups/edit/1/",
    "account/",
    "account/sign-in/",
    "account/sign-in/new/",
    "account/is-it-you/",
    "bulk/auth/user/assign_role/?id={user}",
    "reports/site-history/",
)


def all_of_admin(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    """Return an example of every address of the admin."""
    for pattern in patterns:
        part = str(pattern.pattern).removeprefix("^")
        if before == "/" and not part.startswith("admin/"):
            continue
        if isinstance(pattern, URLResolver):
            yield from all_of_admin(pattern.url_patterns, before + part)
        else:
            url = re.sub(r"\(\?P<\w+>(?:[^()]|\([^()]*\))*\)|<(?:\w+:)?\w+>", "1", before + part)
            yield re.sub(r"\\|\$$", "", url)


def view_at(url: str) -> str | None:
    """Return the name of the view at an address; None if it is no address at all."""
    try:
        return resolve(url).view_name
    except Resolver404:
        return None


def urls_of_admin() -> list[str]:
    urls = sorted(set(all_of_admin(get_resolver().url_patterns)))
    found = {url: view_at(url) for url in urls}
    # Verbs and choices of a few addresses, which 1 is none of.
    assert len([url for url in urls if found[url] is None]) < 10
    assert len({name for name in found.values() if name}) > 200
    return [url for url in urls if found[url] is not None and found[url] not in OPEN_TO_ALL]


@pytest.fixture
def someone(petition: Petition) -> User:
    """An administrator with a factor, on a hub with an open petition."""
    user = user_of("administrator")
    give_app(user)
    return user


def rights() -> object:
    """Return all that a thief might change."""
    return (
        list(User.objects.order_by("pk").values_list("pk", "email", "password", "is_superuser", "groups")),
        Authenticator.objects.count(),
        Export.objects.count(),
        RecipientKey.objects.count(),
        KeyChange.objects.count(),
    )


def leads_to_sign_in(location: str) -> bool:
    return location.startswith(("/admin/login/", "/admin/sign-in/"))


@contextmanager
def each_as_the_first(client: Client) -> Iterator[None]:
    """Leave the session as it was before: whoever is refused is signed out of it."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = cookies


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_address_of_the_admin_is_shut_to_a_password(someone: User, method: str) -> None:
    client = Client()
    enter_password(client)
    before = rights()
    for url in urls_of_admin():
        answer = getattr(client, method)(url)
        assert answer.status_code == 302, url
        assert leads_to_sign_in(answer["Location"]), url
    assert rights() == before


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_address_of_the_admin_is_shut_to_a_session_of_a_password(someone: User, method: str) -> None:
    client = Client()
    client.force_login(someone)
    before = rights()
    for url in urls_of_admin():
        with each_as_the_first(client):
            answer = getattr(client, method)(url)
            assert answer.status_code == 302, url
            assert leads_to_sign_in(answer["Location"]), url
            assert rights() == before, url


@pytest.mark.parametrize("has_factor", [True, False])
@pytest.mark.parametrize("role", ALL_ROLES)
def test_every_role_is_shut_out_of_what_is_dangerous(petition: Petition, role: str, has_factor: bool) -> None:
    user = user_of(role)
    if has_factor:
        give_app(user)
    before = rights()
    for begin in (enter_password, lambda client: client.force_login(user)):
        client = Client()
        begin(client)
        for path, method in product(DANGEROUS, ("get", "post")):
            url = "/admin/" + path.format(petition=petition.pk, user=user.pk)
            with each_as_the_first(client):
                answer = getattr(client, method)(url, {"is_superuser": "on", "email": "thief@example.com"})
                assert answer.status_code == 302, url
                assert leads_to_sign_in(answer["Location"]), (url, answer["Location"])
                assert rights() == before, url


def test_what_is_open_to_all_shows_nothing_of_anybody(someone: User, petition: Petition) -> None:
    client = Client()
    client.force_login(someone)
    for url in all_of_admin(get_resolver().url_patterns):
        if view_at(url) in OPEN_TO_ALL - {"sign_out", "openid_connect_login", "openid_connect_callback"}:
            answer = client.get(url)
            shown = answer.content.decode() if not answer.streaming else ""
            assert someone.email not in shown, url
            assert petition.name not in shown, url


@pytest.mark.usefixtures("petition")
def test_every_right_that_opens_signatures_or_gives_rights_asks_for_a_factor() -> None:
    assert set(guarded_rights()) == {
        *(f"petition_blocks.{deed}_petition" for deed in ("change", "export", "keep_keys", "moderate")),
        *(f"petition_blocks.{deed}_domainrule" for deed in ("view", "add", "change", "delete")),
        *(f"auth.{deed}_{whom}" for deed in ("add", "change", "delete") for whom in ("user", "group")),
    }
    for right in guarded_rights():
        app, codename = right.split(".")
        user = User.objects.create_user(codename, f"{codename}@example.org")
        assert not needs_second_factor(user)
        user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
        assert needs_second_factor(User.objects.get(pk=user.pk)), right


def test_no_interface_for_programs_goes_past_the_factor() -> None:
    """Tokens of Wagtail's API stand for a user without any session, so it must not come along unnoticed."""
    assert not apps.is_installed("wagtail.api.v3")
    assert not apps.is_installed("wagtail.api.v2")
