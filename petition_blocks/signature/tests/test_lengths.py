"""Length first: no pattern and no normal form sees more of a stranger's text than its field may hold.

Some of them take time by the square of what they see: 110 seconds for a name of 60,000 letters. So what is
asserted is how much reaches them, which is the same on every machine.
"""

import re
import sys
import unicodedata
from collections.abc import Callable
from types import ModuleType
from typing import Any
from unittest.mock import patch

import idna
import pytest
from django.core.validators import EmailValidator
from django.test import Client

from campaign_site.search import LONGEST_QUERY
from petition_blocks.abuse.challenge import LONGEST_CHALLENGE
from petition_blocks.abuse.honeypot import LONGEST_LOOKED_AT
from petition_blocks.details.asked import DETAILS
from petition_blocks.details.tests.examples import EXAMPLES
from petition_blocks.petition.models import Petition
from petition_blocks.signatory.views import LONGEST_LINK

from .. import fields as public_fields
from ..models import Submission

pytestmark = pytest.mark.slow

OURS = ("campaign_site", "coalition", "editorial", "home", "petition_blocks")
MARK = "zq"
# Letters alone, with signs that patterns look for, and marks that normal forms put in order.
LONG_TEXTS = [
    MARK + "n" * 60_000,
    MARK + ".a" * 30_000,
    MARK + "a@" * 30_000,
    MARK + "\u0315\u0300" * 10_000,
]
SIGN = "/en/sign/unwatched/"
MY_SIGNATURE = f"{SIGN}my-signature/"


class NotedPattern:
    """Stands for a compiled pattern, and notes what it is given."""

    def __init__(self, pattern: Any, note: Callable[[object], None]) -> None:
        self.pattern, self.note = pattern, note

    def __getattr__(self, name: str) -> Any:
        attribute = getattr(self.pattern, name)
        if not callable(attribute):
            return attribute

        def noted(*arguments: Any, **options: Any) -> Any:
            for argument in arguments:
                self.note(argument)
            return attribute(*arguments, **options)

        return noted


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The lengths of all marked texts that a pattern, or a function of Unicode's or IDNA's, was given."""
    lengths: list[int] = []

    def note(text: object) -> None:
        if isinstance(text, str) and MARK in text.casefold():
            lengths.append(len(text))

    def noted(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            for argument in arguments:
                note(argument)
            return function(*arguments, **options)

        return call

    for module in [module for name, module in sys.modules.items() if name.split(".")[0] in OURS]:
        assert isinstance(module, ModuleType)
        for name, value in list(vars(module).items()):
            if isinstance(value, re.Pattern):
                monkeypatch.setattr(module, name, NotedPattern(value, note))
    for name in ("user_regex", "domain_regex"):
        monkeypatch.setattr(EmailValidator, name, NotedPattern(getattr(EmailValidator, name), note))
    for owner, names in {
        re: ["match", "search", "fullmatch", "sub", "split", "findall"],
        unicodedata: ["normalize"],
        idna: ["encode"],
    }.items():
        for name in names:
            monkeypatch.setattr(owner, name, noted(getattr(owner, name)))
    return lengths


# Address, field, and how much of it anything may look at.
PUBLIC_FIELDS = [
    (SIGN, "name", 255),
    (SIGN, "email", 254),
    (SIGN, "country", 0),
    *((SIGN, detail.name, detail.field.max_length) for detail in DETAILS),
    (SIGN, "updates", 0),
    (SIGN, "partner", 0),
    (SIGN, "show_name", 0),
    (SIGN, "wording", 64),
    (SIGN, "via", 50),
    (SIGN, "corrects", 80),
    (SIGN, "homepage", LONGEST_LOOKED_AT),
    (SIGN, "challenge", LONGEST_CHALLENGE),
    (SIGN, "g-recaptcha-response", 0),
    (SIGN, "of_no_form", 0),
    (MY_SIGNATURE, "email", 254),
    ("/admin/login/", "username", 150),
    ("/admin/login/", "password", 0),
    ("/admin/password_reset/", "email", 254),
]


def test_nothing_sees_more_than_a_field_may_hold(
    client: Client, answers: dict[str, str], petition: Petition, seen: list[int]
) -> None:
    asking = {detail.setting: True for detail in DETAILS}
    Petition.objects.update(asks_partner_consent=True, shows_names=True, **asking)
    complete = {**answers, **EXAMPLES, "partner": "no", "show_name": "no"}
    for path, field, most in PUBLIC_FIELDS:
        for text in LONG_TEXTS:
            seen.clear()
            answer = client.post(path, {**complete, field: text})
            assert answer.status_code < 500
            assert max(seen, default=0) <= most, (path, field, text[:8])
    # What is no text of a person's doesn't stand in the way of signing.
    assert Submission.objects.exists()


@pytest.mark.usefixtures("indexes")
def test_nothing_sees_more_of_a_query_or_a_header_than_it_may(
    client: Client, answers: dict[str, str], petition: Petition, seen: list[int]
) -> None:
    for text in (MARK + "n" * 7_000, MARK + "\u0315\u0300" * 600):
        for path in ("/en/search/", "/en/", SIGN):
            for parameter in ("q", "page", "via", "wording", "country", "kind"):
                seen.clear()
                assert client.get(path, {parameter: text}).status_code < 500
                assert max(seen, default=0) <= LONGEST_QUERY, (path, parameter)
    for name in (
        "accept-language",
        "origin",
        "sec-fetch-site",
        "x-forwarded-for",
        "cookie",
        "accept",
        "referer",
    ):
        seen.clear()
        answer = client.post(SIGN, answers, headers={name: MARK + "n," * 3_000})
        assert answer.status_code in (303, 403)
        assert max(seen, default=0) == 0, name
    for part in ("confirm/11111111-1111-4111-8111-111111111111/", "correct/", "not-me/"):
        seen.clear()
        assert client.get(f"{SIGN}{part}{MARK}{'n' * 7_000}/").status_code in (404, 410)
        assert max(seen, default=0) <= LONGEST_LINK, part


def test_a_refused_form_is_looked_at_once(client: Client, answers: dict[str, str]) -> None:
    with patch.object(public_fields, "plain_name", wraps=public_fields.plain_name) as looked_at:
        answer = client.post(SIGN, {**answers, "name": "Ada www.example", "email": "ada"})
    assert answer.status_code == 422
    assert looked_at.call_count == 1
    content = answer.content.decode()
    assert content.count("Enter your name without the web address “www.example”.") == 2, "above and beside"
    assert "Enter your e-mail address, like name@example.org." in content


def test_a_form_that_is_shown_again_for_another_reason_is_not_looked_at(
    client: Client, answers: dict[str, str]
) -> None:
    Petition.objects.update(paused=True)
    with patch.object(public_fields, "plain_name", wraps=public_fields.plain_name) as looked_at:
        answer = client.post(SIGN, {**answers, "name": ""})
    assert answer.status_code == 409
    assert not looked_at.called
    assert "Enter your name." not in answer.content.decode()
