"""What a stranger's input costs as it doubles: by its length at most, never by the square of it.

Each request passes through the whole application, as from a server. Run inside the hub's settings; prints one
line of JSON.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable
from statistics import median
from typing import TypedDict
from urllib.parse import urlencode

import django

# Letters. With names for three bytes each, the last one is just below what a public address takes.
SIZES = (7_500, 15_000, 30_000, 60_000)
REPEATS = 5
SIGN = "/en/sign/seen-not-scanned/"
COMPLETE = {"name": "Ada Lovelace", "email": "ada@example.org", "country": "DE", "updates": "no"}


class Sent(TypedDict, total=False):
    """The parts of a request that differ from one that signs."""

    body: str
    path: str
    query: str
    headers: dict[str, str]


def inputs() -> dict[str, Callable[[int], Sent]]:
    """Return what is sent, by name: the parts of a request with so many letters in it."""

    def field(name: str, text: str) -> Callable[[int], Sent]:
        return lambda size: {"body": urlencode({**COMPLETE, name: (text * size)[:size]})}

    return {
        "name": field("name", "n"),
        "name, a@a@…": lambda size: {"body": "&".join([urlencode(COMPLETE), "name=" + ("a@" * size)[:size]])},
        "e-mail": field("email", "e"),
        "hidden fields": field("challenge", "t"),
        "unknown field": field("unknown", "u"),
        "many fields": lambda size: {"body": "a&" * (size // 2)},
        "too large": lambda size: {"body": "n" * size * 2},
        "url": lambda size: {"path": "/en/" + "\xff" * size},
        "query": lambda size: {"path": "/en/search/", "query": "q=" + "a" * size},
        "cookie": lambda size: {"headers": {"HTTP_COOKIE": 'sessionid="' + "\\" * size + '"'}},
        "languages": lambda size: {"headers": {"HTTP_ACCEPT_LANGUAGE": ("de," * size)[:size]}},
    }


def seconds_for(application: Callable[..., Iterable[bytes]], request: Sent) -> float:
    """Return how long the application takes for a request."""
    from django.test import RequestFactory

    factory = RequestFactory(HTTP_HOST="127.0.0.1", HTTP_X_FORWARDED_PROTO="https")
    body = request.get("body", "").encode()
    environ = factory.generic(
        "POST" if body else "GET", SIGN, body, "application/x-www-form-urlencoded"
    ).environ
    environ |= request.get("headers", {})
    environ["PATH_INFO"] = request.get("path", SIGN)
    environ["QUERY_STRING"] = request.get("query", "")
    began = time.perf_counter()
    b"".join(application(environ, lambda status, headers: None))
    return time.perf_counter() - began


def measure() -> dict[str, dict[str, float]]:
    """Return milliseconds for each kind of input and size, the median of several."""
    from campaign_site.wsgi import application

    times: dict[str, dict[str, float]] = {}
    for name, made in inputs().items():
        seconds_for(application, made(10))
        times[name] = {
            str(size): 1_000 * median(seconds_for(application, made(size)) for _ in range(REPEATS))
            for size in SIZES
        }
    return times


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "campaign_site.settings.production")
    django.setup()
    print(json.dumps(measure()))
