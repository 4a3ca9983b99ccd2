"""A process that has started while the database is away asks people to come back, whatever they ask for.

So it is after a power cut, and where a process is replaced while a standby takes over.
"""

import pytest
from bs4 import BeautifulSoup
from django.core.cache import caches
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client

from editorial.interface_words import in_force

# Of each kind: in a language and in none, with a page or without, of visitors, files, machines and editors.
PATHS = [
    *("/", "/en/", "/de/", "/en/nothing/", "/nothing.txt", "/en/search/?q=a"),
    *("/en/sign/petition/", "/en/sign/petition/count.json", "/en/sign/petition/confirm/1/x/"),
    *("/documents/1/a.pdf", "/media/images/a.jpg", "/share/1.png", "/static/x.css"),
    *("/sitemap.xml", "/robots.txt"),
    *("/admin/login/", "/admin/password_reset/"),
]
FORM = {"name": "Żółć", "email": "ada@example.org", "country": "PL", "updates": "no"}


@pytest.fixture(autouse=True)
def database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody gets a connection, and this process knows nothing yet."""

    def refuse(self: BaseDatabaseWrapper) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", refuse)
    caches["default"].clear()
    in_force.forget()


@pytest.mark.parametrize("path", PATHS)
def test_who_asks_for_anything_is_asked_to_come_back(path: str) -> None:
    answer = Client(raise_request_exception=False).get(path, headers={"accept-language": "de"})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    words = "try again in a few minutes" if path.startswith("/en/") else "versuch es in ein paar Minuten"
    assert words in answer.content.decode()
    assert path.startswith("/admin/") or not answer.cookies


@pytest.mark.parametrize("path", ["/admin/login/", "/nothing.txt"])
def test_who_sends_anything_is_asked_to_come_back(path: str) -> None:
    answer = Client(raise_request_exception=False).post(path, FORM)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"


def test_who_signs_gets_back_what_was_typed() -> None:
    answer = Client(raise_request_exception=False).post("/en/sign/petition/", FORM)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    typed = BeautifulSoup(answer.content, "html.parser").select("input[type=hidden]")
    assert {str(field["name"]): field["value"] for field in typed} == FORM


def test_what_needs_no_database_is_answered() -> None:
    assert Client().get("/healthz").status_code == 200
    assert Client().get("/favicon.ico").status_code == 200
