"""Visitors who sign over HTTP, each a person of their own, without a browser."""

from __future__ import annotations

import http.client
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from bs4 import BeautifulSoup, Tag

SIGN_PATH = "/en/sign/unwatched/"
MAILED_LINK = re.compile(r"https?://\S+/confirm/\S+")


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    text: str
    location: str


@dataclass(frozen=True)
class Person:
    """Somebody whose every word is found nowhere else, with a machine on a network of their own."""

    given_name: str
    family_name: str
    local_part: str
    domain: str
    postcode: str
    country: str
    updates: str
    # Of the loopback network, from which the connection really comes; and as a proxy would note it.
    own_ip: str
    noted_ip: str
    browser: str

    @property
    def name(self) -> str:
        """The name as it is typed."""
        return f"{self.given_name} {self.family_name}"

    @property
    def email(self) -> str:
        """The address as it is typed."""
        return f"{self.local_part}@{self.domain}"

    @property
    def traces(self) -> list[str]:
        """All that tells of this person, of the network address also the part that all neighbours share."""
        network = self.noted_ip.rpartition(".")[0] + "."
        return [
            *[self.name, self.given_name, self.family_name, self.email, self.local_part, self.postcode],
            *[self.own_ip, self.noted_ip, network, self.browser],
        ]

    def ask(self, port: int, path: str, fields: dict[str, str] | None = None, **headers: str) -> Answer:
        """Send a request from this person's machine: a form if there are fields, or else a GET."""
        machine = http.client.HTTPConnection("127.0.0.1", port, timeout=60, source_address=(self.own_ip, 0))
        sent = {
            "User-Agent": self.browser,
            "X-Forwarded-For": self.noted_ip,
            "X-Forwarded-Proto": "https",
            "Forwarded": f"for={self.noted_ip}",
            "X-Real-IP": self.noted_ip,
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        if fields is None:
            machine.request("GET", path, headers=sent)
        else:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
            machine.request("POST", path, urlencode(fields), headers=sent)
        answer = machine.getresponse()
        text = answer.read().decode(errors="replace")
        machine.close()
        return Answer(answer.status, text, answer.headers.get("Location", ""))

    def fields(self, wording: str) -> dict[str, str]:
        """Return the form as this person fills it in."""
        return {
            "name": self.name,
            "email": self.email,
            "country": self.country,
            "postcode": self.postcode,
            "updates": self.updates,
            "wording": wording,
            "via": "home",
        }

    def press(self, port: int, path: str, words: str) -> Answer:
        """Open a page and press the button that says these words; return the answer, or where it led."""
        page = BeautifulSoup(self.ask(port, path).text, "html.parser")
        button = next(one for one in page.find_all("button") if words in one.get_text())
        form = button.find_parent("form")
        assert isinstance(form, Tag)
        fields = {str(one["name"]): str(one.get("value", "")) for one in form.select("input[type=hidden]")}
        if button.get("name"):
            fields[str(button["name"])] = str(button.get("value", ""))
        target = urlsplit(str(form.get("action", ""))).path or path
        answer = self.ask(port, target, fields)
        return self.ask(port, urlsplit(answer.location).path) if answer.status == 303 else answer


def wording_of_form(page: str) -> str:
    """Return the hash of the wording that a page's sign form names."""
    found = re.search(r'name="wording"[^>]*value="([0-9a-f]{64})"', page)
    assert found is not None, "the page shows no sign form"
    return found[1]


def mailed_path(text: str) -> str:
    """Return the path of the link with which a mail asks to confirm; empty if it doesn't ask."""
    found = MAILED_LINK.search(text)
    return urlsplit(found[0]).path if found else ""


def people() -> Iterator[Person]:
    """Return different people without end, the same ones each time."""
    chance = random.Random(1)

    def word(length: int) -> str:
        return "".join(chance.choice("bcdfghklmnprstvz" if at % 2 else "aeiou") for at in range(length))

    def part() -> int:
        # Three digits each, so that the address is long enough to be told from chance.
        return chance.randint(100, 126)

    seen: set[str] = set()
    while True:
        person = Person(
            given_name=word(9).capitalize(),
            family_name=f"Ø’{word(9)}",
            local_part=word(11),
            domain=f"{word(10)}.org",
            postcode=f"{word(4)}-{chance.randint(10**6, 10**7)}".upper(),
            country=chance.choice(["BE", "DE", "FR"]),
            updates=chance.choice(["yes", "no"]),
            own_ip=f"127.{part()}.{part()}.{part()}",
            noted_ip=f"{chance.randint(101, 126)}.{part()}.{part()}.{part()}",
            browser=f"{word(10).capitalize()}/{chance.randint(10**5, 10**6)}",
        )
        if seen.isdisjoint(person.traces):
            seen.update(person.traces)
            yield person
