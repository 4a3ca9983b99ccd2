"""What every public page promises: no cookie, nothing from elsewhere, nothing that runs within the page.

The walk begins at the front pages and follows every link to this site, so a page or a block that is added
later is held to the same rules without being named here.
"""

import re
import uuid
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from django.conf import settings as django_settings
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import get_language_info
from pytest_django.fixtures import Settings

from petition_blocks.counting.models import CountChange, CountTotal, PetitionTotal
from petition_blocks.mailing.links import confirmation_link
from petition_blocks.page.models import PetitionPage
from petition_blocks.signature.models import Signature, Submission

from .small_site import SmallSite, create_small_site

HOST = "testserver"
START = ["/en/", "/de/"]
# Attributes whose address the browser turns to by itself, whatever the element. `ping` tells on a reader.
USED_URLS = ["action", "background", "data", "formaction", "manifest", "ping", "poster", "src"]
HARMLESS_SCHEMES = {"http", "https", "mailto", "tel"}
CSS_URL = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s;]+)""")
# Names of dialects of XML look like addresses, and nobody ever follows them.
SITEMAP_URL = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
SCRIPT_URL = re.compile(r"""https?://(?!www\.w3\.org/)[^\s"'`)]*""")


@dataclass
class Walk:
    """What was found: each address with its answer, and what broke a rule."""

    answers: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    @property
    def pages(self) -> list[str]:
        """The addresses that are pages."""
        return [path for path, answer in self.answers.items() if is_html(answer)]


def is_html(answer: Any) -> bool:
    """Tell whether an answer is a page."""
    return str(answer.headers["Content-Type"]).startswith("text/html")


