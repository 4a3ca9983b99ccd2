"""A translator finds what there is to do, and the way to each step."""

import pytest
from bs4 import BeautifulSoup, Tag
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from wagtail import hooks
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation

from coalition.member import Member
from home.models import ContentPage, HomePage
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.desk.content import Desk, State
from localisation.desk.matrix import Matrix, Wanted
from localisation.editor.models import Handover
from localisation.roles import grant_translator
from localisation.sources.renewing import renew_source

from .bulk import MANY_LANGUAGES, translate_in_bulk
from .campaign import fill, fill_and_publish, publish, translation_into, user_in

pytestmark = pytest.mark.usefixtures("without_words_of_the_hub")

URL = "/admin/translations/"


def shown(client: Client, query: str = "") -> BeautifulSoup:
    """Return the desk as somebody sees it."""
    answer = client.get(f"{URL}?{query}")
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def words_of(tag: Tag) -> str:
    """Return what somebody reads in a part of a page."""
    return " ".join(tag.get_text(" ").split())


def heading_of(row: Tag) -> Tag:
    """Return the title in a row."""
    return row.select("th[scope=row] span")[0]


def rows_of(desk: BeautifulSoup) -> list[Tag]:
    """Return the rows of all things."""
    return list(desk.select(".desk-table tbody tr:not(.desk-group)"))


def row_of(desk: BeautifulSoup, title: str) -> Tag:
    """Return the row of a thing."""
    return next(row for row in rows_of(desk) if heading_of(row).get_text() == title)


def cell(desk: BeautifulSoup, title: str, language: str = "German") -> str:
    """Return what the desk says of a thing in a language."""
    return words_of(row_of(desk, title).select(f"td[data-label={language}]")[0])


def titles(desk: BeautifulSoup) -> list[str]:
    """Return the titles of all rows."""
    return [heading_of(row).get_text() for row in rows_of(desk)]


def states(locale: Locale, *others: Locale) -> dict[str, State]:
    """Return how each thing stands in a language, when some languages are looked at."""
    return {row.title: standing.state for row, standing in Matrix.of([locale, *others]).standings_in(locale)}


def test_follows_a_page_from_start_to_end(
    translator_client: Client, article: ContentPage, home: HomePage, german: Locale
) -> None:
    """Missing, a draft, ready, public, changed, brought in, public again; each with links that work."""
    page = home.add_child(instance=ContentPage(title="New", slug="new", introduction="Hello"))
    page = publish(page)

    def step() -> tuple[str, dict[str, str]]:
        desk = shown(translator_client)
        row = row_of(desk, "New")
        links = {words_of(link): str(link["href"]) for link in row.select("a")}
        for link in row.select("a"):
            assert link["aria-label"] == f"{words_of(link)}: New (German)"
        for url in links.values():
            assert translator_client.get(url).status_code == 200
        return cell(desk, "New"), links

    said, links = step()
    assert said == "○ Missing Translate"
    assert links["Translate"].endswith(f"/{page.pk}/?select_locale=de")

    submit_for_translation(page, [german], None)
    said, links = step()
    assert said == "◐ Draft 0 of 2 2 left"
    translated = page.get_translation(german)
    assert links == {
        "Draft": f"/admin/pages/{translated.pk}/edit/",
        "2 left": f"/admin/pages/{translated.pk}/edit/?show=needs-me",
    }

    translation = translation_into(german, page)
    fill(translation)
    assert step()[0] == "◐ Draft 2 of 2 Ready to publish"
    translation.save_target(publish=True)
    assert step()[0] == "● Public 2 of 2"

    page.introduction = "Hello again"
    page = publish(page)
    said, links = step()
    assert said == "▲ Out of date 2 of 2 Only what needs me Bring in the changes"
    translator_client.post(links["Bring in the changes"])
    assert step()[0] == "▲ Out of date 1 of 2 1 left"
    fill_and_publish(translation)
    assert step()[0] == "● Public 2 of 2"

    text = StringTranslation.objects.get(context__path="introduction", translation_of__data="Hello again")
    text.data = "Hallo noch mal"
    text.save()
    assert step()[0] == "● Public 2 of 2 Ready to publish"


def test_a_text_with_an_error_is_still_to_be_done(
    translator_client: Client, german_article: ContentPage, article: ContentPage, german: Locale
) -> None:
    text = StringTranslation.objects.filter(locale=german, translation_of__data="Act").get()
    text.data = "   "
    text.save()
    assert cell(shown(translator_client), "All of it").endswith("1 left")


