"""A language lead opens their language on a phone, from right to left, and visitors meet it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import BrowserContext, Locator, Page, ViewportSize, expect
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from home.models import HomePage
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.roles import grant_translator
from localisation.tests.campaign import create_home, create_petition_page, fill, translation_into
from petition_blocks.page.models import PetitionPage

from .admin_browser import AdminBrowser
from .conftest import CheckAccessibility

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("gate")]

PHONE: ViewportSize = {"width": 360, "height": 740}


@pytest.fixture
def arabic_home(site: str) -> HomePage:
    """The Arabic home page of a campaign whose petition is translated too; nothing is published."""
    Locale.objects.get_or_create(language_code="en")
    arabic = Locale.objects.get_or_create(language_code="ar")[0]
    home = create_home()
    petition = create_petition_page(home)
    for page in (home, petition):
        submit_for_translation(page, [arabic], None)
        fill(translation_into(arabic, page))
    found: HomePage = home.get_translation(arabic)
    return found


@pytest.fixture
def lead(arabic_home: HomePage) -> User:
    """Who publishes in Arabic, and reads the admin in it."""
    user = User.objects.create_user("lead-ar", "lead-ar@example.org", "demo")
    group = Group.objects.create(name="lead-ar")
    user.groups.add(group)
    grant_translator(group, arabic_home.locale)
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "ar"
    profile.save()
    return user


# Messages come in from above.
MESSAGE_HAS_COME = "() => document.querySelector('.messages > ul').getBoundingClientRect().top === 0"
# Whether the button of the menu stands on any of the words of a message, or lower than its first line.
BUTTON_IS_IN_THE_WAY = """() => {
    const button = document.querySelector(".sidebar-nav-toggle").getBoundingClientRect();
    const words = document.createRange();
    words.selectNodeContents(document.querySelector(".messages > ul > li"));
    return button.top > 0 || [...words.getClientRects()].some((line) =>
        line.left < button.right && button.left < line.right &&
        line.top < button.bottom && button.top < line.bottom);
}"""


def right_end(place: Locator) -> float:
    """Return how far something reaches to the right."""
    found = place.bounding_box()
    assert found is not None
    return found["x"] + found["width"]


def language_met_at(page: Page, address: str) -> str | None:
    """Return the language that a visitor is answered in."""
    page.goto(address)
    return page.locator("html").get_attribute("lang")


def test_a_lead_sees_what_is_missing_notes_the_review_and_visitors_meet_the_language(
    site: str,
    arabic_home: HomePage,
    lead: User,
    new_context: Callable[..., BrowserContext],
    axe: CheckAccessibility,
) -> None:
    visitor = new_context().new_page()
    page = new_context().new_page()
    page.set_viewport_size(PHONE)
    admin = AdminBrowser(page, site, lead.username)
    admin.open(f"pages/{arabic_home.pk}/edit/")
    page.locator("[data-bar] [value=publish]").click()

    missing = page.locator(".messages .language-gaps li")
    expect(missing).to_have_count(2)
    page.wait_for_function(MESSAGE_HAS_COME)
    assert not page.evaluate(BUTTON_IS_IN_THE_WAY)
    assert language_met_at(visitor, f"{site}/ar/") == "en"
    visitor.goto(f"{site}/en/")
    assert visitor.locator("[hreflang=ar]").count() == 0

    petition = PetitionPage.objects.get(locale__language_code="en")
    translation_into(arabic_home.locale, petition).save_target(publish=True)
    missing.last.get_by_role("link").click()
    # Lists are indented at their beginning, so that their marks are on the screen.
    gaps = page.locator("main section ul").first
    expect(gaps.locator("li")).to_have_count(1)
    assert right_end(gaps) - right_end(gaps.locator("li")) >= 20
    assert axe(page) == []
    page.locator("[name=reviewer]").fill("ليلى حداد")
    page.locator("[name=note]").fill("Opinion 7")
    page.locator("main form [type=submit]").last.click()
    expect(page.locator(".messages .success")).to_be_visible()
    expect(page.get_by_text("ليلى حداد")).to_be_visible()
    assert axe(page) == []

    assert language_met_at(visitor, f"{site}/ar/") == "ar"
    visitor.goto(f"{site}/en/")
    assert visitor.locator("[hreflang=ar]").count() > 0
