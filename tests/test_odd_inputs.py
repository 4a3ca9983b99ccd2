"""No address and no form of the hub answers "our fault" to whatever somebody sends, on both databases.

`make test` sends each form one round, in which every field holds another oddity; `make test-full` sends a
dozen, some hundred odd values a form, and one oddity at a time between proper values, which gets further. The
slowest answers are shown at the end.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any
from urllib.parse import unquote_to_bytes, urlencode, urljoin, urlsplit

import pyrage
import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve
from wagtail.models import Page

from home.blocks import BodyStreamBlock
from petition_blocks.keys.models import RecipientKey
from petition_blocks.mailing.links import confirmation_link, correction_path, not_me_link, signature_path
from petition_blocks.page.models import PetitionPage
from petition_blocks.page.wordings import take_wording
from petition_blocks.signature.models import Signature
from petition_blocks.signing.confirm import Outcome, confirm
from petition_blocks.signing.submit import submit

from .odd_inputs import (
    NAMES,
    ODD_BODIES,
    ODD_HEADERS,
    ODD_SEGMENTS,
    ODD_VALUES,
    Form,
    forms_of,
    urls,
)
from .small_site import create_small_site

# Rounds that `make test` gives each form, and `make test-full`. Pages of the admin that only read get fewer.
A_FEW, MANY, MOST_URLS = 1, 12, 3
# What ends the session that tries, calls a host outside, or fails on purpose.
LEFT_ALONE = ("/admin/logout/", "/admin/embeds/", "/admin/failwhale/")
SLOWEST = 10
FORM = "application/x-www-form-urlencoded"
ANSWERS = {"country": "BE", "updates": "no"}
# Servers refuse longer addresses.
LONGEST = 4_000
PARAMETERS = ["q", "p", "page", "via", "wording", "country", "kind", "next", "x"]
ADMIN_PARAMETERS = [
    "ordering",
    "locale",
    "item_type",
    "parent",
    "id",
    "mode",
    "collection_id",
    "user",
    "from",
    "to",
    "tag",
]
# Of each form, so many fields hold so many oddities one by one.
MOST_FIELDS, ONE_BY_ONE = 25, 1


@dataclass
class Attempts:
    """Sends what it is told to, undoes what came of it, and remembers what was answered."""

    client: Client
    faults: list[str] = field(default_factory=list)
    seconds: list[tuple[float, str]] = field(default_factory=list)
    sent: int = 0

    def send(self, method: str, path: str, what: str, **request: Any) -> tuple[int, bytes]:
        """Send one request; a 5xx or an exception is a fault. Whatever it changed is undone."""
        started = time.perf_counter()
        with transaction.atomic():
            try:
                answer = self.client.generic(method, path, **request)
                status = answer.status_code
                content = b"" if answer.streaming else answer.content
                problem = f"{status}" if status >= 500 and status != 503 else ""
            except Exception as fault:
                status, content, problem = 500, b"", f"{type(fault).__name__}: {fault!s:.200}"
            transaction.set_rollback(True)
        self.sent += 1
        label = f"{method} {path[:120]}: {what[:200]}"
        self.seconds.append((time.perf_counter() - started, label))
        if problem:
            self.faults.append(f"{label}: {problem}")
        return status, content

    def slowest(self) -> list[str]:
        """Return the slowest answers, slowest first, in words."""
        return [
            f"{seconds:6.2f} s  {label}" for seconds, label in sorted(self.seconds, reverse=True)[:SLOWEST]
        ]


@pytest.fixture(
    params=[
        # PostgreSQL is the one that refuses characters; `make test-full` sends many to SQLite too.
        pytest.param("a few", marks=pytest.mark.postgres),
        pytest.param("many", marks=pytest.mark.full),
    ]
)
def rounds(request: pytest.FixtureRequest) -> int:
    """How many rounds each form gets."""
    return MANY if request.param == "many" else A_FEW


@dataclass(frozen=True)
class Place:
    """The site that is tried: real values for what its addresses name, and links that were mailed."""

    values: dict[str, str]
    mailed: list[str]


@pytest.fixture
def place(db: None) -> Place:
    """A campaign with a petition, somebody who signed it, and somebody who has yet to confirm."""
    page = create_small_site().pages["petition"]
    assert isinstance(page, PetitionPage)
    petition = page.petition
    assert petition is not None
    RecipientKey.objects.create(
        petition=petition, name="Example", public_key=str(pyrage.x25519.Identity.generate().to_public())
    )
    wording = take_wording(page)
    waiting, confirmed = (
        submit(petition, wording, "en", "home", {"name": "Żółć عريضة", "email": email, **ANSWERS})
        for email in ("ada@example.org", "bo@example.org")
    )
    assert confirm(confirmed.pk) == Outcome.SIGNED
    signature = Signature.objects.get()
    mailed = [urlsplit(link(waiting, "en")).path for link in (confirmation_link, not_me_link)]
    mailed += [signature_path(signature, "en"), correction_path(signature, "en")]
    return Place({"slug": petition.slug, "page_id": str(page.pk)}, mailed)


@pytest.fixture
def admin(db: None) -> Client:
    """The browser of somebody who may do everything, and of whom nothing may be asked in return."""
    client = Client()
    client.force_login(User.objects.create_superuser("root", "root@example.org", "password"))
    return client


def report(attempts: Attempts, record_property: Callable[[str, object], None]) -> None:
    """Pass the slowest answers on to the end of the run, and fail with all faults at once."""
    record_property("slowest", attempts.slowest())
    listed = "\n".join(attempts.faults)
    assert not attempts.faults, f"{len(attempts.faults)} of {attempts.sent} answers were faults:\n{listed}"


# Public addresses


def public_paths(place: Place) -> list[str]:
    """Return one real path for each public pattern, those of all pages, and links that were mailed."""
    pages = [path for page in Page.objects.live().filter(depth__gt=1) if (path := page.get_url())]
    public = [url.filled(place.values) for url in urls() if not url.is_admin]
    return sorted({*public, *(urlsplit(path).path for path in pages), *place.mailed})


def test_no_public_address_fails_whatever_is_sent(
    client: Client, place: Place, rounds: int, record_property: Callable[[str, object], None]
) -> None:
    attempts = Attempts(client)
    for path in public_paths(place):
        _status, page = attempts.send("GET", path, "as it is")
        forms = list(forms_of(page, path))
        names = {name for form in forms for name, _value in form.fields} | set(PARAMETERS)
        for number in range(rounds):
            send_odd_url(attempts, path, sorted(names), number)
            for form in forms:
                send_odd_form(attempts, path, form, number)
    report(attempts, record_property)


def test_no_public_address_fails_whatever_a_header_or_a_body_says(
    client: Client, place: Place, rounds: int, record_property: Callable[[str, object], None]
) -> None:
    attempts = Attempts(client)
    several = ODD_HEADERS if rounds > A_FEW else None
    for index, path in enumerate(public_paths(place)):
        for headers in several or ODD_HEADERS[index % 4 :: 4]:
            for method in ("GET", "POST"):
                attempts.send(method, path, f"{headers}", headers=headers, data=b"name=x", content_type=FORM)
        for kind, body in ODD_BODIES if several else ODD_BODIES[index % 3 :: 3]:
            attempts.send("POST", path, f"{kind} {body[:40]!r}", data=body, content_type=kind)
    report(attempts, record_property)


def send_odd_url(attempts: Attempts, path: str, names: list[str], number: int) -> None:
    """Ask for the path with oddities for its parameters, and with one in place of its last part."""
    odd = {name: ODD_VALUES[NAMES[(number * 7 + index) % len(NAMES)]] for index, name in enumerate(names)}
    query = urlencode({name: value[:LONGEST] for name, value in odd.items()})
    attempts.send("GET", path, f"parameters, round {number}", QUERY_STRING=query)
    kinds = list(ODD_SEGMENTS)
    kind = kinds[number * 11 % len(kinds)]
    parent = path.rstrip("/").rpartition("/")[0]
    # As a server passes it on: decoded, each byte a character.
    raw = unquote_to_bytes(ODD_SEGMENTS[kind]).decode("latin-1")
    attempts.send("GET", f"{parent}/x", f"{kind} as the last part", PATH_INFO=f"{parent}/{raw}/")


def send_odd_form(attempts: Attempts, path: str, form: Form, number: int) -> None:
    """Send the form with another oddity in each of its fields."""
    odd = odd_round(form, number)
    where = urljoin(path, form.action)
    told = ", ".join(sorted(odd))[:100]
    attempts.send(
        "POST", urlsplit(where).path, f"round {number} of {told}", data=form.sends(odd), content_type=FORM,
        QUERY_STRING=urlsplit(where).query,
    )  # fmt: skip


def odd_round(form: Form, number: int) -> dict[str, bytes]:
    """Return another oddity for each field, so that after all rounds each field has held each."""
    names = dict.fromkeys(name for name, _value in form.fields if name != "csrfmiddlewaretoken")
    return {name: ODD_VALUES[NAMES[(number * 7 + index) % len(NAMES)]] for index, name in enumerate(names)}


# The admin


def admin_pages(attempts: Attempts, place: Place) -> Iterator[tuple[str, bytes]]:
    """Yield one page for each of the admin's patterns that links or real ids lead to."""
    seen: set[str] = set()
    waiting = deque(["/admin/"])
    # What only scripts ask for, or that only stands in menus.
    waiting.extend(url.filled(place.values) for url in urls() if url.is_admin)
    while waiting:
        path = waiting.popleft()
        try:
            route = resolve(urlsplit(path).path).route
        except Resolver404:
            continue
        if route in seen or path.startswith(LEFT_ALONE):
            continue
        status, page = attempts.send(
            "GET", urlsplit(path).path, "as it is", QUERY_STRING=urlsplit(path).query
        )
        if status != 200:
            continue
        seen.add(route)
        yield path, page
        links = [str(link["href"]) for link in BeautifulSoup(page, "html.parser").select("a[href]")]
        found = (urljoin(path, link).split("#")[0] for link in links)
        # Real ones come before those that were filled in.
        waiting.extendleft(one for one in found if one.startswith("/admin/"))


