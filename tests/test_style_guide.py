"""In a real browser, everything that the style guide shows fits a phone and can be used by everybody."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from .admin_browser import AdminBrowser
from .conftest import CheckAccessibility
from .running_hub import RunningHub

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 800}
# A block alone is no page, so that it has no title above it.
OF_WHOLE_PAGES = ("(page-has-heading-one,", "(heading-order,")
WIDER_THAN_THE_WINDOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def guide(demo_hub: RunningHub, page: Page) -> Page:
    """The style guide, opened by an editor from the menu."""
    AdminBrowser(page, demo_hub.url, "editor")
    page.get_by_role("link", name="Style guide").click()
    expect(page.get_by_role("heading", name="Style guide", level=1)).to_be_visible()
    return page


def frames_of(guide: Page, section: str, state: str) -> list[str]:
    """Return the addresses of the frames that a section shows in a state."""
    guide.goto(f"{guide.url.partition('style-guide/')[0]}style-guide/{section}/?state={state}")
    urls: list[str] = guide.locator("iframe").evaluate_all("frames => frames.map(frame => frame.src)")
    assert urls
    return urls


@pytest.mark.parametrize(
    "state",
    [
        pytest.param("phone", marks=pytest.mark.full),
        "long_words_phone",
        pytest.param("right_to_left_phone", marks=pytest.mark.full),
    ],
)
def test_no_block_is_wider_than_a_phone(guide: Page, state: str) -> None:
    guide.set_viewport_size(PHONE)
    too_wide = {}
    for url in frames_of(guide, "blocks", state):
        guide.goto(url)
        if wider := guide.evaluate(WIDER_THAN_THE_WINDOW):
            too_wide[url] = wider
    assert too_wide == {}


@pytest.mark.parametrize("state", [pytest.param("phone", marks=pytest.mark.full), "right_to_left_phone"])
def test_no_part_is_wider_than_a_phone(guide: Page, state: str) -> None:
    guide.set_viewport_size(PHONE)
    too_wide = {}
    for url in frames_of(guide, "parts", state):
        guide.goto(url)
        if wider := guide.evaluate(WIDER_THAN_THE_WINDOW):
            too_wide[url] = wider
    assert too_wide == {}


@pytest.mark.parametrize(
    ("section", "state"),
    [
        # Each block is looked at in the dark also on the page of every block.
        pytest.param("blocks", "dark", marks=pytest.mark.full),
        pytest.param("blocks", "right_to_left", marks=pytest.mark.full),
        pytest.param("parts", "usual", marks=pytest.mark.full),
        pytest.param("parts", "right_to_left_phone", marks=pytest.mark.full),
    ],
)
def test_everybody_can_use_what_it_shows(
    guide: Page, axe: CheckAccessibility, section: str, state: str
) -> None:
    guide.set_viewport_size(PHONE if "phone" in state else DESK)
    for url in frames_of(guide, section, state):
        guide.goto(url)
        problems = [problem for problem in axe(guide) if not any(rule in problem for rule in OF_WHOLE_PAGES)]
        assert not problems, "\n".join(problems)


@pytest.mark.parametrize("scheme", [pytest.param("light", marks=pytest.mark.full), "dark"])
def test_the_guide_itself_can_be_used_by_everybody(
    guide: Page, axe: CheckAccessibility, scheme: Literal["light", "dark"]
) -> None:
    guide.emulate_media(color_scheme=scheme)
    for section in ("Colours", "Parts", "Blocks"):
        guide.get_by_role("link", name=section, exact=True).click()
        expect(guide.get_by_role("link", name=section, exact=True)).to_have_attribute("aria-current", "page")
        assert axe(guide) == []


def test_a_frame_is_as_high_as_what_it_shows_and_as_dark(guide: Page) -> None:
    guide.get_by_role("link", name="Blocks").click()
    guide.get_by_role("link", name="Dark", exact=True).click()
    quote = guide.frame_locator('iframe[title="Quote"]')
    guide.locator('iframe[title="Quote"]').scroll_into_view_if_needed()
    expect(quote.locator("body")).to_have_css("background-color", "rgb(21, 19, 14)")
    guide.wait_for_function(
        """() => {
            const frame = document.querySelector('iframe[title="Quote"]');
            const shown = frame.contentDocument.body.getBoundingClientRect().height;
            return shown > 0 && Math.abs(frame.clientHeight - shown) <= 1;
        }"""
    )
