"""Addresses say which language they are in; only where they don't, the browser is asked."""

import pytest
from django.test import Client
from django.utils import translation

from home.models import HomePage

GERMAN_BROWSER = {"accept-language": "de"}


@pytest.mark.parametrize("url", ["/healthz", "/robots.txt", "/sitemap.xml"])
def test_what_is_the_same_in_every_language_does_not_look_at_the_browsers(
    client: Client, home: HomePage, url: str
) -> None:
    with translation.override("de"):  # left over from an earlier request in the same thread
        answer = client.get(url, headers=GERMAN_BROWSER)
        assert translation.get_language() == "en"
    assert "Accept-Language" not in answer.headers.get("Vary", "")
    assert "Content-Language" not in answer.headers
    assert answer.content == client.get(url).content


def test_numbers_of_a_petition_that_is_not_there_are_not_looked_for_in_a_language(
    client: Client, home: HomePage
) -> None:
    assert client.get("/petitions/none/count.json", headers=GERMAN_BROWSER).status_code == 404


def test_a_page_is_in_the_language_of_its_address_whatever_the_browser_prefers(
    client: Client, german_home: HomePage
) -> None:
    for language in ("en", "de"):
        answer = client.get(f"/{language}/", headers=GERMAN_BROWSER)
        assert answer.headers["Content-Language"] == language
        assert f'<html lang="{language}"' in answer.content.decode()
        assert answer.headers["Vary"] == "Accept-Encoding"


def test_an_address_without_a_language_leads_to_the_browsers(client: Client, german_home: HomePage) -> None:
    for url, goal in (("/", "/de/"), ("/about/", "/de/about/")):
        answer = client.get(url, headers=GERMAN_BROWSER)
        assert (answer.status_code, answer.headers["Location"]) == (302, goal)
        assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("wanted", "spoken"), [("de", "de"), ("fr-CA,en;q=0.5", "fr"), ("pl,de;q=0.5", "de"), ("pl", "en")]
)
def test_the_admins_login_speaks_the_browsers_language_if_it_has_all_words(
    client: Client, db: None, wanted: str, spoken: str
) -> None:
    answer = client.get("/admin/login/", headers={"accept-language": wanted})
    assert f'<html lang="{spoken}"' in answer.text
    assert "Accept-Language" in answer["Vary"]