def content_of(answer: Any) -> str:
    """Return the text of an answer, also of one that is sent bit by bit."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(content.decode())


def is_foreign(url: str, base: str = "/") -> bool:
    """Tell whether an address, as it stands on a page, leads to another host."""
    parts = urlsplit(urljoin(f"http://{HOST}{base}", url.strip()))
    return parts.scheme != "data" and parts.netloc != HOST


def walk_from(client: Client, start: list[str]) -> Walk:
    """Follow every link from the addresses given to all pages and files of this site, and look at each."""
    walk = Walk()
    waiting = list(start)
    while waiting:
        path = waiting.pop()
        if path in walk.answers:
            continue
        answer = walk.answers[path] = client.get(path)
        if answer.status_code != 200:
            walk.problems.append(f"{path}: answers {answer.status_code}")
            continue
        kind = str(answer.headers["Content-Type"]).split(";")[0]
        text = content_of(answer) if kind.startswith(("text/", "application/x", "image/svg")) else ""
        if kind == "text/html":
            page = BeautifulSoup(text, "html.parser")
            walk.problems += [f"{path}: {problem}" for problem in problems_of_page(path, answer, page)]
            waiting += urls_to_follow(path, page, walk)
        elif kind == "application/xml":
            sitemap = ElementTree.fromstring(answer.content)  # noqa: S314  (it is our own)
            listed = [place.text or "" for place in sitemap.iter(SITEMAP_URL)]
            walk.problems += [f"{path}: lists {url}" for url in listed if is_foreign(url)]
            waiting += [urlsplit(url).path for url in listed]
        elif kind == "text/css":
            waiting += files_of_stylesheet(path, text, walk)
        elif "javascript" in kind:
            walk.problems += [f"{path}: names {url}" for url in SCRIPT_URL.findall(text)]
    return walk


def urls_to_follow(path: str, page: BeautifulSoup, walk: Walk) -> Iterator[str]:
    """Return what the page links to or loads on this site, uploaded files apart: those must be there."""
    names = {str(element["id"]) for element in page.find_all(id=True)}
    found = [str(element[name]) for name in ("href", "src") for element in page.select(f"[{name}]")]
    found += [url for element in page.select("[srcset]") for url in urls_of_srcset(element)]
    for url in found:
        parts = urlsplit(urljoin(f"http://{HOST}{path}", url))
        if parts.netloc != HOST or parts.path.startswith("/admin/"):
            continue
        if url.startswith("#") and len(url) > 1 and unquote(url[1:]) not in names:
            walk.problems.append(f"{path}: links to {url}, which is not on the page")
        if parts.path.startswith(django_settings.MEDIA_URL):
            if not default_storage.exists(unquote(parts.path.removeprefix(django_settings.MEDIA_URL))):
                walk.problems.append(f"{path}: shows {url}, which is not there")
        elif not parts.query:
            yield parts.path
        elif "?" not in path:  # one filter is followed, not each with each other
            yield f"{parts.path}?{parts.query}"


def urls_of_srcset(element: Tag) -> list[str]:
    """Return the addresses of the pictures that an element lets the browser choose from."""
    return [choice.split()[0] for choice in str(element["srcset"]).split(",")]


def files_of_stylesheet(path: str, text: str, walk: Walk) -> Iterator[str]:
    """Return the files that a stylesheet loads."""
    for url in CSS_URL.findall(text):
        if is_foreign(url, path):
            walk.problems.append(f"{path}: loads {url}")
        elif not url.startswith(("data:", "#")):
            yield urlsplit(urljoin(f"http://{HOST}{path}", url)).path


def problems_of_page(path: str, answer: Any, page: BeautifulSoup) -> Iterator[str]:
    """Return what is wrong with a public page."""
    yield from problems_of_headers(answer)
    language = path.split("/")[1]
    html = page.html
    if html is None or html.get("lang") != language:
        yield f"its language is not said to be {language}"
    elif html.get("dir") != ("rtl" if get_language_info(language)["bidi"] else "ltr"):
        yield "its direction is not that of its language"
    for element in page.find_all(True):
        yield from problems_of_element(path, element)


def problems_of_headers(answer: Any) -> Iterator[str]:
    """Return which headers of a public answer are missing, too many, or wrong."""
    if answer.cookies or answer.has_header("Set-Cookie"):
        yield f"sets the cookies {', '.join(answer.cookies)}"
    if "cookie" in answer.get("Vary", "").lower():
        yield "differs by cookie"
    policy = answer.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy or "http" in policy or "*" in policy:
        yield f"has the content policy “{policy}”"
    expected = {
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    for name, value in expected.items():
        if answer.get(name) != value:
            yield f"has the header {name}: {answer.get(name)}"
    if "geolocation=()" not in answer.get("Permissions-Policy", ""):
        yield "lets itself be told where readers are"


def is_inline_script(element: Tag) -> bool:
    """Tell whether the element is code within the page. A block of data is never run."""
    is_data = element.get("type") == "application/ld+json"
    return element.name == "script" and not element.get("src") and not is_data


def problems_of_element(path: str, element: Tag) -> Iterator[str]:
    """Return what is wrong with one element of a public page."""
    if element.name == "style" or is_inline_script(element):
        yield f"has a <{element.name}> within"
    if element.name in ("base", "embed", "frame", "iframe", "object"):
        yield f"has a <{element.name}>"
    if element.name == "meta" and element.get("http-equiv"):
        yield f"has {element}"
    used = [str(element[name]) for name in USED_URLS if element.get(name)]
    if element.get("srcset"):
        used += urls_of_srcset(element)
    if element.name not in ("a", "area") and element.get("href"):
        used.append(str(element["href"]))
    for url in used:
        if is_foreign(url, path):
            yield f"turns to {url} in <{element.name}>"
    for name, value in element.attrs.items():
        if name == "style" or name.startswith("on"):
            yield f"has {name}=“{value}” in <{element.name}>"
    if element.name in ("a", "area"):
        scheme = urlsplit(urljoin(f"http://{HOST}{path}", str(element.get("href", "")))).scheme
        if scheme not in HARMLESS_SCHEMES:
            yield f"links to {element.get('href')}"


@pytest.fixture
def own_ip(settings: Settings) -> None:
    """Full addresses name the host that the tests ask."""
    settings.WAGTAILADMIN_BASE_URL = f"http://{HOST}"


@pytest.fixture
def small_site(db: None, own_ip: None) -> SmallSite:
    """One page of each type, with all blocks, in two languages."""
    return create_small_site()


def test_all_pages_and_files_of_a_site_keep_the_rules(client: Client, small_site: SmallSite) -> None:
    walk = walk_from(client, [*START, "/sitemap.xml", "/robots.txt"])
    assert walk.problems == []
    assert {page.get_url() for page in small_site.pages.values()} <= set(walk.pages), "not all was found"
    assert {path.split("/")[1] for path in walk.pages} == {"en", "de"}


def test_the_way_to_a_signature_keeps_the_rules(client: Client, small_site: SmallSite) -> None:
    url = f"/en/sign/{small_site.petition.slug}/"
    page = PetitionPage.objects.get(pk=small_site.pages["petition"].pk)
    typed = {"name": "Ada Lovelace", "email": "ada@example.org", "country": "BE", "updates": "no"}
    answers = {
        "the form by itself": client.get(url),
        "the form with errors": client.post(url, {"name": "Ada"}),
        "the form sent from elsewhere": client.post(url, typed, headers={"sec-fetch-site": "cross-site"}),
    }
    accepted = client.post(url, {**typed, "wording": page.wording_hash})
    assert accepted.status_code == 303
    assert list(problems_of_headers(accepted)) == []
    answers["what is left to do"] = client.get(accepted.headers["Location"])
    submission = Submission.objects.select_related("petition").get()
    link = urlsplit(confirmation_link(submission, "en")).path
    answers["what is to be confirmed"] = client.get(link)
    assert client.post(link).status_code == 303
    answers["confirmed"] = client.get(link)
    answers["a link that has run out"] = client.get(
        link.replace(str(submission.public_id), str(uuid.uuid4()))
    )
    answers["a page that is not there"] = client.get("/en/not-there/")
    pages = {name: BeautifulSoup(content_of(answer), "html.parser") for name, answer in answers.items()}
    found = {
        name: problems
        for name, answer in answers.items()
        if (problems := list(problems_of_page("/en/", answer, pages[name])))
    }
    assert found == {}
    for name in ("the form with errors", "what is to be confirmed", "confirmed"):
        assert "no-store" in answers[name].headers["Cache-Control"], f"a cache may keep {name}"
    for name in ("the form by itself", "what is left to do", "what is to be confirmed", "confirmed"):
        assert answers[name].headers["X-Robots-Tag"] == "noindex", f"search engines may list {name}"


def test_pages_do_not_depend_on_who_asks(client: Client, admin_client: Client, small_site: SmallSite) -> None:
    for page in small_site.pages.values():
        url = page.get_url()
        plain = client.get(url).content
        assert admin_client.get(url).content == plain
        assert client.get(f"{url}?fbclid=x&utm_source=y").content == plain
        assert client.get(url, headers={"accept-language": "de", "user-agent": "x"}).content == plain
        assert client.get(url, headers={"cookie": "a=b; django_language=de"}).content == plain


# The rules themselves


@pytest.mark.parametrize(
    "markup",
    [
        "<script>run()</script>",
        "<style>a { color: red }</style>",
        '<p style="color: red">',
        '<p onclick="run()">',
        '<a href="javascript:run()">',
        '<a href="https://elsewhere.example/" ping="https://elsewhere.example/">',
        '<img src="https://elsewhere.example/a.png">',
        '<img src="//elsewhere.example/a.png">',
        '<source srcset="/a.png 1x, https://elsewhere.example/b.png 2x">',
        '<link rel="stylesheet" href="https://elsewhere.example/a.css">',
        '<script src="https://elsewhere.example/a.js"></script>',
        '<form action="https://elsewhere.example/">',
        '<button formaction="https://elsewhere.example/">',
        '<iframe src="/en/"></iframe>',
        '<base href="https://elsewhere.example/">',
        '<meta http-equiv="refresh" content="0; https://elsewhere.example/">',
    ],
)
def test_the_walk_sees_what_breaks_a_rule(markup: str) -> None:
    found = [
        problem
        for element in BeautifulSoup(markup, "html.parser").find_all(True)
        for problem in problems_of_element("/en/", element)
    ]
    assert found


def test_the_walk_lets_pass_what_readers_may_follow() -> None:
    markup = (
        '<a href="https://elsewhere.example/">A</a><a href="mailto:a@example.org">B</a><img src="data:,">'
    )
    for element in BeautifulSoup(markup, "html.parser").find_all(True):
        assert list(problems_of_element("/en/", element)) == []


# Queries


# How many queries a page may take when nothing is kept that it shows, not even of other pages: what it takes
# when that is kept, `test_cost_of_pages` says. Each block that shows other pages, a petition or members takes
# a few; none takes one a row. A number may be lowered, and raised for a reason alone. One is for the site's
# generation, which the page cache has read where there is one.
MOST_QUERIES = {"home": 38, "petition": 32, "content": 30, "pillar": 33, "coalition": 32}


def queries_of(client: Client, url: str) -> int:
    """Return how many queries a page takes without the page cache, in a process that has answered before."""
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.fixture
def add_signatures(small_site: SmallSite) -> Callable[[int], None]:
    """Returns a function that adds signatures, with all the rows that each of them leaves."""

    def add(number: int) -> None:
        petition = small_site.petition
        wording = PetitionPage.objects.get(pk=small_site.pages["petition"].pk).wording_hash
        day = date(2026, 1, 1)
        cells = [
            {"petition": petition, "country": "BE", "language": "en", "source": f"page-{n}", "day": day}
            for n in range(number)
        ]
        Signature.objects.bulk_create(
            Signature(
                petition=petition,
                digest=uuid.uuid4().bytes * 2,
                public_id=uuid.uuid4(),
                nonce=b"0" * 16,
                language="en",
                country="BE",
                wording_id=wording,
                signed_on=day,
            )
            for _ in range(number)
        )
        CountChange.objects.bulk_create(CountChange(**cell, change=1) for cell in cells)
        CountTotal.objects.bulk_create(CountTotal(**cell, count=1) for cell in cells)
        PetitionTotal.objects.create(petition=petition, count=number)

    return add


def test_pages_take_few_queries_and_no_more_with_many_signatures(
    client: Client, small_site: SmallSite, add_signatures: Callable[[int], None]
) -> None:
    urls = {name: page.get_url() for name, page in small_site.pages.items()}
    without = {name: queries_of(client, url) for name, url in urls.items()}
    too_many = {name: number for name, number in without.items() if number > MOST_QUERIES[name]}
    assert too_many == {}
    add_signatures(300)
    assert {name: queries_of(client, url) for name, url in urls.items()} == without
    for url in urls.values():
        assert 'data-number="600"' in client.get(url).content.decode(), "the signatures don't show"
