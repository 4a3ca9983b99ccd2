"""A public address answers to the methods it serves, and says which these are."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation
from wagtail.admin.views.account import LogoutView
from wagtail.models import Page

from campaign_site.served_methods import READING
from home.models import ContentPage

# What stands for a part of an address, by the name of the part or, without one, its place.
EXAMPLES = {
    "slug": "unwatched",
    "public_id": "6f7a3c3e-2f5e-4c57-9a6e-0f2b1f9f7d11",
    "token": "token",
    "deed": "hide-name",
    "rest": "cut-short",
    "page_id": "3",
    "name": "name",
    "file": "look.css",
    "document_id": "3",
    "restriction_id": "3",
    "page_view_restriction_id": "3",
}
# Addresses that take a form, by the name of their view.
TAKE_FORMS = {
    "petition_sign",
    "petition_confirm",
    "petition_my_signature",
    "petition_not_me",
    "petition_signature",
    "petition_signature_deed",
    "petition_no_more_mail",
    "wagtailcore_authenticate_with_password",
    "wagtaildocs_authenticate_with_password",
}


def public_urls(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[tuple[str, str]]:
    """Return an example of every address below the patterns that is none of the admin's, and its name."""
    for pattern in patterns:
        part = str(pattern.pattern).removeprefix("^")
        if part.startswith("admin/"):
            continue
        if isinstance(pattern, URLResolver):
            yield from public_urls(pattern.url_patterns, before + part)
        else:
            url = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: EXAMPLES[found[1]], before + part)
            url = url.replace(r"((?:[\w\-]+/)*)$", "about/").replace(r"(\d+)/(.*)$", "3/name")
            yield url, pattern.name or ""


@pytest.mark.slow
def test_every_public_address_refuses_what_it_does_not_serve(client: Client, about: ContentPage) -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    with translation.override("en"):
        urls = [*public_urls(get_resolver().url_patterns), ("/", ""), ("/en/", "")]
    assert len(urls) > 20
    assert {name for _url, name in urls} >= TAKE_FORMS
    assert not [url for url, _name in urls if set("<>\\()$") & set(url)]
    for url, name in urls:
        expected = ", ".join([*READING, "POST"] if name in TAKE_FORMS else READING)
        for method in ("PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND"):
            answer = client.generic(method, url)
            assert (answer.status_code, answer.headers.get("Allow")) == (405, expected), f"{method} {url}"
        answer = client.options(url)
        assert (answer.status_code, answer.headers.get("Allow")) == (204, expected), f"OPTIONS {url}"
        posted = client.post(url, {"name": "Ada"})
        if name in TAKE_FORMS:
            assert posted.status_code != 405, f"POST {url}"
        else:
            assert (posted.status_code, posted.headers.get("Allow")) == (405, expected), f"POST {url}"


def test_a_refused_method_changes_nothing_and_sets_no_cookie(client: Client, about: ContentPage) -> None:
    answer = client.delete("/en/about/")
    assert not answer.cookies
    assert Page.objects.filter(pk=about.pk, live=True).exists()


def test_the_admin_decides_for_itself_but_for_trace(admin_client: Client, about: ContentPage) -> None:
    assert admin_client.get(reverse("wagtailadmin_home")).status_code == 200
    assert admin_client.post(reverse("wagtailadmin_logout")).status_code == 302
    assert admin_client.generic("TRACE", reverse("wagtailadmin_login")).status_code == 405


@pytest.mark.parametrize("method", ["get", "head", "options", "put"])
def test_only_its_button_signs_out(admin_client: Client, about: ContentPage, method: str) -> None:
    url = reverse("wagtailadmin_logout")
    answer = getattr(admin_client, method)(url)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert not answer.cookies
    assert admin_client.get(reverse("wagtailadmin_home")).status_code == 200, "signed out"
    admin_client.post(url)
    assert admin_client.get(reverse("wagtailadmin_home")).status_code == 302


def test_wagtails_own_view_still_signs_out_by_a_link(
    admin_client: Client, about: ContentPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When this fails, Wagtail has mended it, and campaign_site/sign_out.py can go."""
    monkeypatch.setattr("campaign_site.sign_out.sign_out", None)
    request = admin_client.get(reverse("wagtailadmin_home")).wsgi_request
    request.method = "GET"
    answer = LogoutView.as_view()(request)
    assert answer.status_code == 405
    assert "sessionid" in answer.cookies
