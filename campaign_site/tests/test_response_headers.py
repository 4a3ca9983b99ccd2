"""What browsers are told with every answer."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from campaign_site.content_security_policy import ContentSecurityPolicyMiddleware
from home.models import ContentPage

URLS = ["/en/about/", "/en/not-there/", "/", "/sitemap.xml", "/healthz", "/admin/login/"]


def directives_of(policy: str) -> dict[str, set[str]]:
    """Return a content policy by directive."""
    parts = [directive.split() for directive in policy.split(";")]
    return {words[0]: set(words[1:]) for words in parts if words}


@pytest.mark.parametrize("url", URLS)
def test_browsers_keep_to_themselves_what_they_know(client: Client, about: ContentPage, url: str) -> None:
    headers = client.get(url).headers
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    denied = headers["Permissions-Policy"].split(", ")
    assert {"camera=()", "microphone=()", "geolocation=()", "browsing-topics=()"} <= set(denied)
    assert {"bluetooth=()", "idle-detection=()", "private-state-token-redemption=()"} <= set(denied)


def test_the_parts_of_a_page_are_not_told_what_only_a_page_can_be_denied(client: Client) -> None:
    for path in ("fonts/sofia-sans-latin.woff2", "css/print.css", "js/site.js"):
        headers = client.get(f"/static/{path}").headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "Permissions-Policy" not in headers, path
    assert "Permissions-Policy" in client.get("/static/images/arrow.svg").headers, (
        "it can be opened as a page"
    )


def test_public_pages_run_and_load_only_files_of_this_site(client: Client, about: ContentPage) -> None:
    policy = directives_of(client.get("/en/about/").headers["Content-Security-Policy"])
    assert policy["default-src"] == {"'none'"}
    assert policy["base-uri"] == {"'none'"}
    loaded = {"script-src", "worker-src", "style-src", "connect-src", "font-src"}
    own = loaded | {"form-action", "frame-ancestors"}
    for directive in own:
        assert policy[directive] == {"'self'"}
    assert policy["img-src"] == {"'self'", "data:"}
    assert set(policy) == {"default-src", "base-uri", "img-src", "media-src"} | own


def test_the_admin_too_loads_nothing_from_elsewhere(client: Client, db: None) -> None:
    policy = directives_of(client.get("/admin/login/").headers["Content-Security-Policy"])
    allowed = {"'none'", "'self'", "'unsafe-inline'", "data:", "blob:"}
    assert set().union(*policy.values()) <= allowed
    assert policy["default-src"] == {"'self'"}
    assert policy["object-src"] == {"'none'"}


def test_what_one_answer_lets_browsers_load_no_other_does() -> None:
    middleware = ContentSecurityPolicyMiddleware(lambda request: HttpResponse())
    public, admin = (RequestFactory().get(path) for path in ("/en/", "/admin/"))

    def policy_for(request: HttpRequest, response: HttpResponse) -> str:
        return str(middleware.process_response(request, response).headers["Content-Security-Policy"])

    usual = policy_for(public, HttpResponse())
    wider = HttpResponse()
    wider._csp_update = {"script-src": ["https://elsewhere.example/"]}  # type: ignore[attr-defined]
    assert "elsewhere.example" in policy_for(public, wider)
    assert policy_for(public, HttpResponse()) == usual
    assert "unsafe-inline" in policy_for(admin, HttpResponse())
    assert policy_for(public, HttpResponse()) == usual
    own = HttpResponse(headers={"Content-Security-Policy": "default-src 'none'"})
    assert policy_for(public, own) == "default-src 'none'"