def with_streams(form: Form, page: bytes) -> Form:
    """Return the form with what the editor's script adds for one block of each stream of the page."""
    streams = [str(one["id"]) for one in BeautifulSoup(page, "html.parser").select("[data-block][id]")]
    if not any(name.startswith("next") or name == "action-publish" for name, _value in form.fields):
        streams = streams if any(name == "title" for name, _value in form.fields) else []
    blocks = BodyStreamBlock().child_blocks
    added: list[tuple[str, str]] = []
    for stream in streams:
        added.append((f"{stream}-count", str(len(blocks))))
        for index, (name, block) in enumerate(blocks.items()):
            start = f"{stream}-{index}"
            added += [(f"{start}-{part}", value) for part, value in (("deleted", ""), ("order", str(index)))]
            added += [(f"{start}-type", name), (f"{start}-id", "")]
            parts = [f"{start}-value-{part}" for part in getattr(block, "child_blocks", {})]
            added += [(part, "") for part in parts or [f"{start}-value"]]
    return replace(form, fields=(*form.fields, *added))


def test_no_form_of_the_admin_fails_whatever_is_sent(
    admin: Client, place: Place, rounds: int, record_property: Callable[[str, object], None]
) -> None:
    attempts = Attempts(admin)
    pages = forms = 0
    sent: set[tuple[str, tuple[str, ...]]] = set()
    for path, page in admin_pages(attempts, place):
        pages += 1
        for number in range(min(rounds, MOST_URLS)):
            send_odd_url(attempts, urlsplit(path).path, [*PARAMETERS, *ADMIN_PARAMETERS], number)
        for form in forms_of(page, path):
            route = resolve(urlsplit(urljoin(path, form.action)).path).route
            key = route, tuple(name for name, _value in form.fields)
            if key in sent or form.action.startswith(LEFT_ALONE):
                continue
            sent.add(key)
            forms += 1
            whole = with_streams(form, page)
            for number in range(rounds):
                send_odd_form(attempts, path, whole, number)
            if rounds > A_FEW:
                send_one_by_one(attempts, path, whole)
    assert pages >= 100
    assert forms >= 40, f"only {forms} forms were found on {pages} pages"
    report(attempts, record_property)


def send_one_by_one(attempts: Attempts, path: str, form: Form) -> None:
    """Send the form with one odd value between proper ones, which gets as far as the database."""
    where = urljoin(path, form.action)
    names = dict.fromkeys(name for name, _value in form.fields if name != "csrfmiddlewaretoken")
    for index, name in enumerate(islice(names, MOST_FIELDS)):
        for step in range(ONE_BY_ONE):
            kind = NAMES[(index * ONE_BY_ONE + step) % len(NAMES)]
            attempts.send(
                "POST",
                urlsplit(where).path,
                f"{name} is {kind}",
                data=form.sends({name: ODD_VALUES[kind]}),
                content_type=FORM,
            )
