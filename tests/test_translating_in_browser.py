"""A translator and a language lead at work in the translation editor, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from playwright.sync_api import BrowserContext, Locator, Page, ViewportSize, expect
from wagtail.models import Locale
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation, Translation

from home.models import ContentPage
from localisation.actions.bring_in_changes import bring_in_changes
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.knowledge.models import GlossaryTerm, TermTranslation
from localisation.roles import grant_translator
from localisation.tests.campaign import (
    create_article,
    create_home,
    fill_and_publish,
    publish,
    row,
    translation_into,
)

from .admin_browser import AdminBrowser
from .conftest import CheckAccessibility

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 360, "height": 740}


@dataclass
class Campaign:
    """An English page in three languages, which has changed, and who puts it into one of them."""

    url: str
    locale: Locale
    english: ContentPage
    french: ContentPage
    target: ContentPage
    translation: Translation

    @property
    def path(self) -> str:
        """Where the page is translated, below the admin's address."""
        return f"pages/{self.target.pk}/edit/"

    def words(self, source: str) -> str:
        """Return what is kept for an English text."""
        found = StringTranslation.objects.get(
            translation_of__data=source,
            context__object_id=self.target.translation_key,
            locale=self.locale,
        )
        return str(found.data)


def create_user(username: str, locale: Locale, *, may_publish: bool) -> User:
    """Create somebody who translates into a language, with the admin in that language."""
    user = User.objects.create_user(username, f"{username}@example.org", "demo")
    group = Group.objects.create(name=username)
    user.groups.add(group)
    grant_translator(group, locale, may_publish=may_publish)
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = locale.language_code if locale.language_code == "ar" else "en"
    profile.save()
    return user


@pytest.fixture
def begin(site: str) -> Callable[[str], Campaign]:
    """Returns a function that makes the campaign, with a translator and a lead of a language."""

    def begin_in(language: str) -> Campaign:
        english_locale = Locale.objects.get_or_create(language_code="en")[0]
        assert english_locale
        home = create_home()
        article = create_article(home)
        twin = publish(home.add_child(instance=ContentPage(title="Write today", slug="write-today")))
        locale = Locale.objects.get_or_create(language_code=language)[0]
        french = Locale.objects.get_or_create(language_code="fr")[0]
        for one in (locale, french):
            for page in (home, article, twin):
                submit_for_translation(page, [one], None)
                fill_and_publish(translation_into(one, page))
        create_user(f"translator-{language}", locale, may_publish=False)
        create_user(f"lead-{language}", locale, may_publish=True)
        article.title = "All of it, and more"
        article.body[1].value["button"] = "Write today"
        article = publish(article)
        translation = translation_into(locale, article)
        chief = User.objects.create_superuser("chief", "chief@example.org", "demo")
        bring_in_changes(translation.source, chief)
        return Campaign(
            url=site,
            locale=locale,
            english=article,
            french=ContentPage.objects.get(translation_key=article.translation_key, locale=french),
            target=ContentPage.objects.get(translation_key=article.translation_key, locale=locale),
            translation=translation,
        )

    return begin_in


def text_saying(page: Page, source: str) -> Locator:
    """Return the part of the editor that is about an English text."""
    exactly = page.locator(".translating-source .translating-words").filter(
        has_text=re.compile(f"^{re.escape(source)}$")
    )
    return page.locator("[data-text]").filter(has=exactly)


def field(text: Locator) -> Locator:
    """Return the field that its translation is typed into."""
    return text.locator("textarea[data-words]")


def type_and_leave(text: Locator, words: str) -> None:
    """Type a translation, leave the field, and wait until it is saved."""
    field(text).fill(words)
    field(text).blur()
    expect(text.locator("[data-saved-state]")).to_have_attribute("data-is", "saved")


