"""An editor makes, schedules and restores pages, in a real browser, and a visitor signs on one."""

from __future__ import annotations

import re
import time
import urllib.error
import urllib.request
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from editorial.page_changes import MOMENT
from home.blocks import BodyStreamBlock

from .admin_browser import AdminBrowser
from .every_block import EVERY_BLOCK, Files, compose
from .mail_server import MailServer
from .running_hub import RunningHub
from .test_visitor_journeys import count, fill_in, link_in_mail_to

pytestmark = pytest.mark.browser

HOME = "Seen, Not Scanned"
# The block with the latest news shows nothing without any.
ADD_NEWS = """
from home.models import HomePage, NewsIndexPage, NewsPage
home = HomePage.objects.get(locale__language_code="en")
index = home.add_child(instance=NewsIndexPage(title="Journal", slug="journal"))
index.add_child(instance=NewsPage(title="Brussels looked up", slug="brussels-looked-up"))
"""
# The time that the editor chose comes: what the clock would do, and then the worker, as it does every few
# seconds.
LET_TIME_PASS = """
from datetime import timedelta
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page
before = timezone.now() - timedelta(minutes=1)
page = Page.objects.get(slug="{slug}").specific
if page.expire_at:
    page.expire_at = before
    page.save()
for revision in page.revisions.filter(approved_go_live_at__isnull=False):
    revision.content["go_live_at"] = before.isoformat()
    revision.approved_go_live_at = before
    revision.save()
call_command("work", once=True, verbosity=0)
"""


def served(url: str) -> str:
    """Return a public page as a visitor gets it; nothing if there is none."""
    try:
        with urllib.request.urlopen(url, timeout=60) as response:  # noqa: S310
            return str(response.read().decode())
    except urllib.error.HTTPError as answer:
        if answer.code != 404:
            raise
        return ""


def test_every_block_of_the_palette_is_in_the_journey() -> None:
    assert list(EVERY_BLOCK) == list(BodyStreamBlock().child_blocks)


def test_an_editor_publishes_a_page_of_every_block_in_eleven_minutes_that_people_sign_on(
    demo_hub: RunningHub, demo_mails: MailServer, page: Page, javascript_off: Page, tmp_path: Path
) -> None:
    demo_hub.run("manage.py", "shell", "-v0", "-c", ADD_NEWS)
    admin = AdminBrowser(page, demo_hub.url, "editor")
    compose(admin, Files.create(tmp_path), HOME, "Every block there is", EVERY_BLOCK)
    public = f"{demo_hub.url}/en/every-block-there-is/"
    assert not served(public)
    admin.publish()
    print(admin.effort)  # noqa: T201  (what the test is about: shown by `pytest -s` and when it fails)
    # Thirty blocks, one of them a table of six cells: twenty-two seconds each.
    assert admin.effort.minutes < 11, admin.effort

    visitor = javascript_off
    visitor.goto(public)
    main = visitor.locator("main")
    for name, block in EVERY_BLOCK.items():
        if block.is_for_visitors:
            expect(block.seen_in(main), name).to_be_visible()
        else:
            expect(block.seen_in(main), name).to_have_count(0)
    expect(main.locator("form[data-sign-form]")).to_have_count(1)

    before = count(demo_hub)
    fill_in(visitor, "every-block@example.org")
    expect(visitor).to_have_url(re.compile("/thanks/"))
    visitor.goto(link_in_mail_to(demo_mails, "every-block@example.org"))
    visitor.locator("main").get_by_role("button").click()
    expect(visitor.get_by_role("heading", level=1)).to_be_visible()
    assert count(demo_hub) == before + 1


@pytest.mark.full
def test_a_page_comes_and_goes_at_the_times_an_editor_sets_and_is_restored_from_its_history(
    demo_hub: RunningHub, page: Page
) -> None:
    title, slug = "Night of the open squares", "night-of-the-open-squares"
    public, home = f"{demo_hub.url}/en/{slug}/", f"{demo_hub.url}/en/"
    later = f"{timezone.localtime() + timedelta(days=3):%Y-%m-%d %H:%M}"

    def where_it_is_public() -> list[bool]:
        """Tell whether the page has an address, and whether menu and sitemap lead to it."""
        link = f"/en/{slug}/"
        return [bool(served(public)), link in served(home), link in served(f"{demo_hub.url}/sitemap.xml")]

    def assert_public(*, expected: bool) -> None:
        """Look at the page at once; what leads to it may be shown as it was for a moment."""
        in_a_moment = time.monotonic() + MOMENT
        assert bool(served(public)) == expected
        while where_it_is_public() != [expected] * 3:
            assert time.monotonic() < in_a_moment

    def let_time_pass() -> None:
        demo_hub.run("manage.py", "shell", "-v0", "-c", LET_TIME_PASS.format(slug=slug))

    admin = AdminBrowser(page, demo_hub.url, "editor")
    admin.start_page("Pillar page", HOME)
    admin.type(page.get_by_role("textbox", name="Title"), title)
    heading = admin.add_block("Heading")
    heading.fill("text", "Bring a chair")
    admin.show_in_menus()
    # The preview shows what nobody else sees yet. The editor loads each beside the old one and swaps them.
    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("iframe[title=Preview][src]").last
    expect(preview.get_by_role("heading", name="Bring a chair")).to_be_visible()
    page.get_by_role("button", name="Toggle preview").click()

    admin.set_schedule(go_live=later)
    admin.schedule()
    assert where_it_is_public() == [False] * 3
    let_time_pass()
    assert_public(expected=True)
    assert "Bring a chair" in served(public)

    admin.edit_page(title)
    admin.replace(heading.field("text"), "Bring a lamp")
    admin.publish()
    assert "Bring a lamp" in served(public)
    assert "Bring a chair" not in served(public)

    admin.edit_page(title)
    admin.set_schedule(expiry=later)
    admin.publish()
    assert_public(expected=True)
    let_time_pass()
    assert_public(expected=False)

    admin.edit_page(title)
    admin.publish_version_before("scheduled for publishing")
    assert_public(expected=True)
    assert "Bring a chair" in served(public)
    assert "Bring a lamp" not in served(public)