def test_a_picture_of_ones_own_waits_to_be_published(
    translator_client: Client, german_article: ContentPage, article: ContentPage, german: Locale
) -> None:
    """It is no text, and visitors don't see it either before somebody publishes."""
    translation = translation_into(german, article)
    segment = translation.source.overridablesegment_set.first()
    segment.context.overrides.create(locale=german, data_json='"https://example.org/de"')
    assert "Ready to publish" in cell(shown(translator_client), "All of it")


def test_a_language_is_counted_by_the_words_that_it_goes_by(
    german_article: ContentPage, article: ContentPage, home: HomePage, german: Locale, french: Locale
) -> None:
    """German has brought in a change and lacks a text; French lacks none, and is told of the change."""
    for page in (home, article):
        submit_for_translation(page, [french], None)
        fill_and_publish(translation_into(french, page))
    article.title = "All of it, and more"
    publish(article)
    renew_source(translation_into(german, article).source, [german])
    (row,) = [row for row, _standing in Matrix.of([french]).standings_in(french) if "and more" in row.title]
    (standing,) = row.standings.values()
    assert (standing.state, standing.left) == (State.STALE, 0)
    assert standing.update_url() != ""
    (row,) = [row for row, _standing in Matrix.of([german]).standings_in(german) if "and more" in row.title]
    (standing,) = row.standings.values()
    assert (standing.state, standing.left) == (State.STALE, 1)
    assert standing.update_url() == ""


def test_offers_what_is_public_and_once(
    home: HomePage, full_page: ContentPage, german_home: HomePage, german: Locale, french: Locale
) -> None:
    """Drafts and stand-ins are no work yet; what exists in two languages is offered once."""
    home.add_child(instance=ContentPage(title="Draft", slug="draft", live=False))
    full_page.copy_for_translation(german, alias=True)

    assert states(german) == {
        "Our faces are ours": State.LIVE,
        "Unwatched": State.MISSING,
        "All of it": State.MISSING,
        "Open Squares": State.MISSING,
    }
    groups = {group.label: [row.title for row in group.rows] for group in Matrix.of([german]).groups}
    assert groups[str(Member._meta.verbose_name_plural).capitalize()] == ["Open Squares"]

    in_french = [row.title for row, _standing in Matrix.of([french]).standings_in(french)]
    assert in_french.count("Our faces are ours") == 1
    assert "de Our faces are ours" not in in_french


def test_what_was_written_in_a_language_is_not_to_be_translated_into_it(
    german_home: HomePage, german: Locale, french: Locale
) -> None:
    """Nor is a page of its own, with nothing it was translated from; others may want it."""
    own = publish(
        german_home.add_child(instance=ContentPage(title="Für uns", slug="fuer-uns", locale=german))
    )
    assert "Für uns" not in states(german)
    assert states(french)["Für uns"] == State.MISSING
    assert states(german, french)["Für uns"] == State.ORIGINAL
    own.copy_for_translation(french, copy_parents=True)
    assert states(french)["Für uns"] == State.DRAFT


@pytest.mark.parametrize(
    "title", ["Plätze für alle", "Zażółć gęślą jaźń", "Πλατείες", "我们的广场", "ساحاتنا"]
)
def test_titles_of_the_world_are_found_and_shown_in_their_language(
    translator_client: Client, home: HomePage, title: str
) -> None:
    arabic = Locale.objects.create(language_code="ar")
    root = Page.get_first_root_node()
    page = root.add_child(instance=HomePage(title="ساحة", slug="saha", locale=arabic))
    page.translation_key = home.translation_key
    page.save()
    publish(page.add_child(instance=ContentPage(title=title, slug="x", locale=arabic)))
    desk = shown(translator_client, f"q={title[1:4].upper()}")
    assert titles(desk) == [title]
    name = heading_of(row_of(desk, title))
    assert (name["lang"], name["dir"]) == ("ar", "rtl")