def fits(page: Page) -> bool:
    """Tell whether nothing is wider than the screen."""
    return bool(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize(
    ("language", "direction", "title", "term"),
    [("de", "ltr", "Alles davon, und mehr", "schreiben"), ("ar", "rtl", "كل شيء، وأكثر", "اكتبوا")],
)
def test_a_changed_page_is_translated_read_over_and_published(
    begin: Callable[[str], Campaign],
    language: str,
    direction: str,
    title: str,
    term: str,
    new_context: Callable[..., BrowserContext],
    axe: CheckAccessibility,
) -> None:
    campaign = begin(language)
    entry = GlossaryTerm.objects.create(term="write", locale=campaign.english.locale)
    TermTranslation.objects.create(term=entry, locale=campaign.locale, text=term)
    english, french = row(campaign.english), row(campaign.french)
    page = new_context().new_page()
    admin = AdminBrowser(page, campaign.url, f"translator-{language}")
    admin.open(f"{campaign.path}?show=needs-me")
    expect(page.locator("html")).to_have_attribute("dir", direction)
    expect(page.locator("[data-text]")).to_have_count(2)
    assert axe(page) == []

    # Old and new beside each other.
    changed = page.locator("[data-text]").filter(has=page.locator("ins"))
    heading = changed.first
    expect(heading.locator("ins")).to_have_text(", and more")
    expect(heading.locator(".translating-previous")).to_contain_text("de All of it")
    expect(field(heading)).to_have_attribute("lang", language)
    expect(field(heading)).to_have_attribute("dir", direction)
    type_and_leave(heading, title)

    # A match from the memory, with a slip against the glossary.
    button = changed.last
    field(button).focus()
    match = button.locator("[data-take]").filter(visible=True).and_(page.locator("[value^=take]"))
    match.click()
    expect(field(button)).to_have_value("de Write today")
    slip = button.locator(".translating-slip").filter(has_text=term)
    expect(slip).to_have_count(1)
    assert axe(page) == []
    type_and_leave(button, f"{term} 1")
    expect(slip).to_have_count(0)

    expect(page.locator("[name=action][value=publish]")).to_have_count(0)
    page.locator("[name=action][value=hand-over]:visible").click()
    expect(page.locator(".messages .success").first).to_be_visible()
    assert ContentPage.objects.get(pk=campaign.target.pk).title == "de All of it"

    lead = new_context().new_page()
    lead.set_viewport_size(PHONE)
    admin = AdminBrowser(lead, campaign.url, f"lead-{language}")
    admin.open(f"{campaign.path}?show=needs-me")
    assert fits(lead)
    assert axe(lead) == []
    bar = lead.locator("[data-bar]")
    expect(bar.locator("[value=publish]")).to_be_in_viewport()
    bar.locator("[value=publish]").click()
    expect(lead.locator(".messages .success").first).to_be_visible()

    published = ContentPage.objects.get(pk=campaign.target.pk)
    assert published.title == title
    assert published.body[1].value["button"] == f"{term} 1"
    assert row(campaign.english) == english
    assert row(campaign.french) == french


@pytest.fixture
def campaign(begin: Callable[[str], Campaign]) -> Campaign:
    """The campaign with a translator of German."""
    return begin("de")


@pytest.fixture
def admin(campaign: Campaign, page: Page) -> AdminBrowser:
    """The German translator's browser, in the editor."""
    admin = AdminBrowser(page, campaign.url, "translator-de")
    admin.open(campaign.path)
    return admin


def test_two_who_write_the_same_text_see_both_versions(
    campaign: Campaign, admin: AdminBrowser, new_context: Callable[..., BrowserContext]
) -> None:
    other = AdminBrowser(new_context().new_page(), campaign.url, "lead-de")
    other.open(campaign.path)
    type_and_leave(text_saying(other.page, "Act"), "Tut was")

    mine = text_saying(admin.page, "Act")
    field(mine).fill("Handelt")
    field(mine).blur()

    expect(mine.locator(".translating-collision")).to_contain_text("Tut was")
    expect(field(mine)).to_have_value("Handelt")
    # Passing through the field again decides nothing.
    field(mine).focus()
    field(mine).blur()
    assert campaign.words("Act") == "Tut was"
    mine.locator("[data-mine]").click()
    expect(mine.locator(".translating-collision")).to_have_count(0)
    assert campaign.words("Act") == "Handelt"


def test_words_typed_after_the_session_has_ended_are_kept(campaign: Campaign, admin: AdminBrowser) -> None:
    """Signing in in another tab is enough; so are they if the page is loaded anew."""
    page = admin.page
    AdminBrowser._cookies.clear()
    Session.objects.all().delete()
    text = text_saying(page, "Act")
    field(text).fill("Handelt heute")
    field(text).blur()
    sign_in = page.get_by_role("link", name="Sign in in another tab")
    expect(sign_in).to_be_visible()
    assert campaign.words("Act") == "de Act"
    # Nor does a button of the form lead away from what is typed.
    page.locator("[name=action][value=hand-over]:visible").click()
    expect(field(text)).to_have_value("Handelt heute")

    with page.context.expect_page() as opened:
        sign_in.click()
    tab = opened.value
    tab.get_by_label("Username").fill("translator-de")
    tab.get_by_role("textbox", name="Password").fill("demo")
    tab.get_by_role("button", name="Sign in").click()
    tab.wait_for_url(f"{campaign.url}/admin/")
    tab.close()
    page.bring_to_front()
    page.keyboard.press("ControlOrMeta+s")

    expect(text.locator("[data-saved-state]")).to_have_attribute("data-is", "saved")
    assert campaign.words("Act") == "Handelt heute"


def test_the_keyboard_leads_from_text_to_text_and_saves(campaign: Campaign, admin: AdminBrowser) -> None:
    page = admin.page
    fields = page.locator("textarea[data-words]")
    fields.first.focus()
    page.keyboard.insert_text("Alles davon, und mehr")
    page.keyboard.press("ControlOrMeta+Enter")
    expect(fields.nth(1)).to_be_focused()
    expect(page.locator("[data-text]").first.locator("[data-saved-state]")).to_have_attribute(
        "data-is", "saved"
    )
    page.keyboard.press("ControlOrMeta+Shift+Enter")
    expect(fields.first).to_be_focused()
    # Whatever has the focus is not below the bar.
    for number in range(fields.count()):
        fields.nth(number).focus()
        box, bar = fields.nth(number).bounding_box(), page.locator("[data-bar]").bounding_box()
        assert box is not None
        assert bar is not None
        assert box["y"] + min(box["height"], 40) <= bar["y"] + 1


def test_the_preview_stands_beside_the_text_in_hand(campaign: Campaign, admin: AdminBrowser) -> None:
    page = admin.page
    page.locator("[data-preview-toggle]").click()
    frame = page.frame_locator("[data-preview] iframe")
    expect(frame.locator("h1")).to_contain_text("All of it")
    type_and_leave(text_saying(page, "Act"), "Handelt jetzt")
    expect(frame.locator("main")).to_contain_text("Handelt jetzt")
    field(text_saying(page, "Act")).focus()
    expect(frame.get_by_text("Handelt jetzt").first).to_have_attribute("style", re.compile("outline"))
    page.set_viewport_size(PHONE)
    assert fits(page)
    expect(page.locator("[data-save]")).to_be_in_viewport()
