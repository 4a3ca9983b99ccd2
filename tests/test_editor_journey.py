"""An editor makes a page of every block, in a real browser, and a visitor signs on it."""

from __future__ import annotations

import re
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from .admin_browser import AdminBrowser
from .mail_server import MailServer
from .running_hub import RunningHub
from .test_visitor_journeys import count, fill_in, link_in_mail_to

pytestmark = pytest.mark.browser

HOME = "Seen, Not Scanned"


def compose_every_block(admin: AdminBrowser, title: str) -> None:
    """Start a content page below the English home page and put each block of the palette on it."""
    admin.open("pages/")
    admin.page.get_by_role("row").filter(has_text=HOME).get_by_role("button").first.click()
    admin.page.get_by_role("link", name="Add child page").filter(visible=True).click()
    admin.page.get_by_role("link", name="Content page").first.click()
    admin.page.get_by_role("textbox", name="Title").fill(title)
    admin.add_block("Heading").fill("text", "A square is for everyone")
    admin.add_block("Text").write("Nobody should have to show their face to a machine.")
    image = admin.add_block("Image")
    image.choose_image("square")
    image.fill("caption", "The square at noon")
    quote = admin.add_block("Quote")
    quote.fill("quote", "I stopped going to the market.")
    quote.fill("name", "Mara, a resident we made up")
    figures = admin.add_block("Key figures")
    figures.fill("figures-0-value-figure", "15")
    figures.fill("figures-0-value-label", "countries have tried it")
    admin.add_block("Pillar cards").choose_page("Transparency")
    action = admin.add_block("Call to action")
    action.fill("heading", "Write to your city council")
    action.fill("button", "See what we ask for")
    action.choose_page("The petition")
    admin.add_block("Petition").choose_page("The petition")
    admin.add_block("Petition counter").choose_page("The petition")
    admin.add_block("Member directory").fill("heading", "Who we are")


def test_an_editor_composes_previews_and_publishes_a_page_that_people_sign_on(
    demo_hub: RunningHub, demo_mails: MailServer, page: Page, javascript_off: Page
) -> None:
    admin = AdminBrowser(page, demo_hub.address, "editor")
    compose_every_block(admin, "Every block there is")

    page.get_by_role("button", name="Toggle preview").click()
    # The editor loads each preview beside the old one and then swaps them.
    preview = page.frame_locator("iframe[title=Preview][src]").last
    expect(preview.get_by_role("heading", name="A square is for everyone")).to_be_visible()
    expect(preview.locator("form[data-sign-form]")).to_have_count(1)
    page.get_by_role("button", name="Toggle preview").click()

    public = f"{demo_hub.address}/en/every-block-there-is/"
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(public, timeout=10)  # noqa: S310

    admin.publish()

    visitor = javascript_off
    visitor.goto(public)
    main = visitor.locator("main")
    for words in (
        "A square is for everyone",
        "Nobody should have to show their face to a machine.",
        "The square at noon",
        "I stopped going to the market.",
        "countries have tried it",
        "Transparency",
        "See what we ask for",
        "Panoptykon Foundation",
    ):
        expect(main).to_contain_text(words)
    expect(main.locator("picture img").first).to_be_visible()
    expect(main.locator("form[data-sign-form]")).to_have_count(1)

    before = count(demo_hub)
    fill_in(visitor, "every-block@example.org")
    expect(visitor).to_have_url(re.compile("/thanks/"))
    visitor.goto(link_in_mail_to(demo_mails, "every-block@example.org"))
    visitor.locator("main").get_by_role("button").click()
    expect(visitor.get_by_role("heading", level=1)).to_be_visible()
    assert count(demo_hub) == before + 1
