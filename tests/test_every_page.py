"""Every public page is good for everybody: axe, the narrowest phone, large and wide-set text, chosen colours.

The pages are those of the hub's own sitemap, so a page that is added is held to it without being named here,
and those that no link leads to, such as the ones around signing and a page with every block of the palette.
`make test` looks at a sample; `make test-full` at each page in each language, light and dark, on phone and
desktop.
"""

from __future__ import annotations

import json
import urllib.request
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from editorial.typefaces import first_fonts

from .conftest import AccessibilityProblems
from .factories import create_home
from .running_hub import DEMO_PATHS, RunningHub

pytestmark = pytest.mark.browser

SITEMAP_URL = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
LANGUAGES = sorted(DEMO_PATHS)
PHONE, DESKTOP = 360, 1280
# Between them, each width is seen in each scheme; the language only decides which of the four looks it gets.
# Each look gets every second page, so that each page is seen on a phone and on a desk, once of them dark.
SAMPLE = [
    (language, (PHONE, DESKTOP)[number // 2 % 2], ("dark", "light")[number % 2], (0, 1, 1, 0)[number % 4])
    for number, language in enumerate(LANGUAGES)
]
EVERYTHING = [
    (language, width, scheme)
    for language in LANGUAGES
    for width in (PHONE, DESKTOP)
    for scheme in ("light", "dark")
]
SCROLLS_SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# A class that lays something out must not undo the attribute: what is hidden does nothing when it is pressed.
SHOWN_THOUGH_HIDDEN = """() => [...document.querySelectorAll("[hidden]")].filter(element =>
    getComputedStyle(element).display !== "none").map(element => element.outerHTML.slice(0, 120))"""
# https://www.w3.org/TR/WCAG22/#text-spacing, as a style sheet that our content policy lets a page construct.
WIDE_TEXT = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
        * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
        p { margin-block-end: 2em !important; }
    `);
    document.adoptedStyleSheets = [sheet];
}"""
# Text in a box that hides what does not fit; boxes of one pixel are for screen readers and hide on purpose.
CUT_OFF = """() => [...document.querySelectorAll("body *")].filter(element => {
    const style = getComputedStyle(element);
    const hides = /hidden|clip/.test(style.overflowX + style.overflowY);
    return hides && element.clientWidth > 1 && element.innerText?.trim()
        && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
}).map(element => `${element.tagName} ${element.className}: ${element.innerText.slice(0, 40)}`)"""
# In chosen colours backgrounds are gone: what can be pressed or filled in shows by its border or underline.
WITHOUT_EDGE = """() => [...document.querySelectorAll(".button, input, select, textarea")].filter(element => {
    const style = getComputedStyle(element);
    const shown = element.checkVisibility() && element.type !== "radio" && element.type !== "checkbox"
        && !element.closest("[aria-hidden=true]") && element.clientWidth > 1;
    return shown && (style.borderBlockStartStyle === "none" || parseFloat(style.borderBlockStartWidth) === 0);
}).map(element => element.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="session")
def hidden_pages(demo_hub: RunningHub) -> dict[str, dict[str, str]]:
    """The paths, by language and name, of the pages that no link leads to."""
    answer: dict[str, dict[str, str]] = json.loads(demo_hub.run("scripts/hidden_pages.py"))
    # A demo is run with DEBUG, and with that Django answers what is not there in its own way.
    return {
        language: {name: path for name, path in paths.items() if name != "not-found"}
        for language, paths in answer.items()
    }


@pytest.fixture(scope="session")
def listed_pages(demo_hub: RunningHub) -> dict[str, list[str]]:
    """The paths of the pages that the sitemap lists, by language."""
    with urllib.request.urlopen(f"{demo_hub.url}/sitemap.xml", timeout=60) as response:  # noqa: S310
        listed = [urlsplit(str(loc.text)).path for loc in ElementTree.parse(response).iter(SITEMAP_URL)]  # noqa: S314
    paths: dict[str, list[str]] = {}
    for path in listed:
        paths.setdefault(path.split("/")[1], []).append(path)
    return paths


@pytest.fixture(scope="session")
def every_page(
    listed_pages: dict[str, list[str]], hidden_pages: dict[str, dict[str, str]]
) -> dict[str, list[str]]:
    """The paths of all public pages, by language."""
    return {
        language: sorted({*listed_pages.get(language, []), *hidden_pages.get(language, {}).values()})
        for language in sorted({*listed_pages, *hidden_pages})
    }


def visit(hub: RunningHub, page: Page, path: str) -> None:
    """Go to a path, at which there is a page: a link that has run out says so with a page as well."""
    answer = page.goto(hub.url + path)
    assert answer is not None
    assert answer.status in (200, 410), f"{path} answers {answer.status}"


def accessibility_problems(
    hub: RunningHub,
    page: Page,
    axe: Callable[[Page], AccessibilityProblems],
    paths: list[str],
    width: int,
    scheme: str,
) -> AccessibilityProblems:
    """Visit each path and return what axe finds."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    problems = AccessibilityProblems()
    for path in paths:
        visit(hub, page, path)
        problems += [f"{width} px, {scheme}: {problem}" for problem in axe(page)]
    return problems


def sideways(hub: RunningHub, page: Page, paths: list[str]) -> list[str]:
    """Visit each path and return those that scroll sideways, or show what is marked as hidden."""
    wrong = []
    for path in paths:
        visit(hub, page, path)
        if page.evaluate(SCROLLS_SIDEWAYS):
            wrong.append(path)
        wrong += [f"{path} shows {what}" for what in page.evaluate(SHOWN_THOUGH_HIDDEN)]
    return wrong


def test_each_language_of_the_demo_is_looked_at(every_page: dict[str, list[str]]) -> None:
    assert sorted(every_page) == LANGUAGES, "DEMO_PATHS in tests/running_hub.py names the demo's languages"


@pytest.mark.parametrize(("language", "width", "scheme", "first"), SAMPLE)
def test_the_campaign_s_pages_are_accessible(
    demo_hub: RunningHub,
    page: Page,
    axe: Callable[[Page], AccessibilityProblems],
    listed_pages: dict[str, list[str]],
    language: str,
    width: int,
    scheme: str,
    first: int,
) -> None:
    paths = listed_pages[language][first::2]
    assert paths
    assert accessibility_problems(demo_hub, page, axe, paths, width, scheme) == []


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (DESKTOP, "dark")])
def test_every_block_and_the_pages_around_signing_are_accessible(
    demo_hub: RunningHub,
    page: Page,
    axe: Callable[[Page], AccessibilityProblems],
    hidden_pages: dict[str, dict[str, str]],
    width: int,
    scheme: str,
) -> None:
    paths = list(hidden_pages["en"].values())
    assert accessibility_problems(demo_hub, page, axe, paths, width, scheme) == []


@pytest.mark.full
@pytest.mark.parametrize(("language", "width", "scheme"), EVERYTHING)
def test_every_page_is_accessible(
    demo_hub: RunningHub,
    page: Page,
    axe: Callable[[Page], AccessibilityProblems],
    every_page: dict[str, list[str]],
    language: str,
    width: int,
    scheme: str,
) -> None:
    paths = every_page[language]
    assert accessibility_problems(demo_hub, page, axe, paths, width, scheme) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_form_with_gaps_is_accessible(
    demo_hub: RunningHub, page: Page, axe: Callable[[Page], AccessibilityProblems], scheme: str
) -> None:
    page.set_viewport_size({"width": PHONE, "height": 800})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(demo_hub.url + demo_hub.paths["en"]["petition"])
    page.locator("form[data-sign-form]").first.get_by_role("button").last.click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert axe(page) == []


# The demo has DEBUG, with which Django answers in its own way.
def test_an_address_where_nothing_is_leads_on(
    site: str, page: Page, axe: Callable[[Page], AccessibilityProblems]
) -> None:
    create_home()
    for width in (320, DESKTOP):
        page.set_viewport_size({"width": width, "height": 800})
        answer = page.goto(f"{site}/en/nothing-is-here/")
        assert answer is not None
        assert answer.status == 404
        expect(page.get_by_role("heading", level=1)).to_have_text("This page is not here")
        assert not page.evaluate(SCROLLS_SIDEWAYS)
        assert axe(page) == []
        page.emulate_media(color_scheme="dark")
        assert axe(page) == []
        page.emulate_media(color_scheme="light")


# Arabic runs the other way, and German has the longest words; English at this width is set wider below.
@pytest.mark.parametrize(
    "language",
    [pytest.param(code, marks=[] if code in {"ar", "de"} else pytest.mark.full) for code in LANGUAGES],
)
def test_no_page_scrolls_sideways_on_the_narrowest_phone(
    demo_hub: RunningHub, page: Page, every_page: dict[str, list[str]], language: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    assert sideways(demo_hub, page, every_page[language]) == []


def test_no_page_scrolls_sideways_at_four_times_the_size(
    demo_hub: RunningHub, page: Page, hidden_pages: dict[str, dict[str, str]]
) -> None:
    # A laptop's window of 1280 × 1024 at 400 % is this one, as far as a page can tell.
    page.set_viewport_size({"width": 320, "height": 256})
    paths = [
        demo_hub.paths["en"]["home"],
        demo_hub.paths["de"]["petition"],
        hidden_pages["en"]["every-block"],
    ]
    assert sideways(demo_hub, page, paths) == []
    for path in paths:
        visit(demo_hub, page, path)
        covered = page.evaluate(
            """() => [...document.querySelectorAll("body *")].filter(element =>
                /fixed|sticky/.test(getComputedStyle(element).position)
                && element.checkVisibility() && element.clientHeight > innerHeight / 2
            ).map(element => element.className)"""
        )
        assert covered == [], "what stays in place leaves room to read"


@pytest.mark.parametrize("width", [320, pytest.param(DESKTOP, marks=pytest.mark.full)])
@pytest.mark.parametrize(
    "language", [pytest.param(code, marks=[] if code == "en" else pytest.mark.full) for code in LANGUAGES]
)
def test_text_set_wider_is_neither_cut_off_nor_pushed_out(
    demo_hub: RunningHub, page: Page, every_page: dict[str, list[str]], language: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    problems = []
    for path in every_page[language]:
        visit(demo_hub, page, path)
        page.evaluate(WIDE_TEXT)
        problems += [f"{path} cuts off {what}" for what in page.evaluate(CUT_OFF)]
        if page.evaluate(SCROLLS_SIDEWAYS):
            problems.append(f"{path} scrolls sideways")
    assert problems == []


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.full)])
def test_in_chosen_colours_all_that_can_be_used_has_an_edge(
    demo_hub: RunningHub,
    page: Page,
    axe: Callable[[Page], AccessibilityProblems],
    hidden_pages: dict[str, dict[str, str]],
    scheme: str,
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", forced_colors="active")
    for path in (
        demo_hub.paths["en"]["home"],
        demo_hub.paths["en"]["petition"],
        hidden_pages["en"]["every-block"],
    ):
        visit(demo_hub, page, path)
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        assert page.evaluate(WITHOUT_EDGE) == []
        # Contrast is the reader's own choice here, and axe still reckons with our colours.
        assert [problem for problem in axe(page) if "(color-contrast," not in problem] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fonts_that_a_page_needs_are_fetched_at_once_and_no_others(
    demo_hub: RunningHub, page: Page, language: str
) -> None:
    """A font found late makes words jump; one fetched in vain is paid for by whoever has a slow line."""
    page.set_viewport_size({"width": PHONE, "height": 800})
    # Not the home page: the people who show their names there come from everywhere.
    page.goto(demo_hub.url + demo_hub.paths[language]["pillar"], wait_until="networkidle")
    fetched = page.evaluate(
        """async () => {
            await document.fonts.ready;
            return performance.getEntriesByType("resource").filter(({name}) => name.endsWith(".woff2"))
                .map(({name, initiatorType}) => `${initiatorType} ${name.split("/").pop()}`).sort();
        }"""
    )
    # Those named "… on Arial" and the like are the device's own.
    shown = page.evaluate(
        "[...document.fonts].filter(one => one.status === 'loaded' && !one.family.includes(' on ')).length"
    )
    assert fetched == sorted(f"link {path.removeprefix('fonts/')}" for path in first_fonts(language))
    assert shown == len(fetched)
