"""A page is begun with a recipe: complete, in the language of its place, and as good as public."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page

from editorial.loose_ends import loose_ends
from home.models import ContentPage, NewsIndexPage, NewsPage, PillarPage
from home.new_page.recipes import RECIPES
from home.roles import COORDINATORS, EDITORS
from home.start.actions import start_campaign
from home.start.answers import Answers
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition
from tests.factories import HomePageFactory, PetitionPageFactory

BELOW_HOME = ["pillar", "petition", "event", "partner", "press"]


def browser_of(group: str) -> Client:
    """Return the browser of somebody in a group."""
    user = User.objects.create_user("ewa", "ewa@example.org", "password")
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor(db: None) -> Client:
    """The browser of an editor."""
    return browser_of(EDITORS)


def url_of(parent: Page, name: str) -> str:
    """Return where a recipe is begun."""
    return reverse("new_page_from_recipe", args=[parent.pk, name])


def typed(**other: Any) -> dict[str, Any]:
    """Return what somebody types, of which each recipe takes what it asks."""
    start = timezone.localtime() + timedelta(days=30)
    return {
        "title": "Ada & the <squares>",
        "mark": uuid4(),
        "demand": "Keep our squares unwatched.",
        "start": start.strftime("%Y-%m-%d %H:%M"),
        **other,
    }


def news_below(home: Page) -> Page:
    """Return a public list of news below a home page."""
    return home.add_child(instance=NewsIndexPage(title="News", slug="news", locale=home.locale))


def begin(editor: Client, parent: Page, name: str, **other: Any) -> Page:
    """Begin a page with a recipe as an editor does, and return it."""
    answer = editor.post(url_of(parent, name), typed(**other))
    assert answer.status_code == 302, answer.context["form"].errors
    page = Page.objects.child_of(parent).order_by("pk").last()
    assert page is not None
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    return page.specific


def hollow(document: BeautifulSoup) -> list[str]:
    """Return the elements of a page's own part that say nothing to anybody."""
    found = document.select("main h2, main h3, main p, main li, main dt, main dd")
    return [str(each) for each in found if not each.get_text(strip=True) and not each.select("img, input")]


class TestOffered:
    def test_where_a_page_is_added(self, editor: Client) -> None:
        home = HomePageFactory.create()
        shown = editor.get(reverse("wagtailadmin_pages:add_subpage", args=[home.pk]))
        document = BeautifulSoup(shown.content, "html.parser")
        for name in BELOW_HOME:
            purpose = document.select_one(f'dt:has(a[href="{url_of(home, name)}"]) + dd')
            assert purpose is not None, name
            assert purpose.get_text(strip=True), "what it is for"
        assert not document.select(f'a[href="{url_of(home, "update")}"]'), "news don’t go there"

    def test_beside_the_form_where_there_is_but_one_kind_of_page(self, editor: Client) -> None:
        index = news_below(HomePageFactory.create())
        shown = editor.get(reverse("wagtailadmin_pages:add_subpage", args=[index.pk]), follow=True)
        assert url_of(index, "update") in shown.text

    def test_not_to_who_may_not_add_pages(self, db: None) -> None:
        home = HomePageFactory.create()
        client = browser_of(COORDINATORS)
        client.post(url_of(home, "press"), typed())
        assert not home.get_children().exists()

    def test_not_where_such_a_page_can_not_be(self, editor: Client) -> None:
        home = HomePageFactory.create()
        editor.post(url_of(home, "update"), typed())
        editor.post(url_of(news_below(home), "press"), typed())
        assert home.get_descendants().count() == 1
        assert editor.get(url_of(home, "nothing")).status_code == 404


