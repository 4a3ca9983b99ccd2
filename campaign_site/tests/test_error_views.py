"""What visitors read when something is not there, or broke."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation
from django.utils.translation import gettext

from campaign_site.error_views import bad_request, csrf_failure, permission_denied, server_error
from home.models import HomePage


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_page_that_is_not_there_says_so_in_the_language_of_the_address(
    client: Client, german_home: HomePage, language: str
) -> None:
    answer = client.get(f"/{language}/not-there/", headers={"accept-language": "fr"})
    assert answer.status_code == 404
    text = answer.content.decode()
    assert f'<html lang="{language}"' in text
    with translation.override(language):
        assert gettext("This page is not here") in text
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(
    ("view", "status"),
    [(bad_request, 400), (permission_denied, 403), (csrf_failure, 403), (server_error, 500)],
)
def test_errors_are_told_in_the_language_of_the_address_without_a_database(
    view: Callable[[HttpRequest], HttpResponse], status: int, language: str
) -> None:
    with translation.override("fr"):  # left over from an earlier request in the same thread
        answer = view(RequestFactory().get(f"/{language}/about/"))
    assert answer.status_code == status
    assert f'<html lang="{language}"' in answer.content.decode()


def test_what_breaks_on_our_side_is_told_as_such(
    client: Client, home: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **kwargs: object) -> HttpResponse:
        raise ValueError("broken")

    client.raise_request_exception = False
    monkeypatch.setattr(HomePage, "serve", broken)
    answer = client.get("/en/")
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.content.decode()


def test_who_may_not_see_a_page_is_told_so(
    client: Client, home: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(*args: object, **kwargs: object) -> HttpResponse:
        raise PermissionDenied

    monkeypatch.setattr(HomePage, "serve", closed)
    answer = client.get("/en/")
    assert answer.status_code == 403
    assert "You can’t open this page" in answer.content.decode()


def test_a_form_of_the_admin_without_its_token_is_explained(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "a", "password": "b"})
    assert answer.status_code == 403
    assert "Please send the form again" in answer.content.decode()


@pytest.mark.parametrize("url", ["/en/%00/", "/en/?q=%00", "/en/?q=a%00b"])
def test_nul_bytes_in_an_address_are_refused(client: Client, home: HomePage, url: str) -> None:
    answer = client.generic("GET", url)
    assert answer.status_code == 400
    assert "This request can’t be answered" in answer.content.decode()


def test_nul_bytes_in_a_public_form_are_refused(client: Client, home: HomePage) -> None:
    assert client.post("/en/sign/unwatched/", {"name": "Ada\0"}).status_code == 400
    assert client.post("/en/sign/unwatched/", {"na\0me": "Ada"}).status_code == 400
    assert client.post("/en/sign/unwatched/", {"name": "Ada"}).status_code != 400