def test_deleted_and_unpublished_originals_leave_no_gap(
    german_article: ContentPage, article: ContentPage, german: Locale, french: Locale
) -> None:
    article.unpublish()
    assert states(german)["All of it"] == State.LIVE
    # What can be read in German alone can be translated from there.
    (missing,) = [
        standing for row, standing in Matrix.of([french]).standings_in(french) if row.title == "All of it"
    ]
    assert f"/{german_article.pk}/" in missing.edit_url()
    article.delete()
    assert "All of it" not in states(german)
    assert states(french)["de All of it"] == State.MISSING


def test_a_page_in_no_site_is_no_work(home: HomePage, article: ContentPage, german: Locale) -> None:
    """Such as one in the bin, or of a campaign that is gone."""
    assert "All of it" in states(german)
    root = Page.get_first_root_node()
    article.move(root, pos="last-child")
    assert "All of it" not in states(german)


def test_pages_stand_as_in_their_tree(
    translator_client: Client, home: HomePage, article: ContentPage
) -> None:
    below = publish(article.add_child(instance=ContentPage(title="Zebra", slug="zebra")))
    publish(below.add_child(instance=ContentPage(title="Ant", slug="ant")))
    publish(home.add_child(instance=ContentPage(title="Bee", slug="bee")))
    desk = shown(translator_client)
    rows = [
        (heading_of(row).get_text(), " ".join(row.select("th[scope=row]")[0]["class"]))
        for row in rows_of(desk)
    ]
    assert rows == [
        ("Our faces are ours", "desk-depth-0"),
        ("All of it", "desk-depth-1"),
        ("Zebra", "desk-depth-2"),
        ("Ant", "desk-depth-3"),
        ("Bee", "desk-depth-1"),
    ]


class TestLookingFor:
    """Plain links and a form that asks by GET: nothing needs a script."""

    def test_what_needs_me(
        self, translator_client: Client, article: ContentPage, german_home: HomePage
    ) -> None:
        desk = shown(translator_client)
        tabs = {words_of(tab): str(tab["href"]) for tab in desk.select(".desk-tabs a")}
        assert list(tabs) == ["Everything 2", "Needs me 1", "Waits for review 0"]
        assert titles(shown(translator_client, tabs["Needs me 1"][1:])) == ["All of it"]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("state=live", ["Our faces are ours"]),
            ("state=missing", ["All of it", "Open Squares"]),
            ("state=draft", []),
            ("kind=pages", ["Our faces are ours", "All of it"]),
            ("kind=home.contentpage", ["All of it"]),
            ("kind=coalition.member", ["Open Squares"]),
            ("q=ALL+of", ["All of it"]),
            ("q=&kind=&state=&language=de", ["Our faces are ours", "All of it", "Open Squares"]),
            # Whatever a link may have become on its way here.
            (
                "state=nonsense&kind=none&language=xx&p=minus",
                ["Our faces are ours", "All of it", "Open Squares"],
            ),
            ("q=nowhere", []),
        ],
    )
    def test_by_title_kind_and_state(
        self,
        translator_client: Client,
        article: ContentPage,
        german_home: HomePage,
        query: str,
        found: list[str],
    ) -> None:
        member = Member.objects.create(name="Open Squares", description="…", locale=article.locale)
        member.save_revision().publish()
        desk = shown(translator_client, query)
        assert titles(desk) == found
        assert bool(found) != ("Nothing here stands like that." in words_of(desk))

    def test_pages_of_the_table(
        self, translator_client: Client, home: HomePage, german_home: HomePage
    ) -> None:
        for number in range(51):
            home.add_child(instance=ContentPage(title=f"Page {number:02}", slug=f"page-{number}"))
        desk = shown(translator_client, "state=missing")
        assert len(titles(desk)) == 50
        (link,) = desk.select(".pagination .next a")
        assert titles(shown(translator_client, str(link["href"]).partition("?")[2])) == ["Page 50"]


