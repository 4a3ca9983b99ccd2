"""From an empty database to a public campaign in its own language, touching nothing but the admin."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from .admin_browser import AdminBrowser
from .conftest import CheckAccessibility
from .mail_server import running_mail_server
from .running_hub import RunningHub

pytestmark = pytest.mark.browser

NAME, SLOGAN = "Czyste rzeki", "Rzeki należą do wszystkich"
PILLARS = ["Czysta woda", "Jawne pozwolenia"]
DEMAND = "Wzywamy rząd, by do 2030 roku zakazał zrzutu ścieków do rzek."


@pytest.fixture
def empty_hub(tmp_path: Path, django_db_setup: None) -> Iterator[RunningHub]:
    """A hub with tables and one user, and nothing else."""
    with running_mail_server() as mails:
        hub = RunningHub(tmp_path, mails.port, demo=True)
        try:
            hub.set_up_empty()
            hub.start_server()
            yield hub
        finally:
            hub.kill_server()


def test_a_coordinator_starts_a_campaign_in_polish(
    empty_hub: RunningHub, page: Page, javascript_off: Page, browser: Browser, axe: CheckAccessibility
) -> None:
    visitor = javascript_off
    visitor.goto(f"{empty_hub.url}/pl/")
    expect(visitor).to_have_url(f"{empty_hub.url}/")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Coming soon")

    admin = AdminBrowser(page, empty_hub.url, "admin")
    admin.follow(page.get_by_role("link", name="Begin"))
    go_on = page.get_by_role("button", name="Go on")
    assert axe(page) == []
    admin.follow(go_on)  # what is missing is said beside it, and nothing is lost
    expect(page.get_by_text("This field is required.").first).to_be_visible()
    admin.type(page.get_by_label("Name of the campaign"), NAME)
    admin.type(page.get_by_label("Slogan"), SLOGAN)
    admin.choose(page.get_by_label("Language you write in"), "Polish")
    admin.click(page.get_by_label("Ukrainian"))
    admin.follow(go_on)
    assert axe(page) == []
    admin.type(page.get_by_label("Who runs the campaign"), "Fundacja „Źródło”")
    admin.type(page.get_by_label("Postal address"), "ul. Wodna 1\n00-001 Warszawa")
    admin.choose(page.get_by_label("Country"), "Poland")
    admin.type(page.get_by_label("E-mail address for visitors"), "kontakt@example.org")
    admin.follow(go_on)
    assert axe(page) == []
    admin.click(page.get_by_label("Warm community"))
    admin.click(page.get_by_label("River: turquoise"))
    admin.choose(page.get_by_label("Mark"), "Drop of water")
    admin.follow(go_on)
    for number, pillar in enumerate(PILLARS, start=1):
        admin.type(page.get_by_label(f"Pillar {number}"), pillar)
    admin.follow(go_on)
    admin.type(page.get_by_label("What you demand"), DEMAND)
    admin.follow(go_on)
    assert axe(page) == []
    expect(page.get_by_role("main")).to_contain_text("Ukrainian")
    admin.follow(page.get_by_role("button", name="Make the pages"))
    expect(page.locator(".messages .success")).to_contain_text("Your pages are there")
    admin.open("")  # without Wagtail's message, which fades in over what is measured
    assert axe(page) == []

    drafts = page.get_by_role("link", name=re.compile("and publish it$"))
    while drafts.count():
        admin.follow(drafts.first)
        admin.publish()
        admin.open("")
    admin.follow(page.get_by_role("link", name=re.compile("^Publish the home page")))
    admin.publish()
    admin.open("")
    expect(page.get_by_role("link", name=re.compile("Ukrainian"))).to_be_visible()
    print(admin.effort)  # noqa: T201  (what the test is about: shown by `pytest -s` and when it fails)
    assert admin.effort.minutes < 15, admin.effort

    visitor.goto(f"{empty_hub.url}/")
    expect(visitor).to_have_url(f"{empty_hub.url}/pl/")
    expect(visitor.locator("html")).to_have_attribute("lang", "pl")
    expect(visitor.get_by_role("heading", level=1)).to_have_text(SLOGAN)
    main = visitor.get_by_role("main")
    for words in (*PILLARS, DEMAND):
        expect(main).to_contain_text(words)
    assert visitor.locator(".editor-note").count() == 0
    menu = visitor.locator(".site-menu a")
    for address in [link.get_attribute("href") for link in menu.all()]:
        visitor.goto(f"{empty_hub.url}{address}")
        expect(visitor.locator("html")).to_have_attribute("lang", "pl")
    reader = browser.new_page()
    reader.goto(f"{empty_hub.url}/pl/")
    assert axe(reader) == []
    # In the look that was chosen.
    stage = reader.locator(".hero-home")
    expect(stage).to_have_css("background-color", "rgb(143, 220, 214)")
    expect(stage.locator("img")).to_have_js_property("naturalWidth", 800)
    reader.close()
    visitor.goto(f"{empty_hub.url}/uk/")
    expect(visitor).to_have_url(f"{empty_hub.url}/pl/")
