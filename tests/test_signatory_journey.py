"""Somebody who has signed and lost every mail comes back, sees what is held, and has it their way."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from .mail_server import MailServer
from .running_hub import RunningHub
from .test_visitor_journeys import count, fill_in

pytestmark = pytest.mark.browser

MAIL_SECONDS = 60
EMAIL = "returning@example.org"


def next_link(mails: MailServer, kind: str, seen: int) -> str:
    """Wait for a mail after those that were seen, and return the link of that kind in it."""
    assert mails.wait_until(lambda: len(mails.mails_to(EMAIL)) > seen, MAIL_SECONDS)
    match = re.search(rf"http://\S+/{kind}/\S+", mails.mails_to(EMAIL)[-1].text)
    assert match is not None
    return match[0]


def test_without_javascript_a_signatory_has_it_their_way(
    demo_hub: RunningHub, demo_mails: MailServer, javascript_off: Page
) -> None:
    page = javascript_off
    main, button = page.locator("main"), page.locator("main").get_by_role("button")
    before = count(demo_hub)
    petition_page = demo_hub.url + demo_hub.paths["en"]["petition"]
    page.goto(petition_page)
    fill_in(page, EMAIL, country="BE", updates="yes")
    page.goto(next_link(demo_mails, "confirm", 0))
    button.click()

    page.goto(petition_page)
    page.get_by_role("link", name="I have signed: show me what you keep").click()
    page.get_by_label("Your e-mail address").fill(EMAIL)
    button.click()
    expect(main).to_contain_text("If this address has signed, a mail is on its way.")

    own_page = next_link(demo_mails, "signature", 1)
    page.goto(own_page)
    expect(main).to_contain_text("Belgium")
    expect(main).not_to_contain_text("Lovelace")
    page.get_by_role("button", name="No more news from you").click()
    expect(page.get_by_role("status")).to_contain_text("Your yes to news from us is taken back.")
    expect(page.get_by_role("button", name="No more news from you")).to_have_count(0)
    page.get_by_role("button", name="Send me my data").click()
    expect(main).to_contain_text("We answer by")

    page.get_by_role("link", name="Put my signature right").click()
    fill_in(page, EMAIL, country="FR", updates="yes")
    expect(page).to_have_url(re.compile("/correction/"))
    page.goto(next_link(demo_mails, "confirm", 2))
    page.get_by_role("button", name="Put my signature right").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your signature is put right")
    page.goto(own_page)
    expect(main).to_contain_text("France")
    assert count(demo_hub) == before + 1

    page.get_by_role("button", name="Remove my signature").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your signature is removed")
    assert count(demo_hub) == before
    assert not page.context.cookies()
