"""A visitor signs, with and without JavaScript, in a real browser on the demo campaign."""

from __future__ import annotations

import json
import re
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from .mail_server import MailServer
from .running_hub import RunningHub

pytestmark = pytest.mark.browser

MAIL_SECONDS = 60


def count(hub: RunningHub) -> int:
    """Return the exact number of confirmed signatures."""
    with urllib.request.urlopen(f"{hub.url}{hub.count_path}", timeout=60) as response:  # noqa: S310
        return int(json.load(response)["confirmed"])


def fill_in(
    page: Page, email: str, *, german: bool = False, country: str = "BE", updates: str = "no"
) -> None:
    """Fill in the first sign form of the page the way a visitor does, and send it."""
    form = page.locator("form[data-sign-form]").first
    form.get_by_label("Dein Name" if german else "Your name").fill("Ada Lovelace")
    form.get_by_label(re.compile("E-Mail-Adresse|e-mail address")).fill(email)
    form.locator("select[name=country]").select_option(country)
    form.locator(f"input[name=updates][value={updates}]").check()
    form.locator("input[name=show_name][value=no]").check()
    form.get_by_role("button").last.click()


def link_in_mail_to(mails: MailServer, email: str) -> str:
    """Wait for the mail to the address and return the link in it."""
    assert mails.wait_until(lambda: bool(mails.mails_to(email)), MAIL_SECONDS)
    match = re.search(r"http://\S+/confirm/\S+", mails.mails_to(email)[-1].text)
    assert match is not None
    return match[0]


@pytest.mark.parametrize("place", ["home", "pillar", "coalition"])
def test_without_javascript_a_visitor_signs_wherever_they_are(
    demo_hub: RunningHub, demo_mails: MailServer, javascript_off: Page, place: str
) -> None:
    page, email = javascript_off, f"ada-{place}@example.org"
    page.goto(demo_hub.url + demo_hub.paths["en"][place])
    before = count(demo_hub)
    fill_in(page, email)
    expect(page).to_have_url(re.compile("/en/sign/.*/thanks/"))
    expect(page.locator("main")).to_contain_text("does not count yet")

    link = link_in_mail_to(demo_mails, email)
    page.goto(link)
    expect(page.locator("main")).to_contain_text("Ada Lovelace")
    expect(page.locator("main")).to_contain_text("Belgium")
    assert count(demo_hub) == before, "following the link changes nothing"
    page.locator("main").get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert count(demo_hub) == before + 1

    # The same person again, in German, with another spelling of the address: same answer, same number.
    page.goto(demo_hub.url + demo_hub.paths["de"][place])
    fill_in(page, email.replace("ada", "Ada").replace("example.org", "EXAMPLE.org"), german=True)
    expect(page).to_have_url(re.compile("/de/sign/.*/thanks/"))
    # The domain is written in one way, whatever was typed.
    spelled = f"Ada-{place}@example.org"
    assert demo_mails.wait_until(lambda: bool(demo_mails.mails_to(spelled)), MAIL_SECONDS)
    mail = demo_mails.mails_to(spelled)[-1]
    assert "/confirm/" not in mail.text
    assert mail.subject == "Du hast schon unterschrieben"
    assert count(demo_hub) == before + 1


def test_with_javascript_a_visitor_signs_without_leaving_the_page(
    demo_hub: RunningHub, demo_mails: MailServer, page: Page
) -> None:
    start = demo_hub.url + demo_hub.paths["en"]["pillar"]
    page.goto(start)
    page.evaluate("window.stillHere = true")
    fill_in(page, "grace@example.org")
    thanks = page.locator("[data-thanks]")
    expect(thanks).to_contain_text("does not count yet")
    expect(thanks.get_by_role("heading").first).to_be_focused()
    assert page.url.split("#")[0] == start
    assert page.evaluate("window.stillHere") is True
    assert link_in_mail_to(demo_mails, "grace@example.org")


@pytest.mark.parametrize("javascript", [True, False])
def test_gaps_are_named_beside_their_fields_and_nothing_is_lost(
    demo_hub: RunningHub, page: Page, javascript_off: Page, javascript: bool
) -> None:
    visitor = page if javascript else javascript_off
    visitor.goto(demo_hub.url + demo_hub.paths["en"]["home"])
    form = visitor.locator("form[data-sign-form]").first
    form.get_by_label("Your name").fill("Ada Lovelace")
    form.get_by_label(re.compile("e-mail address")).fill("ada")
    form.get_by_role("button").last.click()
    expect(visitor).to_have_title(re.compile("^Error: "))
    summary = visitor.get_by_role("alert")
    expect(summary).to_contain_text("Enter your e-mail address, like name@example.org.")
    expect(summary).to_contain_text("Choose the country you live in.")
    if javascript:
        expect(summary).to_be_focused()
    form = visitor.locator("form[data-sign-form]").first
    email = form.get_by_label(re.compile("e-mail address"))
    expect(email).to_have_value("ada")
    expect(email).to_have_attribute("aria-invalid", "true")
    expect(form.get_by_label("Your name")).to_have_value("Ada Lovelace")
    summary.get_by_role("link", name=re.compile("Enter your e-mail address")).click()
    expect(email).to_be_focused()
