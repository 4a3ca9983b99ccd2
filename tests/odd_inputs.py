"""What strangers, pasted texts and broken programs send: values, headers and bodies that no form asks for.

Addresses come from the URL patterns and forms from the pages themselves, so whatever is added is tried too.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, quote_from_bytes, urlencode

from bs4 import BeautifulSoup, Tag
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.regex_helper import normalize

# Bytes, as a browser never sends half a character and others do. Each stands for a kind.
ODD_VALUES: dict[str, bytes] = {
    "nothing": b"",
    "a space": b" ",
    "a NUL byte": b"a\x00b",
    "control characters": b"\x01\x08\x0b\x0c\x1b\x7f\xc2\x85",
    "ends of lines": b"a\r\nb\nc\rd\xe2\x80\xa8e",
    "half a character": b"\xff\xfe\xc3",
    "a lone surrogate": b"\xed\xa0\x80",
    "a lone surrogate in JSON": b'"\\ud800"',
    "Arabic": "عريضة الساحات".encode(),
    "Polish and Greek": "Żółć i Łódź, Πλατεία".encode(),
    "Chinese": "关于公共广场的请愿".encode(),
    "Devanagari and Thai": "सार्वजनिक จัตุรัส".encode(),
    "emoji joined of several": "👩‍👩‍👧‍👦🏳️‍🌈".encode(),
    "many marks on one letter": ("a" + "́" * 200).encode(),
    "directions turned": "‮abc‬‏؜".encode(),
    "not normal forms": "é ﬁ ① ｅ ſ İ ı".encode(),
    "long": b"a" * 20_000,
    "long without an end": b"https://a.example/" + b"a." * 5_000,
    "deeply nested": b"[" * 5_000,
    "deeply nested objects": b'{"a":' * 2_000,
    "a negative number": b"-1",
    "a number beyond all columns": b"99999999999999999999999",
    "no number": b"NaN",
    "an endless number": b"1e400",
    "other digits": "١٢٣ ²".encode(),
    "a target that is gone": b"987654",
    "several": b"1,2,,3",
    "a date in words": b"28.12.2026",
    "a day that is none": b"2026-02-31T25:61",
    "the end of time": b"9999-12-31T23:59",
    "before all time": b"0000-00-00",
    "markup": b"<script>alert(1)</script><a href='javascript:alert(1)'>\"'&lt;",
    "half of markup": b"<p><a linktype='page' id='x'><embed embedtype='image' id='y'",
    "a formula": b'=HYPERLINK("https://a.example")',
    "a template": b"{{ settings }}{% load x %}%(x)s %s {0}",
    "SQL": b"'; DROP TABLE x; -- \" %' _",
    "a path": b"../../../../etc/passwd\x5c..",
    "a format": b"%d%n%s",
    "JSON": b'{"type": "petition", "value": null, "id": []}',
    "JSON null": b"null",
    "JSON list": b"[1, {}, null, true]",
    "an address that cannot be": b"http://[",
    "a script's address": b"javascript:alert(1)",
    "a name with an at sign": "jörg@straße.example".encode(),
    "a word": b"x",
}
NAMES = list(ODD_VALUES)
# What an address can hold: no raw NUL or line end gets past an HTTP server, encoded ones do.
ODD_SEGMENTS = {name: quote_from_bytes(value[:2_000], safe="") for name, value in ODD_VALUES.items() if value}
ODD_HEADERS: list[dict[str, str]] = [
    {"Origin": "http://["},
    {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "https://xn--.example", "Sec-Fetch-Site": "\xff"},
    {"Referer": "http://[::1", "Sec-Fetch-Site": ""},
    {"Accept-Language": "x-" + "a-" * 5_000},
    {"Accept-Language": "en;q=NaN,*;q=1e400,\xff"},
    {"Accept": "application/json, */*;q=x," * 200},
    {"Cookie": "sessionid=\xff; csrftoken=; =; ;;;=a; " + "a=b; " * 300},
    {"X-Forwarded-For": ","},
    {"X-Forwarded-For": "1.2.3.4, ::ffff:999.1.1.1, [", "X-Forwarded-Proto": "gopher"},
    {"X-Forwarded-Host": "a b", "X-Forwarded-Port": "x"},
    {"If-None-Match": '"' * 501, "If-Modified-Since": "Thu, 99 Foo 99999 99:99:99 GMT"},
    {"If-Modified-Since": "Mon, 01 Jan 0001 00:00:00 GMT", "If-Unmodified-Since": "\xff"},
    {"Range": "bytes=-0,9999999999999999999999-,x", "If-Range": '"'},
    {"Host": "testserver:99999999"},
    {"Host": "["},
    {"Content-Type": "multipart/form-data"},
    {"Content-Type": "multipart/form-data; boundary=" + "a" * 300},
    {"Content-Type": "application/x-www-form-urlencoded; charset=\xff"},
    {"Content-Type": "application/json; charset=no-such"},
    {"X-Requested-With": "XMLHttpRequest", "Accept": "application/json"},
]
ODD_BODIES: list[tuple[str, bytes]] = [
    ("application/json", b'{"name": "\\ud800", "email": ["a"], "country": {"a": null}}'),
    ("application/json", b"[" * 20_000),
    ("application/json", b"\xff"),
    ("application/json", b'{"a": 1' + b"0" * 5_000 + b"}"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n'),
    (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="\xff\x00"\r\n\r\n\x00\r\n--x--\r\n',
    ),
    ("application/x-www-form-urlencoded", b"&".join(b"a%d=b" % number for number in range(3_000))),
    ("application/x-www-form-urlencoded", b"%"),
    ("text/plain", b"\x00" * 100),
    ("", b"\xfe\xff"),
]


@dataclass(frozen=True)
class Form:
    """A form of a page: where it goes, and what it would send untouched, in the order of its fields."""

    action: str
    fields: tuple[tuple[str, str], ...]
    files: frozenset[str] = field(default_factory=frozenset)

    def sends(self, odd: dict[str, bytes]) -> bytes:
        """Return the body of the form with some of its values replaced."""
        pairs = [(name, odd.get(name, value.encode(errors="replace"))) for name, value in self.fields]
        return urlencode(pairs, quote_via=quote).encode()


def forms_of(page: bytes, path: str) -> Iterator[Form]:
    """Yield the forms of a page that change something, in the order they stand in it."""
    # An invalid page must not hide a form, and html.parser takes anything.
    soup = BeautifulSoup(page, "html.parser")
    for form in soup.find_all("form"):
        if str(form.get("method", "get")).lower() == "post":
            action = str(form.get("action") or path).split("#")[0]
            yield Form(action, tuple(_values(form)), frozenset(_files(form)))


def _files(form: Tag) -> Iterator[str]:
    yield from (str(one["name"]) for one in form.select("input[type=file][name]"))


def _values(form: Tag) -> Iterator[tuple[str, str]]:
    """Yield name and value of all that the form would send, each button included once."""
    for one in form.select("input[name], select[name], textarea[name], button[name]"):
        name, kind = str(one["name"]), str(one.get("type", "")).lower()
        if kind == "file" or (kind in {"checkbox", "radio"} and not one.has_attr("checked")):
            continue
        if one.name == "textarea":
            yield name, one.get_text()
        elif one.name == "select":
            chosen = one.select("option[selected]") or one.select("option")[:1]
            yield from ((name, str(option.get("value", option.get_text()))) for option in chosen)
        else:
            yield name, html.unescape(str(one.get("value", "on" if kind == "checkbox" else "")))


@dataclass(frozen=True)
class Url:
    """A pattern of addresses: its route, what it looks like filled in, and whether it is the admin's."""

    route: str
    template: str
    parameters: tuple[str, ...]

    @property
    def is_admin(self) -> bool:
        """Whether only people who have signed in meet it."""
        return self.template.startswith("admin/")

    def filled(self, values: dict[str, str]) -> str:
        """Return a path of this pattern. Positional parameters are looked up as ``_0``, ``_1`` …"""
        return "/" + self.template % {name: values.get(name, "1") for name in self.parameters}


def urls(language: str = "en") -> list[Url]:
    """Return every pattern that the site answers to, ours and Wagtail's, once each."""
    found: dict[str, Url] = {}
    for route, pattern in _routes(get_resolver().url_patterns):
        for template, parameters in normalize(pattern):
            template = template.removeprefix("/")
            found.setdefault(template, Url(route, template, tuple(parameters)))
    return [found[template] for template in sorted(found)]


def _routes(
    patterns: Iterable[URLPattern | URLResolver], route: str = "", regex: str = ""
) -> Iterator[tuple[str, str]]:
    for one in patterns:
        longer = regex + str(one.pattern.regex.pattern).removeprefix("^").removeprefix(r"\A")
        longer = re.sub(r"\(\?i\)", "", longer)
        if isinstance(one, URLResolver):
            yield from _routes(one.url_patterns, route + str(one.pattern), longer)
        else:
            yield route + str(one.pattern), longer
