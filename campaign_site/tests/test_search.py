"""Visitors find pages by their words, in their language."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.http import urlencode
from modelsearch.query import Not, Phrase, PlainText
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.documents.models import Document
from wagtail.models import Page, PageViewRestriction
from wagtail.search.backends import get_search_backend

from campaign_site.search import LONGEST_QUERY, MOST_WORDS, RESULTS_ON_A_PAGE, words_of
from coalition.member import Member
from home.models import ContentPage, HomePage


def add_page(parent: Page, title: str, **fields: Any) -> ContentPage:
    """Add a public page."""
    page: ContentPage = parent.add_child(instance=ContentPage(title=title, **fields))
    return page


def search(client: Client, query: str, language: str = "en", **parameters: Any) -> BeautifulSoup:
    """Return the page that answers a search."""
    answer = client.get(f"/{language}/search/?{urlencode({'q': query, **parameters})}")
    assert answer.status_code == 200
    assert not answer.cookies
    assert answer.headers["X-Robots-Tag"] == "noindex"
    return BeautifulSoup(answer.content, "html.parser")


def found(client: Client, query: str, language: str = "en", **parameters: Any) -> list[str]:
    """Return the titles that a search finds."""
    return [title.get_text() for title in search(client, query, language, **parameters).select(".news-title")]


def test_pages_are_found_by_title_introduction_and_body(client: Client, home: HomePage) -> None:
    add_page(home, "Lanterns")
    add_page(home, "Second", introduction="All about lanterns.")
    add_page(home, "Third", body=[("rich_text", "<p>We counted the <b>lanterns</b>.</p>")])
    add_page(home, "Fourth")
    assert set(found(client, "LANTERNS")) == {"Lanterns", "Second", "Third"}
    assert found(client, "counted lanterns") == ["Third"], "all words are meant"


def test_results_lead_to_pages_and_say_what_they_are_about(client: Client, home: HomePage) -> None:
    page = add_page(home, "Lanterns", introduction="What the new lamp posts see.")
    document = search(client, "lamp")
    (link,) = document.select(".news-title a")
    assert link["href"] == page.url
    assert "What the new lamp posts see." in document.get_text()


def test_only_what_anybody_may_read_in_the_language_is_found(
    client: Client, home: HomePage, german_home: HomePage
) -> None:
    add_page(home, "Lantern")
    add_page(home, "Lantern draft", live=False)
    private = add_page(home, "Lantern private")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    add_page(german_home, "Lantern auf Deutsch")
    alias = add_page(home, "Lantern source", live=False).copy_for_translation(
        german_home.locale, copy_parents=True, alias=True
    )
    Page.objects.filter(pk=alias.pk).update(live=True)
    assert found(client, "lantern") == ["Lantern"]
    assert found(client, "lantern", "de") == ["Lantern auf Deutsch"]


def test_nothing_asked_and_nothing_found_are_told_in_words(client: Client, home: HomePage) -> None:
    for nothing in ("", "   "):
        assert "Type one or more words" in search(client, nothing).get_text()
    document = search(client, "<b>unheard-of")
    assert "We found no page with all of these words: “<b>unheard-of”." in document.get_text()
    assert document.title is not None
    assert "<b>unheard-of" in document.title.get_text()
    field = document.select_one("main input[name=q]")
    assert field is not None
    assert field["value"] == "<b>unheard-of"


def test_search_engines_do_not_list_searches(client: Client, home: HomePage) -> None:
    assert search(client, "x").select('meta[name="robots"][content="noindex"]')


@pytest.mark.parametrize(
    "query",
    [
        '"',
        '" OR title:*',
        "lantern*",
        "-lantern",
        "lantern AND",
        "NEAR(lantern, 2)",
        "%s %d 100%",
        "'; DROP TABLE wagtailcore_page; --",
        "\\",
        "(((",
        "a" * 5_000,
        "word " * 2_000,
        "😀",
        "\u064b",
    ],
)
def test_no_input_breaks_the_search(client: Client, home: HomePage, query: str) -> None:
    search(client, query)


def test_signs_are_no_commands(client: Client, home: HomePage) -> None:
    add_page(home, "Lantern")
    for query in ('"lantern"', "lantern*", "-lantern", "(lantern)", "lantern%"):
        assert found(client, query) == ["Lantern"], query


def test_long_input_is_cut_to_what_people_look_for() -> None:
    assert words_of("a" * 500) == ["a" * LONGEST_QUERY]
    assert len(words_of("a b c d e f g h i j k l m n")) == MOST_WORDS
    assert words_of("U\u0308ber") == ["uber"]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Überwachung in München", "munchen uberwachung"),
        ("Uberwachung in Munchen", "MÜNCHEN"),
        ("Große Straße", "grosse strasse"),
        ("Σωματοφύλακας της πλατείας", "πλατειας σωματοφυλακασ"),
        ("Bezpieczeństwo i Łódź", "lodz bezpieczenstwo"),
        ("Smørrebrød på Ærø", "aero smorrebrod"),
        ("İstanbul’da ışık", "istanbul isik"),
        ("«Œuvre» d’été, créée à Noël…", "oeuvre ete noel"),
        ("Reglas de l'Estat", "estat"),
        ("الأمن في المُرَاقَبَة", "الامن المراقبه"),
        ("المراقبة إلى اليوم", "إلي مُراقبة".replace("مُ", "المُ")),
    ],
)
def test_words_are_found_however_they_are_spelt(
    client: Client, home: HomePage, written: str, typed: str
) -> None:
    add_page(home, "In the text", body=[("rich_text", f"<p>{written}</p>")])
    add_page(home, written)
    add_page(home, "Something else")
    assert set(found(client, typed)) == {"In the text", written}


def test_the_beginning_of_each_word_is_enough(client: Client, home: HomePage) -> None:
    add_page(home, "Against mass surveillance", introduction="Cameras that recognise faces.")
    assert found(client, "surveill") == ["Against mass surveillance"]
    assert found(client, "camera fac") == ["Against mass surveillance"]
    assert found(client, "surveillance") == ["Against mass surveillance"]
    assert found(client, "veillance") == []


def test_the_admin_finds_pages_members_and_pictures_the_same_way(client: Client, home: HomePage) -> None:
    page = add_page(home, "Überwachung in Łódź")
    member = Member.objects.create(name="Straße für alle", locale=home.locale)
    document = Document.objects.create(title="Rapport d’été")
    backend = get_search_backend()
    assert [found.pk for found in backend.autocomplete("uberw lod", Page)] == [page.pk]
    assert list(backend.autocomplete("strasse fur", Member)) == [member]
    assert list(backend.autocomplete("été", Document)) == [document]
    assert list(backend.search("ete", Document)) == [document]
    assert list(backend.search(Phrase("in łodz"), Page)) == list(Page.objects.filter(pk=page.pk))
    assert not backend.search("lodz strasse", Page)
    assert len(backend.search("lodz strasse", Page, operator="or")) == 1
    assert not backend.search(Not(PlainText("lodz")), Page.objects.filter(pk=page.pk))


def test_building_the_index_anew_changes_nothing(client: Client, home: HomePage) -> None:
    add_page(home, "Überwachung")
    call_command("update_index", verbosity=0)
    assert found(client, "uberwachung") == ["Überwachung"]
    (title,) = Page.objects.filter(title="Überwachung").values_list("title", flat=True)
    assert title == "Überwachung"


@pytest.mark.slow
def test_many_results_have_pages(client: Client, home: HomePage) -> None:
    for number in range(RESULTS_ON_A_PAGE + 1):
        add_page(home, f"Lantern {number}")
    first = search(client, "lantern & co")
    assert first.select(".news-title") == []
    first = search(client, "lantern")
    assert len(first.select(".news-title")) == RESULTS_ON_A_PAGE
    (link,) = first.select(".page-links a")
    assert link["href"] == "?q=lantern&page=2"
    assert len(found(client, "lantern", page="2")) == 1


@pytest.mark.slow
def test_a_search_takes_as_many_queries_for_many_results_as_for_few(client: Client, home: HomePage) -> None:
    def queries() -> int:
        found(client, "lantern")
        with CaptureQueriesContext(connection) as captured:
            found(client, "lantern")
        return len(captured)

    add_page(home, "Lantern")
    few = queries()
    for number in range(5):
        add_page(home, f"Lantern {number}")
    assert queries() == few


@pytest.mark.usefixtures("page_cache")
def test_a_published_change_is_found_at_the_next_request(
    client: Client, home: HomePage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    page = add_page(home, "Before")
    assert found(client, "lantern") == []
    page.title = "Lantern"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert found(client, "lantern") == ["Lantern"]
    cache.clear()


def test_every_page_offers_the_search_in_its_language(
    client: Client, german_home: HomePage, about: ContentPage
) -> None:
    for url, goal in [("/en/", "/en/search/"), ("/en/about/", "/en/search/"), ("/de/", "/de/search/")]:
        document = BeautifulSoup(client.get(url).content, "html.parser")
        (form,) = document.select("footer form")
        assert (form["action"], form["method"]) == (goal, "get")
        field = form.select_one("input[name=q]")
        assert field is not None
        assert form.select_one(f"label[for={field['id']}]") is not None
