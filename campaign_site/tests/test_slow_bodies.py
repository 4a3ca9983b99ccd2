"""Who sends slowly holds a few places, not the site; what has arrived reaches the application whole."""

import threading
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest

from campaign_site import slow_bodies
from campaign_site.slow_bodies import FORM_BYTES, MOST_FORMS_FROM_ONE_IP, MOST_READINGS, SlowBodies

HERE, ELSEWHERE, PROXY = "8.8.4.4", "1.1.1.1", "10.0.0.1"


class NeverThere:
    """A body whose sender takes as long as they like: until the test is over."""

    def __init__(self) -> None:
        self.is_read, self.over = threading.Event(), threading.Event()

    def read(self, size: int) -> bytes:
        self.is_read.set()
        self.over.wait(60)
        return b""


class Hub:
    """The application below, which tells what it got, and what a request is answered with."""

    def __init__(self) -> None:
        self.got: list[bytes] = []
        self.lengths: list[str] = []
        self.wrapped = SlowBodies(self.application)
        self.slow: list[tuple[NeverThere, threading.Thread]] = []

    def application(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        # As Django reads it, which wants more of a body than to be read at once.
        self.got.append(WSGIRequest(environ | {"REQUEST_METHOD": "POST"}).read())
        self.lengths.append(environ["CONTENT_LENGTH"])
        start_response("200 OK", [])
        return [b"hello"]

    def ask(self, body: bytes | NeverThere, length: int | str | None = None, ip: str = HERE) -> str:
        """Send a request and return the status it is answered with."""
        answers: list[str] = []
        source = BytesIO(body) if isinstance(body, bytes) else body
        length = len(body) if length is None and isinstance(body, bytes) else length
        environ = {"wsgi.input": source, "CONTENT_LENGTH": str(length), "REMOTE_ADDR": ip}
        list(self.wrapped(environ | {"PATH_INFO": "/en/"}, lambda status, headers: answers.append(status)))
        return answers[0]

    def begin_slow(self, length: int = 500, ip: str = HERE) -> None:
        """Let somebody begin to send, and go on only when it is being waited for."""
        body = NeverThere()
        thread = threading.Thread(target=self.ask, args=[body, length, ip], daemon=True)
        thread.start()
        assert body.is_read.wait(60)
        self.slow.append((body, thread))


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """A hub that makes nobody wait; who is slow gives up at the end."""
    monkeypatch.setattr(slow_bodies, "WAIT_SECONDS", 0)
    hub = Hub()
    yield hub
    for body, thread in hub.slow:
        body.over.set()
        thread.join(60)
    assert not hub.wrapped.places.taken, "a place was not given back"


def test_a_body_that_is_there_reaches_the_application_whole(hub: Hub) -> None:
    for body in (b"name=Ada", b"x" * FORM_BYTES, b"x" * (FORM_BYTES + 1), b"x\ny" * FORM_BYTES, b""):
        assert hub.ask(body) == "200 OK"
        assert hub.got.pop() == body


@pytest.mark.parametrize("length", ["", "0", "-5", "nonsense", "1\u0661"])
def test_a_length_that_is_none_holds_nothing(hub: Hub, length: str) -> None:
    assert hub.ask(b"", length) == "200 OK"
    assert hub.lengths == [""], "Django reads it as a number"


def test_one_address_keeps_nobody_else_from_signing(hub: Hub) -> None:
    for _number in range(MOST_FORMS_FROM_ONE_IP):
        hub.begin_slow()
    assert hub.ask(b"name=Ada").startswith("503")
    assert hub.got == []
    for _number in range(10):
        assert hub.ask(b"name=Ada", ip=ELSEWHERE) == "200 OK"
    assert hub.ask(b"", 0) == "200 OK", "a page"


def test_many_addresses_never_hold_more_than_a_few_threads(hub: Hub) -> None:
    for number in range(MOST_READINGS):
        hub.begin_slow(ip=f"1.1.{number}.1", length=500 if number % 2 else FORM_BYTES * 100)
    assert hub.ask(b"name=Ada").startswith("503")
    assert hub.ask(b"", 0) == "200 OK", "a page"
    body, thread = hub.slow[0]
    body.over.set()
    thread.join(60)
    assert hub.ask(b"name=Ada") == "200 OK"


def test_behind_a_proxy_visitors_are_told_apart(hub: Hub, settings: Any) -> None:
    settings.TRUSTED_PROXIES = 1
    for _number in range(MOST_FORMS_FROM_ONE_IP):
        hub.begin_slow(ip=PROXY)
    environ = {"wsgi.input": BytesIO(b"a=1"), "CONTENT_LENGTH": "3", "REMOTE_ADDR": PROXY}
    answers: list[str] = []
    list(
        hub.wrapped(
            environ | {"HTTP_X_FORWARDED_FOR": ELSEWHERE}, lambda status, headers: answers.append(status)
        )
    )
    assert answers == ["200 OK"]


def test_a_form_that_breaks_off_is_not_taken_for_whole(hub: Hub) -> None:
    assert hub.ask(b"name=Ada", 500).startswith("408")
    assert hub.got == []


def test_an_application_that_breaks_gives_the_place_back(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        raise ValueError("broken")

    hub.wrapped.application = broken
    for length in (3, FORM_BYTES + 1):
        with pytest.raises(ValueError, match="broken"):
            hub.ask(b"x" * length)
