"""The sign form where scripts run: the server says what is wrong, and nothing that was typed is lost."""

from __future__ import annotations

import re

import pyrage
import pytest
from playwright.sync_api import Page, Route, expect

from home.models import HomePage
from petition_blocks.page.models import PetitionPage
from tests.factories import create_home, create_open_petition

pytestmark = pytest.mark.browser


@pytest.fixture
def url(site: str) -> str:
    """The address of a public page that ends in the form of an open petition."""
    home: HomePage = create_home()
    create_open_petition(home, str(pyrage.x25519.Identity.generate().to_public()))
    PetitionPage.objects.get().save_revision().publish()
    return f"{site}/en/"


def test_what_is_typed_while_the_answer_is_under_way_stays(url: str, page: Page) -> None:
    page.goto(url)
    form = page.locator("form[data-sign-form]")
    name, email = form.get_by_label("Your name"), form.get_by_label(re.compile("e-mail address"))
    name.fill("Ada")
    form.locator("input[name=updates][value=no]").check()
    held: list[Route] = []
    page.route(re.compile("/sign/"), lambda route: held.append(route))
    with page.expect_request(lambda request: request.method == "POST"):
        form.locator("[data-submit]").click()
    email.fill("ada@example.org")
    form.locator("input[name=updates][value=yes]").check()
    for route in held:
        route.continue_()
    expect(page.get_by_role("alert")).to_contain_text("Enter your e-mail address")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page).to_have_title(re.compile("^Error: "))
    expect(name).to_have_value("Ada")
    expect(email).to_have_value("ada@example.org")
    expect(email).to_have_attribute("aria-invalid", "true")
    expect(form.locator("input[name=updates][value=yes]")).to_be_checked()


def test_what_is_wrong_goes_once_it_is_put_right(url: str, page: Page) -> None:
    page.goto(url)
    form = page.locator("form[data-sign-form]")
    form.locator("[data-submit]").click()
    summary = page.get_by_role("alert")
    expect(summary.get_by_role("link")).not_to_have_count(0)
    summary.get_by_role("link", name="Enter your name.").click()
    name = form.get_by_label("Your name")
    expect(name).to_be_focused()
    name.fill("Ada Lovelace")
    form.locator("[data-submit]").click()
    expect(summary.get_by_role("link", name="Choose the country you live in.")).to_be_visible()
    expect(summary.get_by_role("link", name="Enter your name.")).to_have_count(0)
    expect(name).not_to_have_attribute("aria-invalid", "true")
    form.get_by_label(re.compile("e-mail address")).fill("ada@example.org")
    form.locator("select[name=country]").select_option("BE")
    form.locator("input[name=updates][value=no]").check()
    form.locator("[data-submit]").click()
    expect(page.locator("[data-thanks]").get_by_role("heading").first).to_be_focused()
    expect(page).not_to_have_title(re.compile("^Error: "))


def test_a_connection_that_is_gone_says_so_and_keeps_what_was_typed(url: str, page: Page) -> None:
    page.goto(url)
    form = page.locator("form[data-sign-form]")
    form.get_by_label("Your name").fill("Ada Lovelace")
    page.route(re.compile("/sign/"), lambda route: route.abort())
    form.locator("[data-submit]").click()
    expect(page.get_by_role("alert")).to_contain_text("You seem to be offline.")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(form.get_by_label("Your name")).to_have_value("Ada Lovelace")
