"""The admin as an editor meets it: no script fails, nobody else is told, and the editor's checks work."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request, expect

from .admin_browser import AdminBrowser
from .conftest import CheckAccessibility
from .running_hub import RunningHub

pytestmark = pytest.mark.browser

SECTIONS = [
    "",
    "pages/",
    "pages/search/?q=petition",
    "petitions/",
    "translations/",
    "snippets/coalition/member/",
    "snippets/coalition/member/add/",
    "images/",
    "images/add/",
    "documents/",
    "documents/multiple/add/",
    "redirects/",
    "redirects/add/",
    "settings/petition_blocks/petitionsettings/",
    "bin/",
    "words/",
    "reports/loose-ends/",
    "reports/site-history/",
    "reports/workflow/",
    "reports/aging-pages/",
    "reports/page-types-usage/",
    "account/",
]


def open_new_page(admin: AdminBrowser, title: str) -> None:
    """Begin a content page below the English home page."""
    admin.open("pages/")
    admin.page.get_by_role("row").filter(has_text="Seen, Not Scanned").get_by_role("button").first.click()
    admin.page.get_by_role("link", name="Add child page").filter(visible=True).click()
    admin.page.get_by_role("link", name="Content page").first.click()
    admin.page.get_by_role("textbox", name="Title").fill(title)


def wait_until_scripts_rest(page: Page) -> None:
    """Wait until all files of a page are there and its scripts have done what they do at the start.

    The page's own say, not the network's: on a busy machine the browser may not tell that a request has
    ended, and a network that is never idle would be waited for in vain.
    """
    page.wait_for_load_state("load")
    page.evaluate("() => new Promise(done => requestIdleCallback(() => requestIdleCallback(done)))")


def wait_until_changes_are_noticed(page: Page) -> None:
    """Wait until Wagtail compares what is in the editor with what was there.

    It begins two seconds after the editor is open. What a test is quick enough to change before counts as
    having been there from the start: neither preview nor checks follow it.
    """
    page.wait_for_function(
        """() => {
            const form = document.querySelector("[data-edit-form]");
            return wagtail.app.getControllerForElementAndIdentifier(form, "w-unsaved")?.initialFormData;
        }"""
    )


def test_no_script_fails_and_no_other_host_is_asked(demo_hub: RunningHub, page: Page) -> None:
    problems: list[str] = []

    def note_message(message: ConsoleMessage) -> None:
        if message.type == "error":
            problems.append(f"{page.url}: {message.text}")

    def note_request(request: Request) -> None:
        if not request.url.startswith((f"{demo_hub.url}/", "data:", "blob:")):
            problems.append(f"{page.url} asks {request.url}")

    page.on("console", note_message)
    page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
    page.on("request", note_request)
    admin = AdminBrowser(page, demo_hub.url, "editor")
    for section in SECTIONS:
        admin.open(section)
        wait_until_scripts_rest(page)
        expect(page.locator(".messages .error, .messages .warning"), section).to_have_count(0)
    open_new_page(admin, "Nothing yet")
    wait_until_scripts_rest(page)
    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("iframe[title=Preview][src]").last
    expect(preview.get_by_role("heading", name="Nothing yet")).to_be_visible()
    assert problems == []


def test_what_translators_and_tidy_editors_open_can_be_used_by_everybody(
    demo_hub: RunningHub, page: Page, axe: CheckAccessibility
) -> None:
    admin = AdminBrowser(page, demo_hub.url, "editor")
    for section in ("bin/", "reports/loose-ends/", "words/de/"):
        admin.open(section)
        assert axe(page) == [], section
    page.get_by_label("Find").fill("signature")
    page.get_by_role("button", name="Find").click()
    page.locator("main table a").first.click()
    page.get_by_label("In your words").first.fill("%(stranger)s")
    page.get_by_role("button", name="Say it like this").click()
    expect(page.get_by_text("This can’t stand here: %(stranger)s")).to_be_visible()
    # A message fades in.
    page.evaluate("() => Promise.all(document.getAnimations().map(animation => animation.finished))")
    assert axe(page) == []


def test_a_block_is_there_at_once_for_who_wants_no_movement(demo_hub: RunningHub, page: Page) -> None:
    admin = AdminBrowser(page, demo_hub.url, "editor")
    open_new_page(admin, "At rest")
    admin.add_block("Heading")
    duplicate = page.get_by_role("button", name="Duplicate").first
    # What jQuery is moving.
    assert duplicate.evaluate("button => { button.click(); return window.jQuery.timers.length }") == 0
    page.emulate_media(reduced_motion="no-preference")
    page.wait_for_function("() => !window.jQuery.fx.off")


def test_an_editor_is_told_how_long_a_page_is_and_what_to_mend(demo_hub: RunningHub, page: Page) -> None:
    admin = AdminBrowser(page, demo_hub.url, "editor")
    open_new_page(admin, "Checked as it is written")
    wait_until_changes_are_noticed(page)
    heading = admin.add_block("Heading")
    heading.fill("text", "Who asked for this?")
    heading.choose("level", "Part of a section")
    page.get_by_role("button", name="Toggle checks").click()
    checks = page.locator("[data-side-panel=checks]")
    expect(checks.locator("[data-content-word-count]")).to_have_text(re.compile(r"^\d+$"))
    expect(checks).to_contain_text("Incorrect heading hierarchy")
    heading.choose("level", "Section")
    expect(checks).not_to_contain_text("Incorrect heading hierarchy")


def test_a_date_stays_as_it_is_typed(demo_hub: RunningHub, page: Page) -> None:
    admin = AdminBrowser(page, demo_hub.url, "editor")
    admin.open("reports/site-history/")
    page.get_by_role("button", name="Filter").first.click()
    page.locator("button[aria-controls='drilldown-id_timestamp']").click()
    field = page.locator("input[name^='timestamp']").first
    field.fill("28.12.2026")
    field.press("Tab")
    expect(field).to_have_value("28.12.2026")


def test_a_country_is_found_by_a_few_letters(
    demo_hub: RunningHub, page: Page, axe: CheckAccessibility
) -> None:
    admin = AdminBrowser(page, demo_hub.url, "editor")
    admin.open("snippets/coalition/member/add/")
    countries = page.locator("[data-country-choice]")
    countries.get_by_label("Belgium").check()
    countries.get_by_label("Find a country").fill("cote")
    expect(countries.get_by_label("Côte d’Ivoire")).to_be_visible()
    expect(countries.get_by_label("Germany")).to_be_hidden()
    expect(countries.get_by_label("Belgium")).to_be_visible()
    expect(countries.get_by_role("status")).to_have_text("Chosen: 1")
    assert [problem for problem in axe(page) if "country-choice" in problem] == []
