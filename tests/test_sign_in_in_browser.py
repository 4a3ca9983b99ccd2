"""Signing in by hand: with a passkey, with an app's codes, with a recovery code, without JavaScript."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from campaign_site import sign_in_form
from campaign_site.second_factor.factors import recovery_codes_of

from .conftest import CheckAccessibility
from .factories import create_home
from .later_tasks import DoneAtOnce

pytestmark = pytest.mark.browser
PASSWORD = "a long and good password"


@pytest.fixture
def hub(site: str, settings: Settings) -> Iterator[str]:
    """A hub as on a public server, with an administrator who has never signed in; passkeys need a name."""
    settings.SECOND_FACTOR = "signatures"
    create_home()
    User.objects.create_superuser("ada", "ada@example.org", PASSWORD)
    with patch.object(sign_in_form, "senders", DoneAtOnce()):
        yield site.replace("127.0.0.1", "localhost")


def add_authenticator(page: Page) -> None:
    """Give the browser a finger to put on it, as a laptop has."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    rest = {"hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, **rest}})


def enter_password(page: Page, hub: str) -> None:
    page.goto(f"{hub}/admin/login/")
    page.get_by_label("Username").fill("ada")
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def enter_mailed_code(page: Page, mails: list[EmailMessage]) -> None:
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    found = re.search(r"[A-Z]{4}-[A-Z]{4}", str(mails[-1].body))
    assert found is not None
    page.get_by_label("Code").fill(found[0])
    page.get_by_role("button", name="Go on").click()


def sign_out(page: Page, hub: str) -> None:
    page.goto(f"{hub}/admin/")
    page.locator(".sidebar-footer__account").click()
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url("**/admin/login/**")


def code_of(secret: str) -> str:
    return auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))


def test_a_passkey_is_made_once_and_used_from_then_on(
    hub: str, page: Page, mailoutbox: list[EmailMessage], axe: CheckAccessibility
) -> None:
    add_authenticator(page)
    enter_password(page, hub)
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    assert axe(page) == []
    enter_mailed_code(page, mailoutbox)
    expect(page.get_by_role("button", name="Make a passkey")).to_be_visible()
    assert axe(page) == []
    page.get_by_label("Name").fill("Laptop")
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.get_by_role("heading", name="Keep these recovery codes")).to_be_visible()
    assert axe(page) == []
    expect(page.locator(".sign-in__codes li")).to_have_count(10)
    page.get_by_role("button", name="I have kept them").click()
    page.wait_for_url(f"{hub}/admin/")
    assert Authenticator.objects.get(type="webauthn").wrap().name == "Laptop"
    sign_out(page, hub)
    enter_password(page, hub)
    expect(page.get_by_role("button", name="Use your passkey")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url(f"{hub}/admin/")
    # And once more, before what is dangerous.
    page.goto(f"{hub}/admin/account/is-it-you/?next=/admin/users/new/")
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url(f"{hub}/admin/users/new/")


def test_a_browser_without_the_passkey_says_so_and_takes_a_recovery_code(
    hub: str, page: Page, mailoutbox: list[EmailMessage]
) -> None:
    add_authenticator(page)
    enter_password(page, hub)
    enter_mailed_code(page, mailoutbox)
    page.get_by_role("button", name="Make a passkey").click()
    page.get_by_role("button", name="I have kept them").click()
    page.wait_for_url(f"{hub}/admin/")
    sign_out(page, hub)
    # Another computer: it has no passkey of hers.
    other = page.context.browser.new_context().new_page()  # type: ignore[union-attr]
    enter_password(other, hub)
    code = recovery_codes_of(User.objects.get())[0]
    other.get_by_label("Code").fill(code)
    other.get_by_role("button", name="Go on").click()
    other.wait_for_url(f"{hub}/admin/")


def test_an_app_is_set_up_and_used_without_javascript(
    hub: str, javascript_off: Page, mailoutbox: list[EmailMessage]
) -> None:
    page = javascript_off
    enter_password(page, hub)
    enter_mailed_code(page, mailoutbox)
    expect(page.get_by_role("button", name="Make a passkey")).to_be_hidden()
    secret = page.locator("code[dir=ltr]").inner_text().replace(" ", "")
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Use this app").click()
    codes = page.locator(".sign-in__codes li").all_inner_texts()
    page.get_by_role("button", name="I have kept them").click()
    page.wait_for_url(f"{hub}/admin/")
    page.context.clear_cookies()
    enter_password(page, hub)
    page.get_by_label("Code").fill(codes[3])
    page.get_by_label("Remember this device").check()
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url(f"{hub}/admin/")


def test_ways_to_sign_in_are_kept_in_order(
    hub: str, page: Page, mailoutbox: list[EmailMessage], axe: CheckAccessibility
) -> None:
    add_authenticator(page)
    enter_password(page, hub)
    enter_mailed_code(page, mailoutbox)
    secret = page.locator("code[dir=ltr]").inner_text().replace(" ", "")
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Use this app").click()
    page.get_by_role("button", name="I have kept them").click()
    page.wait_for_url(f"{hub}/admin/")
    page.goto(f"{hub}/admin/account/sign-in/new/")
    assert axe(page) == []
    page.get_by_label("Name").fill("Blue key")
    page.get_by_role("button", name="Make a passkey").click()
    page.wait_for_url(f"{hub}/admin/account/sign-in/")
    assert axe(page) == []
    page.get_by_role("link", name="Take away App with codes").click()
    expect(page.get_by_role("button", name="Take it away")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Take it away").click()
    expect(page.get_by_text("Your account needs one, and this is the only one.")).to_be_visible()
    assert [factor.type for factor in Authenticator.objects.exclude(type="recovery_codes")] == ["webauthn"]
