"""What visitors ask of each contender."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from .load import Request, get, post
from .set_up import FORM_PAGE_SLUG, PARENT_SLUG

HOME_PATH = "/en/"
PETITION_PATH = "/en/petition/"
SIGN_PATH = "/en/sign/seen-not-scanned/"
FORM_PAGE_PATH = f"/en/{PARENT_SLUG}/{FORM_PAGE_SLUG}/"
# As Django makes them; the same in the cookie and in the form is what it asks for.
TOKEN = "a" * 32
HEADERS = {
    "Host": "127.0.0.1",
    "X-Forwarded-Proto": "https",
    "Accept": "text/html",
    "Accept-Encoding": "gzip",
    "User-Agent": "bench",
}
FROM_OUR_PAGE = {"Sec-Fetch-Site": "same-origin", "Referer": f"https://127.0.0.1{PETITION_PATH}"}


@dataclass(frozen=True)
class Contender:
    """A kind of request to a kind of server."""

    name: str
    server: str
    request: Request
    expected: int


def _visitors(extra: dict[str, str]) -> Callable[[int], str]:
    """Return the form of a visitor who was never seen before, each time it is called."""
    unseen = itertools.count()

    def body(_number: int) -> str:
        number = next(unseen)
        return urlencode(
            {
                "name": f"Ada Lovelace {chr(97 + number % 26)}",
                "email": f"ada.{number}@example{number % 50}.org",
                "country": "DE",
                "updates": "yes",
                "show_name": "no",
                **extra,
            }
        )

    return body


def contenders(wording: str) -> dict[str, Contender]:
    """Return all requests that are compared, by name; `wording` is the one that the sign form names."""
    with_token = HEADERS | FROM_OUR_PAGE | {"Cookie": f"csrftoken={TOKEN}"}
    listed = [
        Contender(
            "sign",
            "hub",
            post(SIGN_PATH, HEADERS | FROM_OUR_PAGE, _visitors({"wording": wording, "via": ""})),
            303,
        ),
        Contender(
            "form page, submit",
            "wagtail",
            post(FORM_PAGE_PATH, with_token, _visitors({"csrfmiddlewaretoken": TOKEN})),
            200,
        ),
        Contender("bare view, one INSERT", "bare", post("/insert/", HEADERS, _visitors({})), 303),
        Contender("page, from the cache", "hub", get(PETITION_PATH, HEADERS), 200),
        Contender("page, rendered", "hub, cache off", get(PETITION_PATH, HEADERS), 200),
        Contender("home, rendered", "hub, cache off", get(HOME_PATH, HEADERS), 200),
        Contender("form page", "wagtail", get(FORM_PAGE_PATH, HEADERS), 200),
        Contender("bare view", "bare", get("/", HEADERS), 200),
    ]
    return {contender.name: contender for contender in listed}
