"""What machines read of the site: whether it works, and what there is to find."""

import xml.etree.ElementTree as ElementTree
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.robotparser import RobotFileParser

import pytest
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings
from wagtail.models import Page, PageViewRestriction, Site

from campaign_site import views
from editorial.models import SiteSettings
from home.models import ContentPage, HomePage

NAMESPACES = {
    "sitemap": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xhtml": "http://www.w3.org/1999/xhtml",
}


@pytest.fixture
def no_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database is not where it should be."""
    elsewhere: dict[str, Any] = {
        **connection.settings_dict,
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(tmp_path / "no-such-folder" / "hub.sqlite3"),
        "OPTIONS": {},
    }
    monkeypatch.setattr(views, "connection", DatabaseWrapper(elsewhere))


def test_a_working_site_is_healthy_and_ready(client: Client, db: None) -> None:
    for url in ("/healthz", "/readyz"):
        answer = client.get(url)
        assert (answer.status_code, answer.content) == (200, b"ok\n")
        assert "no-store" in answer.headers["Cache-Control"], "an old answer says nothing about now"


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "10.1.2.3", "[::1]:8000", "web", "not a host"])
def test_whoever_watches_over_it_need_not_know_its_name(
    client: Client, db: None, settings: Settings, host: str
) -> None:
    settings.ALLOWED_HOSTS = ["campaign.example.org"]
    settings.WAGTAILADMIN_BASE_URL = "https://campaign.example.org"
    settings.METRICS_TOKEN = "x" * 50
    headers = {"host": host, "authorization": f"Bearer {'x' * 50}"}
    for url in ("/healthz", "/readyz", "/metrics"):
        assert client.get(url, headers=headers).status_code == 200
    for url in ("/", "/healthz/", "/robots.txt", "/en/healthz"):
        assert client.get(url, headers=headers).status_code == 400


def test_without_its_database_a_site_is_not_ready(client: Client, db: None, no_database: None) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"The database does not answer.\n")


def test_health_does_not_depend_on_the_database(client: Client) -> None:
    assert client.get("/healthz").status_code == 200  # without the `db` fixture, asking it fails


# Search engines


def sitemap_of(client: Client) -> dict[str, dict[str, Any]]:
    """Return the addresses of the sitemap, each with its languages and the day it was changed."""
    answer = client.get("/sitemap.xml")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/xml")
    root = ElementTree.fromstring(answer.content)  # noqa: S314
    pages = {}
    for entry in root.findall("sitemap:url", NAMESPACES):
        url = entry.findtext("sitemap:loc", namespaces=NAMESPACES)
        assert url is not None
        links = entry.findall("xhtml:link", NAMESPACES)
        assert all(link.get("rel") == "alternate" for link in links)
        pages[url] = {
            "languages": {link.get("hreflang"): link.get("href") for link in links},
            "changed": entry.findtext("sitemap:lastmod", namespaces=NAMESPACES),
        }
    return pages


@pytest.fixture
def public_url(settings: Settings) -> str:
    """The site's public address, which is not the one that the request came to."""
    settings.WAGTAILADMIN_BASE_URL = "https://campaign.example.org/"
    return "https://campaign.example.org"


def test_the_sitemap_lists_each_public_page_with_its_translations(
    client: Client, german_home: HomePage, about: ContentPage, public_url: str
) -> None:
    pages = sitemap_of(client)
    home_languages = {
        "de": f"{public_url}/de/",
        "en": f"{public_url}/en/",
        "x-default": f"{public_url}/en/",
    }
    assert set(pages) == {f"{public_url}/en/", f"{public_url}/de/", f"{public_url}/en/about/"}
    assert pages[f"{public_url}/en/"]["languages"] == home_languages
    assert pages[f"{public_url}/de/"]["languages"] == home_languages
    assert pages[f"{public_url}/en/about/"]["languages"] == {}
    assert about.last_published_at is not None
    changed = pages[f"{public_url}/en/about/"]["changed"]
    assert changed == about.last_published_at.isoformat(timespec="seconds")


def test_the_sitemap_names_no_page_that_visitors_cannot_read(
    client: Client, german_home: HomePage, about: ContentPage, public_url: str
) -> None:
    alias = about.copy_for_translation(german_home.locale, alias=True)
    Page.objects.filter(pk=alias.pk).update(live=True)
    assert f"{public_url}/de/about/" not in sitemap_of(client)
    assert sitemap_of(client)[f"{public_url}/en/about/"]["languages"] == {}
    german_home.unpublish()
    assert f"{public_url}/de/" not in sitemap_of(client)
    assert sitemap_of(client)[f"{public_url}/en/"]["languages"] == {}
    PageViewRestriction.objects.create(page=about, restriction_type=PageViewRestriction.LOGIN)
    assert set(sitemap_of(client)) == {f"{public_url}/en/"}


def test_the_sitemap_takes_as_many_queries_for_many_pages_as_for_few(
    client: Client, home: HomePage, django_assert_num_queries: Any
) -> None:
    client.get("/sitemap.xml")  # the site's root is remembered from now on
    with django_assert_num_queries(3):  # the generation; the pages; the site that the request is for
        client.get("/sitemap.xml")
    for number in range(5):
        home.add_child(instance=ContentPage(title=f"Page {number}"))
    with django_assert_num_queries(3):
        assert len(sitemap_of(client)) == 6
    assert Page.objects.live().count() > 5


def test_search_engines_may_read_all_but_the_admin(client: Client, db: None, public_url: str) -> None:
    answer = client.get("/robots.txt")
    assert answer.headers["Content-Type"].startswith("text/plain")
    rules = RobotFileParser()
    rules.parse(answer.content.decode().splitlines())
    assert rules.can_fetch("a search engine", f"{public_url}/en/about/")
    assert not rules.can_fetch("a search engine", f"{public_url}/admin/login/")
    assert rules.site_maps() == [f"{public_url}/sitemap.xml"]


def test_only_pages_are_listed_not_what_lies_between_them(client: Client, about: ContentPage) -> None:
    assert "X-Robots-Tag" not in client.get("/en/about/").headers
    assert "X-Robots-Tag" not in client.get("/sitemap.xml").headers
    assert "X-Robots-Tag" not in client.get("/").headers  # it sends search engines on to the pages
    assert client.get("/admin/login/").headers["X-Robots-Tag"] == "noindex"


# Those who find a weakness


def test_whoever_finds_a_weakness_learns_whom_to_tell(
    client: Client, german_home: HomePage, public_url: str
) -> None:
    site = Site.objects.get(is_default_site=True)
    SiteSettings.objects.update_or_create(site=site, defaults={"contact_email": "safety@example.org"})
    answer = client.get("/.well-known/security.txt", headers={"accept-language": "de"})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Accept-Language" not in answer.headers.get("Vary", "")
    fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert fields["Contact"] == "mailto:safety@example.org"
    assert fields["Canonical"] == f"{public_url}/.well-known/security.txt"
    assert fields["Preferred-Languages"] == "de, en"
    expires = datetime.fromisoformat(fields["Expires"].replace("Z", "+00:00"))
    assert timedelta(days=90) < expires - timezone.now() < timedelta(days=365)


def test_nobody_is_named_while_there_is_no_contact_address(client: Client, home: HomePage) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
