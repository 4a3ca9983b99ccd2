"""What the abuse ladder asks of a real browser: nothing that a visitor sees, hears or waits for."""

from __future__ import annotations

import re
from urllib.parse import parse_qs

import pyrage
import pytest
from playwright.sync_api import Locator, Page, Request, expect
from pytest_django.fixtures import Settings

from home.models import HomePage
from petition_blocks.abuse import challenge, proof_of_work
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.abuse_steps import AbuseStep, default_abuse_steps
from petition_blocks.petition.models import Petition
from petition_blocks.signature.models import Submission
from tests.factories import create_home, create_open_petition

from .conftest import CheckAccessibility

pytestmark = pytest.mark.browser


@pytest.fixture
def url(site: str) -> str:
    """The address of a public page that ends in the form of an open petition."""
    home: HomePage = create_home()
    create_open_petition(home, str(pyrage.x25519.Identity.generate().to_public()))
    PetitionPage.objects.get().save_revision().publish()
    return f"{site}/en/"


def take_steps(*steps: AbuseStep) -> None:
    Petition.objects.update(abuse_steps=[*default_abuse_steps(), *steps])


def form_of(page: Page) -> Locator:
    return page.locator("form[data-sign-form]").first


def fill_in(page: Page) -> None:
    """Fill in the form as a visitor does, but for the last press."""
    form = form_of(page)
    form.get_by_label("Your name").fill("Ada Lovelace")
    form.get_by_label(re.compile("e-mail address")).fill("ada@example.org")
    form.locator("select[name=country]").select_option("BE")
    form.locator("input[name=updates][value=no]").check()


def press(page: Page) -> None:
    form_of(page).locator("[data-submit]").click()


def challenges_asked(page: Page) -> list[Request]:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request) if "challenge.json" in request.url else None)
    return asked


def test_a_challenge_is_fetched_when_somebody_begins_and_handed_in(
    url: str, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(challenge, "FASTEST_SECONDS", 0)
    asked = challenges_asked(page)
    page.goto(url)
    page.wait_for_load_state("networkidle")
    assert asked == [], "nobody who only reads asks for anything"
    with page.expect_response(re.compile("challenge.json")):
        form_of(page).get_by_label("Your name").focus()
    fill_in(page)
    assert len(asked) == 1
    with page.expect_request(lambda request: request.method == "POST") as sent:
        press(page)
    assert "challenge=ey" in (sent.value.post_data or "")
    expect(page.locator("[data-thanks]")).to_be_visible()
    assert Submission.objects.get().suspicions == []
    assert page.context.cookies() == []


def test_whoever_is_faster_than_a_person_is_noted_and_told_nothing(url: str, page: Page) -> None:
    page.goto(url)
    with page.expect_response(re.compile("challenge.json")):
        form_of(page).get_by_label("Your name").focus()
    # Not typed: a machine sets all at once.
    page.evaluate(
        """() => {
            const fields = document.querySelector("form[data-sign-form]").elements;
            fields.name.value = "Ada Lovelace";
            fields.email.value = "ada@example.org";
            fields.country.value = "BE";
            fields.updates.value = "no";
            fields.homepage.value = "https://example.org";
        }"""
    )
    press(page)
    expect(page.locator("[data-thanks]")).to_contain_text("does not count yet")
    assert "honeypot" in Submission.objects.get().suspicions


def test_the_work_is_done_beside_the_page_and_handed_in(
    url: str, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(challenge, "FASTEST_SECONDS", 0)
    take_steps(AbuseStep.WORK)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(url)
    fill_in(page)
    with page.expect_request(lambda request: request.method == "POST") as sent:
        press(page)
    expect(page.locator("[data-thanks]")).to_be_visible()
    data = parse_qs(sent.value.post_data or "")
    read = challenge.read_challenge(data["challenge"][0], Petition.objects.get())
    assert isinstance(read, challenge.AnsweredChallenge)
    assert read.work_is_done is True
    assert Submission.objects.get().suspicions == []
    assert problems == []


def test_a_device_that_is_too_slow_for_the_work_signs_without(
    url: str, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(challenge, "FASTEST_SECONDS", 0)
    # More attempts than any device makes before the page gives up.
    monkeypatch.setattr(proof_of_work, "FEWEST_ATTEMPTS", 10_000_000)
    monkeypatch.setattr(proof_of_work, "MOST_ATTEMPTS", 20_000_000)
    take_steps(AbuseStep.WORK)
    page.goto(url)
    fill_in(page)
    press(page)
    expect(page.locator("[data-thanks]")).to_be_visible()
    assert Submission.objects.get().suspicions == []


@pytest.mark.parametrize("fault", ["abort", "silence"])
def test_a_challenge_that_does_not_come_costs_no_signature(url: str, page: Page, fault: str) -> None:
    page.route(re.compile("challenge.json"), lambda route: route.abort() if fault == "abort" else None)
    page.goto(url)
    fill_in(page)
    press(page)
    expect(page.locator("[data-thanks]")).to_be_visible()
    assert Submission.objects.get().suspicions == []


def test_without_javascript_nothing_is_missing(url: str, javascript_off: Page) -> None:
    page = javascript_off
    take_steps(AbuseStep.WORK)
    asked = challenges_asked(page)
    page.goto(url)
    fill_in(page)
    press(page)
    expect(page).to_have_url(re.compile("/thanks/"))
    assert Submission.objects.get().suspicions == []
    assert asked == []


def test_nobody_comes_across_the_field_for_machines(url: str, page: Page, axe: CheckAccessibility) -> None:
    page.goto(url)
    form = form_of(page)
    assert axe(page) == []
    expect(form.get_by_role("textbox")).to_have_count(2)  # name, e-mail address
    expect(form.get_by_label("Leave this empty")).not_to_be_in_viewport()
    assert "Leave this empty" not in form.aria_snapshot()
    form.get_by_label("Your name").focus()
    reached = []
    for _press in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.name ?? ''"))
    assert {"email", "country", "updates"} <= set(reached)
    assert "homepage" not in reached
    box = form.locator("input[name=homepage]").bounding_box()
    assert box is not None
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert width <= 0, "nor does it make the page wider"


def test_google_is_asked_for_only_after_the_button(
    url: str,
    page: Page,
    settings: Settings,
    axe: CheckAccessibility,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.RECAPTCHA_PUBLIC_KEY, settings.RECAPTCHA_PRIVATE_KEY = "public", "private"
    take_steps(AbuseStep.RECAPTCHA)
    monkeypatch.setattr(challenge, "FASTEST_SECONDS", 3600)
    foreign: list[str] = []
    site = url.removesuffix("en/")
    page.on("request", lambda request: None if request.url.startswith(site) else foreign.append(request.url))
    page.goto(url)
    with page.expect_response(re.compile("challenge.json")):
        form_of(page).get_by_label("Your name").focus()
    fill_in(page)
    press(page)
    page.wait_for_url(re.compile("/en/sign/"))
    expect(page.get_by_role("alert")).to_contain_text("One more step.")
    expect(form_of(page).get_by_label("Your name")).to_have_value("Ada Lovelace")
    assert axe(page) == []
    assert foreign == []
    button = page.get_by_role("button", name="Load Google’s check")
    with page.expect_event("requestfailed", lambda request: "google.com/recaptcha/api.js" in request.url):
        button.click()
    expect(button).to_be_enabled()
    press(page)
    expect(page.locator("[data-thanks]")).to_be_visible()
    assert Submission.objects.get().suspicions == ["too_fast"]