class TestLanguages:
    def test_one_sees_those_that_one_works_in(
        self, translator_client: Client, home: HomePage, french: Locale
    ) -> None:
        desk = shown(translator_client)
        assert [words_of(head) for head in desk.select(".desk-table thead th")] == ["Title", "German"]
        assert [words_of(head) for head in desk.select(".desk-numbers tbody th")] == ["German"]

    def test_a_lead_may_look_at_the_others_and_leads_into_none(
        self, translator_client: Client, home: HomePage, french: Locale, article: ContentPage
    ) -> None:
        desk = shown(translator_client, "all=on")
        heads = [words_of(head) for head in desk.select(".desk-table thead th")]
        assert heads == ["Title", "English", "French", "German"]
        row = row_of(desk, "All of it")
        assert words_of(row.select("td[data-label=French]")[0]) == "○ Missing"
        assert row.select("td[data-label=French] a") == []
        assert row.select("td[data-label=German] a") != []

    def test_what_others_have_to_do_does_not_need_me(
        self, translator_client: Client, german_article: ContentPage, french: Locale
    ) -> None:
        """German is done, French is missing; nobody but the French can change that."""
        assert titles(shown(translator_client, "all=on&state=missing")) != []
        desk = shown(translator_client, "all=on&state=needs-me")
        assert titles(desk) == []
        assert [words_of(tab) for tab in desk.select(".desk-tabs a")][1] == "Needs me 0"

    def test_who_publishes_nothing_sees_their_own_alone(self, german_home: HomePage, french: Locale) -> None:
        user = user_in("beginner")
        grant_translator(user.groups.get(), german_home.locale, may_publish=False)
        client = Client()
        client.force_login(user)
        desk = shown(client, "all=on")
        assert desk.select("input[name=all]") == []
        assert [words_of(head) for head in desk.select(".desk-table thead th")] == ["Title", "German"]

    def test_some_can_be_chosen(self, admin_client: Client, german_home: HomePage, french: Locale) -> None:
        desk = shown(admin_client, "language=fr&language=de")
        heads = [words_of(head) for head in desk.select(".desk-table thead th")]
        assert heads == ["Title", "French", "German"]
        checked = [str(box["value"]) for box in desk.select("input[name=language][checked]")]
        assert sorted(checked) == ["de", "fr"]

    def test_a_language_that_nobody_asked_for_comes_last(self, admin_client: Client, home: HomePage) -> None:
        """A campaign in Polish, to be put into Ukrainian, doesn't begin with the hub's own English."""

        def languages() -> list[str]:
            columns: list[Locale] = admin_client.get(URL).context["columns"]
            return [locale.language_code for locale in columns]

        for code in ("pl", "uk"):
            Locale.objects.create(language_code=code)
        assert languages() == ["en", "pl", "uk"]
        HomePage.objects.update(locale=Locale.objects.get(language_code="pl"))
        assert languages() == ["pl", "uk", "en"]
        submit_for_translation(HomePage.objects.get(), [home.locale], None)
        assert languages() == ["en", "pl", "uk"]

    def test_who_works_in_none_is_told_so(self, home: HomePage) -> None:
        user = user_in("nobody")
        user.groups.get().permissions.add(
            *Permission.objects.filter(codename__in=["access_admin", "submit_translation"])
        )
        client = Client()
        client.force_login(user)
        assert "You don’t work in any language yet." in words_of(shown(client))


def test_each_language_says_how_far_it_is(
    translator_client: Client,
    german_article: ContentPage,
    article: ContentPage,
    home: HomePage,
    german: Locale,
) -> None:
    """In numbers, and as a bar of the same."""
    submit_for_translation(
        publish(home.add_child(instance=ContentPage(title="New", slug="new", introduction="Hello"))),
        [german],
        None,
    )
    publish(home.add_child(instance=ContentPage(title="Newer", slug="newer")))
    article.title = "All of it, and more"
    publish(article)
    desk = shown(translator_client)
    (row,) = desk.select(".desk-numbers tbody tr")
    numbers = {str(each["data-label"]): words_of(each) for each in row.select("td")}
    texts = numbers.pop("Texts")
    assert numbers == {
        "Share done": "25%",
        "Public": "1",
        "Out of date": "1",
        "Draft": "1",
        "Missing": "1",
    }
    total = StringSegment.objects.count()
    assert texts == f"{total - 2} of {total}"
    bars = [(bar["class"][0], bar["x"], bar["width"]) for bar in desk.select(".desk-bar rect")[1:]]
    assert bars == [
        ("desk-bar-live", "0.00", "25.00"),
        ("desk-bar-stale", "25.00", "25.00"),
        ("desk-bar-draft", "50.00", "25.00"),
        ("desk-bar-missing", "75.00", "25.00"),
    ]


