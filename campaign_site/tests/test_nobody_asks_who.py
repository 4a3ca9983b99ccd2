"""Who hands in a form is nobody to the hub, and everybody else keeps their session."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client, RequestFactory
from wagtail.models import PageViewRestriction

from campaign_site.nobody_asks_who import is_handed_in_by_visitor
from home.models import ContentPage
from petition_blocks.signing import views

SIGN = "/en/sign/unwatched/"


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("post", SIGN, True),
        ("post", "/pt-br/sign/unwatched/", True),
        ("get", SIGN, False),
        ("post", "/admin/login/", False),
        ("post", "/en/_util/login/", False),
        ("post", "/en/_util/authenticate_with_password/1/2/", False),
        ("post", "/documents/authenticate_with_password/1/", False),
        ("post", "/anymail/postmark/tracking/", False),
        ("post", "/zz/sign/unwatched/", False),
    ],
)
def test_forms_of_public_pages_are_told_from_all_others(method: str, path: str, expected: bool) -> None:
    assert is_handed_in_by_visitor(getattr(RequestFactory(), method)(path)) is expected


def test_a_form_comes_without_session_whoever_sends_it(
    admin_client: Client, answers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Any] = []
    sign: Callable[..., Any] = views._sign

    def look(request: Any, slug: str) -> Any:
        seen.append([hasattr(request, name) for name in ("session", "user", "_messages")])
        return sign(request, slug)

    monkeypatch.setattr(views, "_sign", look)
    assert admin_client.post(SIGN, answers).status_code == 303
    assert admin_client.post(SIGN, {**answers, "email": ""}).status_code == 422
    assert seen == [[False, False, False]] * 2
    assert admin_client.get("/admin/").status_code == 200


@pytest.mark.parametrize("address", ["/en/not-there/", "/en/sign/not-there/"])
def test_an_error_is_told_without_a_session_too(
    client: Client, answers: dict[str, str], address: str
) -> None:
    answer = client.post(address, answers)
    assert answer.status_code in (404, 405)
    assert not answer.cookies


def test_readers_of_a_page_with_a_password_are_still_let_in(client: Client, about: ContentPage) -> None:
    restriction = PageViewRestriction.objects.create(
        page=about, restriction_type=PageViewRestriction.PASSWORD, password="lantern"
    )
    assert "<h1>About us</h1>" not in client.get("/en/about/").content.decode()
    answer = client.post(
        f"/en/_util/authenticate_with_password/{restriction.pk}/{about.pk}/",
        {"password": "lantern", "return_url": "/en/about/"},
    )
    assert answer.status_code == 302
    assert "About us</h1>" in client.get("/en/about/").content.decode()
