"""Each look to begin with is good for everybody, by day and by night, in letters of three scripts.

The campaigns are new ones, started as an operator starts them on a hub without the demo: one in Polish, one
in Greek, and one in Hebrew, which is written from the right and has no words of the hub's own yet.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from editorial.brand.looks import LOOKS

from .conftest import AccessibilityProblems, CheckAccessibility
from .running_hub import RunningHub

pytestmark = pytest.mark.browser

LANGUAGES = ("pl", "el", "he")
# As `new_campaigns.py` starts them. Each look and each language once, on a phone, is what `make test` sees.
FIRST_LOOKS = dict(zip(LANGUAGES, LOOKS, strict=True))
PHONE, DESKTOP = 360, 1280
STATUS = {"not-found": 404, "link-ran-out": 410}
KINDS = ("home", "pillar_1", "petition", "every-block", "thanks", "not-found")
EVERYTHING = [
    pytest.param(
        look,
        language,
        width,
        marks=[] if (FIRST_LOOKS[language], PHONE) == (look, width) else pytest.mark.full,
    )
    for look in LOOKS
    for language in LANGUAGES
    for width in (PHONE, DESKTOP)
]
# These repeat what somebody has read, as it was kept: a line of it may be in two languages.
RECORDS = {"confirm", "signature"}
SCROLLS_SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# English between words of another language, of which nothing says so. Names, addresses, kinds of files and
# the choices of a list, which can't be marked, are no words of the hub.
NOT_MARKED_AS_ENGLISH = r"""() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const parent = node.parentElement;
        if (parent.closest("script, style, option, bdi, [translate=no], [aria-hidden=true]")) continue;
        if (parent.closest("[lang]").lang !== document.documentElement.lang) continue;
        const words = node.data.replace(/\S+[@/]\S+/g, "").replace(/\b[A-Z]+\b/g, "");
        if (/[A-Za-z]{2,}/.test(words)) found.push(`<${parent.localName}> ${node.data.trim()}`);
    }
    return found;
}"""


class NewCampaigns:
    """A hub with a new campaign in each of the languages, on a site of its own."""

    def __init__(self, hub: RunningHub) -> None:
        self.hub = hub
        self.paths: dict[str, dict[str, str]] = {}
        self.worn = dict(FIRST_LOOKS)

    def start(self) -> None:
        """Make the campaigns and serve them."""
        # A petition opens without looking whether mailboxes will believe mails that never leave.
        self.hub.environment["EMAIL_URL"] = "dummymail://"
        self.hub.set_up_tables()
        self.paths = json.loads(self.hub.run("scripts/new_campaigns.py"))
        self.hub.start_server()

    def wear(self, look: str, language: str) -> None:
        """Give the campaign in a language a look; all others get it too."""
        if self.worn[language] != look:
            self.hub.run("scripts/wear_look.py", look)
            self.worn = dict.fromkeys(LANGUAGES, look)

    def visit(self, page: Page, language: str, kind: str) -> None:
        """Go to a page; send the form of the petition's with nothing in it."""
        answer = page.goto(f"http://{language}.localhost:{self.hub.port}{self.paths[language][kind]}")
        assert answer is not None
        assert answer.status == STATUS.get(kind, 200)
        if kind in ("petition", "sign"):
            page.locator("form[data-sign-form]").first.get_by_role("button").last.click()
            expect(page.get_by_role("alert")).to_be_visible()


@pytest.fixture(scope="module")
def campaigns(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[NewCampaigns]:
    """The campaigns; no test changes more than what they wear. Their hub sends no mail."""
    campaigns = NewCampaigns(RunningHub(tmp_path_factory.mktemp("looks"), mail_port=25))
    try:
        campaigns.start()
        yield campaigns
    finally:
        campaigns.hub.kill_server()


# In a class, so that one process starts the campaigns.
class TestLooks:
    @pytest.mark.parametrize(("look", "language", "width"), EVERYTHING)
    def test_every_kind_of_page_is_accessible_by_day_and_by_night(
        self,
        campaigns: NewCampaigns,
        page: Page,
        axe: CheckAccessibility,
        look: str,
        language: str,
        width: int,
    ) -> None:
        campaigns.wear(look, language)
        page.set_viewport_size({"width": width, "height": 800})
        problems = AccessibilityProblems()
        for kind in KINDS:
            page.emulate_media(color_scheme="light")
            campaigns.visit(page, language, kind)
            problems += [f"light: {problem}" for problem in axe(page)]
            page.emulate_media(color_scheme="dark")
            problems += [f"dark: {problem}" for problem in axe(page)]
            if page.evaluate(SCROLLS_SIDEWAYS):
                problems.append(f"{page.url} scrolls sideways")
        assert problems == []

    def test_english_words_on_a_hebrew_page_are_said_to_be_english(
        self, campaigns: NewCampaigns, page: Page
    ) -> None:
        for kind in campaigns.paths["he"].keys() - RECORDS:
            campaigns.visit(page, "he", kind)
            assert page.evaluate(NOT_MARKED_AS_ENGLISH) == [], kind

    def test_polish_pages_are_polish_throughout(self, campaigns: NewCampaigns, page: Page) -> None:
        for kind in KINDS:
            campaigns.visit(page, "pl", kind)
            assert page.locator("[lang=en]").count() == 0, kind