def test_apps_put_what_else_they_translate_on_the_desk(
    translator_client: Client, german_home: HomePage, german: Locale
) -> None:
    """Such as the words of the interface: with its own numbers, and its own way to the words."""

    def put_on(desk: Desk) -> None:
        content = desk.add_content("words", "Words of the hub")
        for locale in desk.locales:
            content.add(
                "Buttons & mails",
                locale,
                state="stale",
                done=340,
                total=360,
                url="/words/",
                needs_url="/words/?needs",
            )

    with hooks.register_temporarily("register_translated_content", put_on):
        desk = shown(translator_client, "kind=words")
    assert cell(desk, "Buttons & mails") == "▲ Out of date 340 of 360 20 left"
    links = row_of(desk, "Buttons & mails").select("a")
    assert [link["href"] for link in links] == [
        "/words/",
        "/words/?needs",
    ]
    assert [words_of(head) for head in desk.select(".desk-group")] == ["Words of the hub"]


def test_what_was_handed_over_waits_for_review(
    translator_client: Client, german_article: ContentPage, article: ContentPage, german: Locale
) -> None:
    """Though a text is missing: somebody has asked for it to be read."""
    text = StringTranslation.objects.filter(locale=german, translation_of__data="Act").get()
    text.delete()
    key = translation_into(german, article).pk
    Handover.objects.create(translation_id=key)
    desk = shown(translator_client, "state=ready")
    assert titles(desk) == ["All of it"]
    assert "Waits for review" in cell(desk, "All of it")


def test_several_can_be_chosen_at_once(
    translator_client: Client, german_article: ContentPage, article: ContentPage, french: Locale
) -> None:
    """They go to the page where jobs are begun, with the languages that are one's own of those looked at."""
    try:
        url = reverse("localisation_jobs_start")
    except NoReverseMatch:
        pytest.skip("There are no jobs here.")
    desk = shown(translator_client, "all=on")
    (box,) = row_of(desk, "All of it").select("input[name=object]")
    (form,) = desk.select(f"form#{box['form']}")
    assert form["action"] == url
    assert [field["value"] for field in form.select("input[name=locale]")] == ["de"]
    asked = translator_client.get(url, {"object": str(box["value"]), "locale": "de"})
    assert "All of it" in asked.content.decode()


def test_is_for_translators(admin_client: Client, client: Client, translator: User, home: HomePage) -> None:
    """Shown in the menu to those who may submit, refused to others."""
    url = reverse("localisation_desk")
    client.force_login(translator)
    assert url in client.get("/admin/").content.decode()
    translator.groups.get().permissions.filter(codename="submit_translation").delete()
    client.force_login(User.objects.get(pk=translator.pk))
    assert url not in client.get("/admin/").content.decode()
    assert client.get(url).status_code == 302
    assert admin_client.get(url).status_code == 200


@pytest.mark.slow
def test_a_hundred_pages_in_24_languages_take_twelve_queries(home: HomePage, admin_client: Client) -> None:
    locales = [Locale.objects.get_or_create(language_code=code)[0] for code in MANY_LANGUAGES]
    assert len(locales) == 24
    translate_in_bulk(home, 100, locales)
    Matrix.of(locales)  # what is looked up once a process
    with CaptureQueriesContext(connection) as queries:
        matrix = Matrix.of(locales)
    assert len(matrix.groups[0].rows) == 101
    assert all(numbers.texts_done == 1200 for numbers in matrix.numbers())
    assert len(queries) <= 12
    with CaptureQueriesContext(connection) as queries:
        assert admin_client.get(URL).status_code == 200
    # The others are those of any page of the admin (who is there, what the menu offers) and one for legal
    # reviews that texts have changed since.
    assert len(queries) <= 12 + 15, [query["sql"][:120] for query in queries]


@pytest.mark.slow
def test_more_pages_take_no_more_queries(
    translator_client: Client,
    home: HomePage,
    article: ContentPage,
    german_article: ContentPage,
    german: Locale,
) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            translator_client.get(URL)
        return len(queries)

    count()
    before = count()
    for number in range(4):
        page = publish(home.add_child(instance=ContentPage(title=f"Page {number}", slug=f"page-{number}")))
        if number % 2:
            submit_for_translation(page, [german], None)
    assert count() <= before


def test_wanted_states_are_told_apart() -> None:
    """Each has a word and a sign of its own, so that colours say nothing alone."""
    symbols = [state.symbol for state in State]
    assert len(set(symbols)) == len(symbols)
    assert {wanted.value for wanted in Wanted} >= {"", "needs-me", "live", "draft", "stale", "missing"}
