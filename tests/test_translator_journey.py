"""A translator puts a page of many blocks into German, in a real browser."""

from __future__ import annotations

import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from editorial.page_changes import MOMENT

from .admin_browser import AdminBrowser
from .every_block import Files, compose
from .mail_server import MailServer
from .running_hub import RunningHub
from .test_visitor_journeys import count, fill_in, link_in_mail_to

pytestmark = pytest.mark.browser

HOME = "Seen, Not Scanned"
BLOCKS = [
    *["heading", "rich_text", "image", "quote", "key_figures", "pillar_cards", "call_to_action"],
    *["petition", "petition_counter", "member_directory"],
]


def page_as_served(url: str) -> bytes:
    """Return a page byte by byte."""
    with urllib.request.urlopen(url, timeout=60) as response:  # noqa: S310
        return bytes(response.read())


def translate_everything(page: Page) -> int:
    """Write a German text beside each one that the translation editor shows; return how many there were.

    Each is saved as one leaves it.
    """
    fields = page.locator("[data-text] textarea[data-words]")
    expect(fields.first).to_be_visible()
    number = fields.count()
    for place in range(number):
        fields.nth(place).fill(f"Deutscher Text {place}")
        fields.nth(place).blur()
        expect(page.locator("[data-text]").nth(place).locator("[data-saved-state]")).to_have_text("Saved")
    return number


def test_a_translator_puts_a_page_of_many_blocks_into_german(
    demo_hub: RunningHub,
    demo_mails: MailServer,
    page: Page,
    javascript_off: Page,
    new_context: Callable[..., BrowserContext],
    tmp_path: Path,
) -> None:
    title = "Many blocks in two languages"
    path = "many-blocks-in-two-languages/"
    english, german = f"{demo_hub.url}/en/{path}", f"{demo_hub.url}/de/{path}"
    editor = AdminBrowser(page, demo_hub.url, "editor")
    compose(editor, Files.create(tmp_path), HOME, title, BLOCKS)
    editor.publish()
    english_before = page_as_served(english)

    desk = AdminBrowser(new_context().new_page(), demo_hub.url, "translator-de").page
    desk.get_by_role("link", name="Translations").first.click()
    desk.get_by_role("row").filter(has_text=title).get_by_role("link", name="Translate").click()
    desk.get_by_role("button", name="Submit").click()
    assert translate_everything(desk) >= 12
    with pytest.raises(urllib.error.HTTPError, match="404"):
        page_as_served(german)
    assert page_as_served(english) == english_before

    desk.get_by_role("button", name="Publish in German").click()
    expect(desk.locator(".messages .success").filter(has_text="Published")).to_be_visible()

    visitor = javascript_off
    visitor.goto(german)
    assert visitor.locator("html").get_attribute("lang") == "de"
    main = visitor.locator("main")
    for english_words in (
        "A square is for everyone",
        "show their face",
        "at noon",
        "the market",
        "Who we are",
    ):
        expect(main).not_to_contain_text(english_words)
    form = main.locator("form[data-sign-form]")
    expect(form).to_have_count(1)
    expect(form.get_by_label("Dein Name")).to_be_visible()
    shown = main.locator(".counter-number").first
    expect(shown).to_contain_text(re.compile(rf"\b{count(demo_hub)}\b"))

    # In a moment, the switcher offers German on the English page; nothing else about it has changed.
    in_a_moment = time.monotonic() + MOMENT
    while b'hreflang="de"' not in (english_after := page_as_served(english)):
        assert time.monotonic() < in_a_moment
    main_part = re.compile(rb"<main.*</main>", re.DOTALL)
    before, after = main_part.search(english_before), main_part.search(english_after)
    assert before is not None
    assert after is not None
    assert before[0] == after[0]

    before_signing = count(demo_hub)
    fill_in(visitor, "zweisprachig@example.org", german=True)
    visitor.goto(link_in_mail_to(demo_mails, "zweisprachig@example.org"))
    visitor.locator("main").get_by_role("button").click()
    expect(visitor.get_by_role("heading", level=1)).to_be_visible()
    assert count(demo_hub) == before_signing + 1
