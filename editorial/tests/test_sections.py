"""A section is written once, shown on many pages in the language of each, and follows every change."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, TranslationSource

from editorial.blocks import SectionStreamBlock
from editorial.loose_ends import loose_ends
from editorial.models import Section
from home.models import ContentPage
from home.roles import EDITORS
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.desk.content import State
from localisation.desk.matrix import Matrix
from tests.factories import HomePageFactory

pytestmark = pytest.mark.django_db

Commit = Callable[..., Any]


def block(name: str, value: Any) -> dict[str, Any]:
    """Return the stored form of a block."""
    return {"type": name, "value": value, "id": str(uuid4())}


def words(text: str) -> str:
    """Return a body with one paragraph."""
    return json.dumps([block("rich_text", f"<p>{text}</p>")])


@pytest.fixture
def home(db: None) -> Page:
    """The public home page."""
    return HomePageFactory.create()


@pytest.fixture
def section(home: Page) -> Section:
    """A public section."""
    section = Section.objects.create(title="How to help", body=words("Talk to others."), locale=home.locale)
    section.save_revision().publish()
    section.refresh_from_db()
    return section


def page_with(section: Section, home: Page, slug: str) -> ContentPage:
    """Return a public page that has chosen the section."""
    body = json.dumps([block("section", {"section": section.pk})])
    page = ContentPage(title=slug, slug=slug, body=body, locale=home.locale)
    home.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def read(page: Page) -> str:
    """Return what visitors read of a page."""
    answer = Client().get(page.get_url())
    assert answer.status_code == 200
    return answer.text


def previewed(page: Page) -> str:
    """Return what editors see of it beside the form."""
    return ContentPage.objects.get(pk=page.pk).make_preview_request().content.decode()


def rewrite(section: Section, text: str) -> None:
    """Change a section and publish it."""
    section.body = words(text)
    section.save_revision().publish()
    section.refresh_from_db()


class TestForVisitors:
    def test_a_change_shows_on_all_pages_at_the_next_request(
        self, home: Page, section: Section, django_capture_on_commit_callbacks: Commit
    ) -> None:
        pages = [page_with(section, home, slug) for slug in ("one", "two")]
        assert all("Talk to others." in read(page) for page in pages)
        with django_capture_on_commit_callbacks(execute=True):
            rewrite(section, "Write to your council.")
        for page in pages:
            assert "Write to your council." in read(page)
            assert "Talk to others." not in read(page)

    def test_a_draft_of_a_change_shows_nowhere(self, home: Page, section: Section) -> None:
        page = page_with(section, home, "one")
        section.body = words("Not yet.")
        section.save_revision()
        assert "Talk to others." in read(page)

    def test_each_page_has_it_in_its_own_language(self, home: Page, section: Section) -> None:
        german = Locale.objects.create(language_code="de")
        german_home = home.copy_for_translation(german)
        german_home.save_revision().publish()
        page = page_with(section, german_home, "eins")
        translated = section.copy_for_translation(german)
        translated.body = words("Sprich mit anderen.")
        translated.live = True
        translated.save()
        assert "Sprich mit anderen." in read(page)
        assert "Talk to others." in read(page_with(section, home, "one"))

    def test_without_a_translation_it_keeps_its_own_language_and_direction(
        self, home: Page, section: Section
    ) -> None:
        arabic_home = home.copy_for_translation(Locale.objects.create(language_code="ar"))
        arabic_home.save_revision().publish()
        document = BeautifulSoup(read(page_with(section, arabic_home, "one")), "html.parser")
        shown = document.select_one("main [lang=en][dir=ltr]")
        assert shown is not None
        assert "Talk to others." in shown.text

    @pytest.mark.parametrize("how", ["unpublish", "delete"])
    def test_what_is_gone_shows_nothing_and_editors_are_told(
        self, home: Page, section: Section, django_capture_on_commit_callbacks: Commit, how: str
    ) -> None:
        page = page_with(section, home, "one")
        read(page)
        with django_capture_on_commit_callbacks(execute=True):
            getattr(section, how)()
        page = ContentPage.objects.get(pk=page.pk)
        assert "Talk to others." not in read(page)
        assert "editor-note" not in read(page)
        assert "editor-note" in previewed(page)
        assert len(loose_ends(page)) == 1

    def test_an_empty_section_leaves_no_gap(self, home: Page, section: Section) -> None:
        page = page_with(section, home, "one")
        section.body = "[]"
        section.save_revision().publish()
        assert BeautifulSoup(read(page), "html.parser").select("main .block-section .stream") == []

    def test_anchors_stay_apart(self, home: Page, section: Section) -> None:
        section.body = json.dumps([block("heading", {"text": "Help", "level": "2"})])
        section.save_revision().publish()
        body = json.dumps([block("section", {"section": section.pk}) for _time in range(2)])
        page = ContentPage(title="Two", slug="two", body=body, locale=home.locale)
        home.add_child(instance=page)
        anchors = [tag["id"] for tag in BeautifulSoup(read(page), "html.parser").select("main h2[id]")]
        assert anchors[:2] == ["help", "help-2"]


class TestForEditors:
    @pytest.fixture
    def editor(self, db: None) -> Client:
        """The browser of an editor."""
        user = User.objects.create_user("ewa", "ewa@example.org", "password")
        user.groups.add(Group.objects.get(name=EDITORS))
        client = Client()
        client.force_login(user)
        return client

    def url(self, name: str, *args: object) -> str:
        """Return an address of the section's admin."""
        return reverse(Section.snippet_viewset.get_url_name(name), args=args)

    def test_no_section_stands_within_a_section(self) -> None:
        assert "section" not in SectionStreamBlock().child_blocks

    def test_they_write_one_and_look_at_it(self, editor: Client, home: Page) -> None:
        data = {
            "title": "How to help",
            "body-count": "1",
            "body-0-deleted": "",
            "body-0-order": "0",
            "body-0-type": "heading",
            "body-0-id": "",
            "body-0-value-text": "Talk to others",
            "body-0-value-level": "2",
        }
        preview = self.url("preview_on_add")
        assert editor.post(preview, data).json()["is_valid"]
        assert "Talk to others" in editor.get(preview, {"mode": ""}).text
        editor.post(self.url("add"), {**data, "action-publish": "1"})
        section = Section.objects.get()
        assert section.live
        assert editor.get(self.url("edit", section.pk)).status_code == 200

    def test_they_read_on_which_pages_it_stands(self, editor: Client, home: Page, section: Section) -> None:
        page_with(section, home, "somewhere")
        assert "somewhere" in editor.get(self.url("usage", section.pk)).text
        assert self.url("usage", section.pk) in editor.get(self.url("delete", section.pk)).text
        assert self.url("usage", section.pk) in editor.get(self.url("edit", section.pk)).text

    def test_the_list_has_each_once(self, editor: Client, section: Section) -> None:
        section.copy_for_translation(Locale.objects.create(language_code="de")).save()
        shown = editor.get(self.url("list")).context["object_list"]
        assert [row.pk for row in shown] == [section.pk]


class TestForTranslators:
    def state(self, section: Section, locale: Locale) -> State:
        """Return how the section stands on the translators' desk."""
        (state,) = [
            standing.state
            for row, standing in Matrix.of([locale]).standings_in(locale)
            if row.title == section.title
        ]
        return state

    def test_a_section_is_translated_once_and_no_page_asks_for_it(self, home: Page, section: Section) -> None:
        german = Locale.objects.create(language_code="de")
        assert self.state(section, german) == State.MISSING
        submit_for_translation(section, [german], None)
        assert self.state(section, german) == State.DRAFT
        submit_for_translation(home, [german], None)
        page = page_with(section, home, "one")
        submit_for_translation(page, [german], None)
        source = TranslationSource.objects.get(object_id=page.translation_key)
        asked = [segment.string.data for segment in StringSegment.objects.filter(source=source)]
        assert "Talk to others." not in " ".join(asked)
        assert page.get_translation(german).specific.body[0].value["section"] == section