class TestThePages:
    @pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
    @pytest.mark.parametrize("has_petition", [True, False], ids=["petition", "no_petition"])
    def test_each_can_be_published_as_it_is(self, editor: Client, recipe: Any, has_petition: bool) -> None:
        home = (
            PetitionPageFactory.create(opened=True).get_parent() if has_petition else HomePageFactory.create()
        )
        home = home.specific
        home.introduction = "Faces & <squares> are ours."
        home.save_revision().publish()
        page = begin(editor, news_below(home) if recipe.name == "update" else home, recipe.name)
        assert isinstance(page, recipe.model)
        assert not page.live
        edited = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert edited.status_code == 200
        page.full_clean()
        page.body.stream_block.clean(page.body)
        page.get_latest_revision().publish()
        shown = Client().get(Page.objects.get(pk=page.pk).get_url())
        assert shown.status_code == 200
        document = BeautifulSoup(shown.content, "html.parser")
        assert document.select_one("h1").get_text(strip=True) == "Ada & the <squares>"  # type: ignore[union-attr]
        assert "editor-note" not in shown.text, "hints are for editors alone"
        assert hollow(document) == []
        assert loose_ends(page) == []

    def test_the_preview_shows_editors_what_to_write(self, editor: Client) -> None:
        page = begin(editor, HomePageFactory.create(), "pillar")
        assert "what is wrong" in page.make_preview_request().content.decode()

    def test_a_page_is_in_the_language_of_its_place(self, editor: Client) -> None:
        home = HomePageFactory.create()
        french = home.copy_for_translation(Locale.objects.create(language_code="fr"))
        page = begin(editor, french, "press")
        assert page.locale.language_code == "fr"
        assert begin(editor, home, "press").locale.language_code == "en"

    def test_a_partners_people_sign_the_main_petition_on_its_page(self, editor: Client) -> None:
        home = PetitionPageFactory.create(opened=True).get_parent()
        page = begin(editor, home, "partner")
        page.get_latest_revision().publish()
        document = BeautifulSoup(Client().get(page.get_url()).content, "html.parser")
        assert len(document.select("form[data-sign-form]")) == 1
        assert not page.show_in_menus

    def test_a_petition_begins_with_standard_words_and_a_register_of_its_own(self, editor: Client) -> None:
        page = begin(editor, HomePageFactory.create(), "petition")
        assert isinstance(page, PetitionPage)
        assert page.statement
        assert page.demand == "Keep our squares unwatched."
        assert Petition.objects.get().name == "Ada & the <squares>"

    def test_an_event_is_when_it_was_said_to_be(self, editor: Client) -> None:
        page = begin(editor, HomePageFactory.create(), "event", start="2030-05-04 12:00")
        page.get_latest_revision().publish()
        assert 'datetime="2030-05-04T12:00' in Client().get(page.get_url()).text

    def test_pillars_side_by_side_differ_in_their_accent(self, editor: Client) -> None:
        home = HomePageFactory.create()
        accents = [begin(editor, home, "pillar", title=title).accent for title in ("One", "Two", "Three")]
        assert len(set(accents)) == 3

    def test_press_reads_how_to_reach_whom(self, editor: Client) -> None:
        start_campaign(
            PetitionPageFactory.create(opened=True).get_site(),
            Answers(name="Rivers", run_by="Us", contact_email="press@example.org", demand="Clean rivers."),
        )
        home = PetitionPage.objects.first().get_parent()
        page = begin(editor, home, "press")
        page.get_latest_revision().publish()
        assert "mailto:campaign@example.org" in Client().get(page.get_url()).text

    def test_news_are_dated_today(self, editor: Client) -> None:
        page = begin(editor, news_below(HomePageFactory.create()), "update")
        assert isinstance(page, NewsPage)
        assert page.date == timezone.localdate()


class TestPressing:
    def test_a_button_that_is_pressed_twice_makes_one_page(self, editor: Client) -> None:
        home = HomePageFactory.create()
        sent = typed()
        first, second = (editor.post(url_of(home, "petition"), sent) for _press in range(2))
        assert first["Location"] == second["Location"]
        assert PetitionPage.objects.count() == Petition.objects.count() == 1

    def test_two_pages_of_the_same_title_are_two(self, editor: Client) -> None:
        home = HomePageFactory.create()
        for _time in range(2):
            begin(editor, home, "press")
        assert ContentPage.objects.child_of(home).count() == 2

    @pytest.mark.parametrize("title", ["!!!", "Search", "حملة الأنهار", "a" * 255])
    def test_titles_are_in_the_worlds_letters(self, editor: Client, title: str) -> None:
        home = HomePageFactory.create()
        pages = [begin(editor, home, "pillar", title=title) for _time in range(2)]
        assert len({page.slug for page in pages}) == 2
        pages[1].get_latest_revision().publish()
        assert Client().get(PillarPage.objects.get(pk=pages[1].pk).get_url()).status_code == 200

    @pytest.mark.parametrize(
        ("name", "field"), [("press", "title"), ("petition", "demand"), ("event", "start")]
    )
    def test_what_is_missing_is_said_and_nothing_typed_is_lost(
        self, editor: Client, name: str, field: str
    ) -> None:
        home = HomePageFactory.create()
        answer = editor.post(url_of(home, name), typed(**{field: ""}))
        assert answer.status_code == 422
        assert answer.context["form"].errors.keys() == {field}
        if field != "title":
            assert "Ada &amp; the &lt;squares&gt;" in answer.text
        assert not home.get_children().exists()
