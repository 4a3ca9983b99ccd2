"""What is published is on every public page that shows it, though pages are kept.

On the page itself it is at the next request; on all others once the moment is over for which older ones may
be shown, which it is at once in most of these tests. Nothing is rendered beside, so whatever a page shows
then, it shows because it was found to be older.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings
from wagtail.documents.models import Document
from wagtail.models import Page, PageViewRestriction

from campaign_site import renewals
from coalition.member import Member
from editorial import page_changes
from editorial.actions.invalidate_pages import tell_changes
from editorial.models import CampaignImage, SiteSettings
from home.models import ContentPage, NewsIndexPage, NewsPage

from .small_site import SmallSite, create_small_site

# Feed and sitemap are simple enough to be read as if they were HTML.
pytestmark = pytest.mark.filterwarnings("ignore::bs4.XMLParsedAsHTMLWarning")

# An address, and where on it to look.
Place = tuple[str, str]
Commit = Callable[[], AbstractContextManager[object]]

EVERY_PAGE = ["/en/", "/en/transparency/", "/en/privacy/", "/en/petition/", "/en/coalition/", "/en/news/"]


@pytest.fixture
def small_site(
    db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch, readings_are_kept: None
) -> Iterator[SmallSite]:
    """One page of each type with all that shows other pages, and a cache that keeps each page a minute."""
    settings.WAGTAILADMIN_BASE_URL = "http://testserver"
    site = create_small_site()
    home, pillar = site.pages["home"], site.pages["pillar"]
    index = home.add_child(instance=NewsIndexPage(title="News", slug="news"))
    for number, title in enumerate(["Lamps counted", "Lamps dark"], start=1):
        index.add_child(instance=NewsPage(title=title, slug=f"lamps-{number}", date=date(2026, 3, number)))
    document = Document.objects.create(title="Poster", file=ContentFile(b"A poster", "poster.pdf"))
    home.body = [
        *home.body.raw_data,
        {"type": "page_cards", "value": {"heading": "Read on", "pages": [pillar.pk]}},
        {"type": "member_logos", "value": {"heading": "Together", "page": None}},
        {"type": "latest_news", "value": {"heading": "What is new", "number": 3, "index": None}},
        {"type": "document_download", "value": {"document": document.pk, "title": "", "text": ""}},
    ]
    home.save_revision().publish()
    settings.PAGE_CACHE_SECONDS = 60
    monkeypatch.setattr(page_changes, "MOMENT", 0.0)
    monkeypatch.setattr(renewals, "submit", lambda *_asked: None)
    # All that has led here.
    tell_changes()
    cache.clear()
    yield site
    cache.clear()


@pytest.fixture
def commit(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Commit:
    """Does what follows a commit, which the transaction of a test never reaches."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def places_that_show(client: Client, places: list[Place], words: str) -> list[Place]:
    """Return the places that hold the words, in their text or in an attribute of an element."""
    return places_that_show_each(client, places, [words])[0]


def places_that_show_each(client: Client, places: list[Place], texts: Iterable[str]) -> list[list[Place]]:
    """Return for each of the texts the places that hold it, looked for in one look at each page."""
    documents = {
        url: BeautifulSoup(client.get(url).content, "html.parser")
        for url in dict.fromkeys(url for url, _selector in places)
    }
    shown = {
        (url, selector): [str(element) for element in documents[url].select(selector)]
        for url, selector in places
    }
    return [
        [place for place, elements in shown.items() if any(words in element for element in elements)]
        for words in texts
    ]


def check_change(client: Client, places: list[Place], commit: Commit, change: Change) -> None:
    """Check that all places show the old words, then all of them the new ones and none the old."""
    before, after, publish = change
    assert places_that_show_each(client, places, [before, after]) == [places, []]
    with commit():
        publish()
    assert places_that_show_each(client, places, [after, before]) == [places, []]


Change = tuple[str, str, Callable[[], object]]


def retitled(page: Page, title: str) -> Change:
    """Return the change of a page's title."""

    def publish() -> None:
        changed = page.specific_class.objects.get(pk=page.pk)
        changed.title = title
        changed.save_revision().publish()

    return page.title, title, publish


def test_the_pages_are_kept(client: Client, small_site: SmallSite) -> None:
    home = [("/en/", "body")]
    assert places_that_show(client, home, small_site.pages["pillar"].title) == home
    Page.objects.filter(pk=small_site.pages["pillar"].pk).update(title="Daylight")
    assert places_that_show(client, home, "Daylight") == []


def test_parameters_that_no_view_reads_change_nothing_on_any_page(
    client: Client, small_site: SmallSite
) -> None:
    # The feed is made by the page that lists the news.
    read_by = {"/en/search/": {"q", "page"}, "/en/news/": {"page"}, "/en/news/feed/": {"page"}}
    others = ["/en/search/", "/en/news/feed/", "/en/news/lamps-1/", "/sitemap.xml", "/robots.txt"]
    for url in [*EVERY_PAGE, *others]:
        unread = {"q", "via", "page", "country", "kind", "fbclid"} - read_by.get(url, set())
        content = client.get(url).content
        # Members are listed on some pages, but there is no country and no kind of such a name.
        for value in ("1", "nowhere"):
            with CaptureQueriesContext(connection) as captured:
                answer = client.get(url, dict.fromkeys(unread, value))
            assert answer.content == content, url
            assert len(captured) == 1, f"{url} was rendered anew, in {len(captured)} queries"


# Pages


def test_a_title_in_menus_and_on_cards(client: Client, small_site: SmallSite, commit: Commit) -> None:
    places = [
        ("/en/", ".pillars"),
        ("/en/", ".cards"),
        ("/en/transparency/", "h1"),
        ("/en/transparency/", "title"),
        *((url, ".site-menu") for url in EVERY_PAGE),
    ]
    check_change(client, places, commit, retitled(small_site.pages["pillar"], "Daylight"))


def test_a_title_in_the_footer(client: Client, small_site: SmallSite, commit: Commit) -> None:
    places = [(url, ".footer-menu") for url in [*EVERY_PAGE, "/en/search/"]]
    check_change(client, places, commit, retitled(small_site.pages["content"], "Your data"))


def test_the_name_of_the_campaign(client: Client, small_site: SmallSite, commit: Commit) -> None:
    places = [(url, selector) for url in EVERY_PAGE for selector in (".wordmark", ".footer-name")]
    check_change(
        client,
        [*places, ("/en/news/feed/", "channel > title")],
        commit,
        retitled(small_site.pages["home"], "Faces off"),
    )


def test_a_title_in_search_results(client: Client, small_site: SmallSite, commit: Commit) -> None:
    page, title = small_site.pages["pillar"], [("/en/search/?q=daylight", ".news-title")]
    assert places_that_show(client, title, "Daylight") == []
    with commit():
        retitled(page, "Daylight")[2]()
    assert places_that_show(client, title, "Daylight") == title
    assert places_that_show(client, [("/en/search/?q=transparency", ".news-title")], "Transparency") == []


def test_a_title_of_news(client: Client, small_site: SmallSite, commit: Commit) -> None:
    places = [
        ("/en/", ".latest-news"),
        ("/en/news/", ".news-title"),
        ("/en/news/feed/", "item"),
        ("/en/news/lamps-1/", "h1"),
        ("/en/news/lamps-2/", ".news-beside"),
    ]
    check_change(client, places, commit, retitled(NewsPage.objects.get(slug="lamps-1"), "Cameras counted"))


def test_an_introduction_on_cards_and_for_search_engines(
    client: Client, small_site: SmallSite, commit: Commit
) -> None:
    places = [
        ("/en/", ".pillars"),
        ("/en/", ".cards"),
        ("/en/transparency/", "main"),
        ("/en/transparency/", "meta[name=description]"),
        ("/en/search/?q=transparency", "main"),
    ]
    page = small_site.pages["pillar"].specific
    with commit():
        page.introduction = "Show us the lenses."
        page.save_revision().publish()
    assert places_that_show(client, places, "Show us the lenses.") == places


def test_a_page_put_into_menu_and_footer_and_taken_out(
    client: Client, small_site: SmallSite, commit: Commit
) -> None:
    page = small_site.pages["home"].add_child(
        instance=ContentPage(title="Questions", slug="questions", show_in_menus=True, show_in_footer=True)
    )
    cache.clear()
    places = [(url, menu) for url in EVERY_PAGE for menu in (".site-menu", ".footer-menu")]
    assert places_that_show(client, places, "Questions") == places
    page.show_in_menus = page.show_in_footer = False
    with commit():
        page.save_revision().publish()
    assert places_that_show(client, places, "Questions") == []


def test_the_order_of_the_menu(
    client: Client, admin_client: Client, small_site: SmallSite, commit: Commit
) -> None:
    def order() -> list[str]:
        document = BeautifulSoup(client.get("/en/privacy/").content, "html.parser")
        return [link.get_text() for link in document.select(".site-menu a")]

    before = order()
    pillar = small_site.pages["pillar"]
    with commit():
        admin_client.post(f"{reverse('wagtailadmin_pages:set_page_position', args=[pillar.pk])}?position=9")
    assert order() == before[1:] + before[:1]


@pytest.mark.parametrize("how", ["unpublish", "delete"])
def test_what_is_unpublished_or_deleted_is_gone_everywhere(
    client: Client, small_site: SmallSite, commit: Commit, how: str
) -> None:
    url = "/en/transparency/"
    places = [
        ("/en/", ".pillars"),
        ("/en/", ".cards"),
        ("/de/transparency/", ".site-languages"),
        ("/de/transparency/", "head link[hreflang=en]"),
        ("/en/search/?q=transparency", ".news-title"),
        ("/sitemap.xml", "loc"),
        *((place, ".site-menu") for place in EVERY_PAGE if place != url),
    ]
    assert places_that_show(client, places, url) == places
    with commit():
        getattr(small_site.pages["pillar"].specific, how)()
    assert places_that_show(client, places, url) == []
    assert client.get(url).status_code == 404


def test_a_page_that_moves_is_linked_at_its_new_address_and_found_at_the_old_one(
    client: Client, small_site: SmallSite, commit: Commit
) -> None:
    home, pillar = small_site.pages["home"], small_site.pages["pillar"]
    places = [("/en/", ".pillars"), ("/en/", ".cards"), ("/en/search/?q=transparency", ".news-title")]
    assert places_that_show(client, places, 'href="/en/transparency/"') == places
    parent = Page.objects.get(pk=home.add_child(instance=ContentPage(title="Why", slug="why")).pk)
    with commit():
        Page.objects.get(pk=pillar.pk).move(parent, pos="last-child")
    assert places_that_show(client, places, 'href="/en/why/transparency/"') == places
    assert places_that_show(client, [("/sitemap.xml", "loc")], "/en/why/transparency/")
    assert client.get("/en/why/transparency/").status_code == 200
    old = client.get("/en/transparency/")
    assert (old.status_code, old.headers["Location"]) == (301, "/en/why/transparency/")


def test_a_page_with_a_new_address_is_found_at_the_old_one(
    client: Client, small_site: SmallSite, commit: Commit
) -> None:
    page = small_site.pages["pillar"].specific
    places = [("/en/", ".pillars"), ("/en/", ".cards"), ("/en/privacy/", ".site-menu")]
    assert places_that_show(client, places, "/en/transparency/") == places
    page.slug = "daylight"
    with commit():
        page.save_revision().publish()
    assert places_that_show(client, places, "/en/daylight/") == places
    old = client.get("/en/transparency/")
    assert (old.status_code, old.headers["Location"]) == (301, "/en/daylight/")


@pytest.fixture
def long_moment(small_site: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets older pages be shown as long as the test takes."""
    monkeypatch.setattr(page_changes, "MOMENT", 600.0)


@pytest.mark.usefixtures("long_moment")
@pytest.mark.parametrize("address", ["/en/transparency/", "/en/transparency/?via=newsletter"])
def test_the_page_itself_is_new_at_the_next_request_and_others_a_moment_later(
    client: Client, small_site: SmallSite, commit: Commit, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    itself, elsewhere = [(address, "h1")], [("/en/", ".pillars"), ("/en/privacy/", ".site-menu")]
    assert places_that_show(client, itself + elsewhere, "Transparency") == itself + elsewhere
    with commit():
        retitled(small_site.pages["pillar"], "Daylight")[2]()
    assert places_that_show(client, itself + elsewhere, "Daylight") == itself
    monkeypatch.setattr(page_changes, "MOMENT", 0.0)
    assert places_that_show(client, itself + elsewhere, "Daylight") == itself + elsewhere


@pytest.mark.usefixtures("long_moment")
@pytest.mark.parametrize("how", ["unpublish", "delete"])
def test_a_page_that_is_taken_off_is_gone_at_the_next_request(
    client: Client, small_site: SmallSite, commit: Commit, how: str
) -> None:
    assert client.get("/en/transparency/").status_code == 200
    with commit():
        getattr(small_site.pages["pillar"].specific, how)()
    assert client.get("/en/transparency/").status_code == 404


@pytest.mark.usefixtures("long_moment")
def test_a_page_that_asks_for_a_password_is_shown_to_nobody_at_the_next_request(
    client: Client, small_site: SmallSite, commit: Commit
) -> None:
    assert client.get("/en/transparency/").status_code == 200
    with commit():
        PageViewRestriction.objects.create(
            page=small_site.pages["pillar"], restriction_type=PageViewRestriction.PASSWORD, password="x"
        )
    assert "no-cache" in client.get("/en/transparency/").headers["Cache-Control"]


@pytest.mark.usefixtures("long_moment")
def test_a_page_that_moves_is_found_at_its_old_address_at_the_next_request(
    client: Client, small_site: SmallSite, commit: Commit
) -> None:
    assert client.get("/en/transparency/").status_code == 200
    page = small_site.pages["pillar"].specific
    page.slug = "daylight"
    with commit():
        page.save_revision().publish()
    assert client.get("/en/transparency/").status_code == 301


# Languages


@pytest.mark.usefixtures("long_moment")
def test_a_page_is_as_it_was_where_only_its_translation_has_changed(
    client: Client, small_site: SmallSite, commit: Commit
) -> None:
    """A site in twenty languages would render twenty pages for each that is published."""
    urls = ["/en/transparency/", "/de/transparency/"]
    for url in urls:
        client.get(url)
    with commit():
        retitled(small_site.pages["pillar"], "Daylight")[2]()
    assert [bool(client.get(url).templates) for url in urls] == [True, False]


def test_an_alias_that_gets_words_of_its_own_becomes_a_translation(
    client: Client, small_site: SmallSite, commit: Commit
) -> None:
    original = small_site.pages["pillar"].specific
    home = small_site.pages["home"]
    page = home.add_child(instance=ContentPage(title="Why", slug="why"))
    with commit():
        page.save_revision().publish()
    german_home = home.get_translation(original.get_translations().get().locale)
    alias = page.copy_for_translation(german_home.locale, alias=True)
    Page.objects.filter(pk=alias.pk).update(live=True)
    alias.refresh_from_db()
    places = [("/en/why/", ".site-languages"), ("/en/why/", "head link[hreflang=de]")]
    assert places_that_show(client, places, "/de/why/") == []
    with commit():
        alias.alias_of = None
        alias.save()
    assert places_that_show(client, places, "/de/why/") == places


def test_a_new_translation(client: Client, small_site: SmallSite, commit: Commit) -> None:
    home = small_site.pages["home"]
    german = small_site.pages["pillar"].get_translations().get().locale
    page = home.add_child(instance=ContentPage(title="Why", slug="why", show_in_menus=True))
    german_home = home.get_translation(german).specific
    german_home.body = [{"type": "page_cards", "value": {"heading": "", "pages": [page.pk]}}]
    with commit():
        page.save_revision().publish()
        german_home.save_revision().publish()
    places = [
        ("/en/why/", ".site-languages"),
        ("/en/why/", "head link[hreflang=de]"),
        ("/de/", ".cards"),
        ("/de/", ".site-menu"),
        ("/sitemap.xml", "loc"),
    ]
    assert places_that_show(client, places, "/de/why/") == []
    assert places_that_show(client, [("/de/", ".cards")], "/en/why/"), "no other language stands in"
    translated = page.copy_for_translation(german)
    translated.title = "Warum"
    with commit():
        translated.save_revision().publish()
    assert places_that_show(client, places, "/de/why/") == places
    assert places_that_show(client, [("/de/", ".cards")], "Warum")


# The petition


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_words_of_the_petition_on_every_form_in_its_language(
    client: Client, small_site: SmallSite, commit: Commit, language: str
) -> None:
    other = {"en": "de", "de": "en"}[language]
    page = small_site.pages["petition"]
    page = page.specific if language == "en" else page.get_translations().get().specific
    urls = [url for url in EVERY_PAGE if url != "/en/news/"]
    places = [(url.replace("/en/", f"/{language}/"), ".sign") for url in urls]
    elsewhere = [(url.replace("/en/", f"/{other}/"), ".sign") for url in urls]
    new_words = {
        "title": "No lens on us",
        "demand": "Take the lenses down.",
        "form_heading": "Put your name here",
        "button_label": "I sign this",
        "updates_question": "May we tell you how it goes?",
    }
    assert places_that_show(client, places, page.title) == places
    assert places_that_show(client, elsewhere, "<form") == elsewhere
    for field, words in new_words.items():
        setattr(page, field, words)
    with commit():
        page.save_revision().publish()
    shown = places_that_show_each(client, places + elsewhere, new_words.values())
    assert shown == [places for _words in new_words]


@pytest.mark.usefixtures("long_moment")
def test_the_state_of_the_petition_on_every_form_at_the_next_request(
    client: Client, small_site: SmallSite, commit: Commit
) -> None:
    places = [(url, "form[data-sign-form]") for url in [*EVERY_PAGE, "/de/", "/de/privacy/"]]
    assert places_that_show(client, places, "<form") == places
    petition = small_site.petition
    petition.paused = True
    with commit():
        petition.save()
    assert places_that_show(client, places, "<form") == []


# Facts on many pages


def test_the_facts_of_a_member(client: Client, small_site: SmallSite, commit: Commit) -> None:
    member = Member.objects.get(name="Alpha")
    directories = [
        (f"/{language}/{path}", "main") for language in ("en", "de") for path in ("", "coalition/")
    ]
    places = [("/en/", ".logos"), *directories]

    def publish() -> None:
        member.name = "Omega"
        member.save_revision().publish()

    check_change(client, places, commit, ("Alpha", "Omega", publish))
    image = CampaignImage.objects.get()
    member.logo = image
    with commit():
        member.save()
    assert places_that_show(client, [("/en/", ".logos img")], "<img")
    with commit():
        member.delete()
    assert places_that_show(client, places, "Omega") == []


def test_what_is_said_about_this_site(client: Client, small_site: SmallSite, commit: Commit) -> None:
    urls = [*EVERY_PAGE, "/en/search/", "/de/", "/de/petition/"]
    facts = SiteSettings.objects.get()

    def publish() -> None:
        facts.controller_name, facts.contact_email = "Lens Watch", "hello@lens.example"
        facts.save()

    places = [(url, ".footer-contact") for url in urls]
    check_change(client, places, commit, ("a@example.org", "hello@lens.example", publish))
    assert places_that_show(client, places, "Lens Watch") == places
    assert places_that_show(client, [("/en/", ".sign-asker")], "Lens Watch")


def test_a_picture_that_is_replaced_and_its_credit(
    client: Client, admin_client: Client, small_site: SmallSite, commit: Commit
) -> None:
    image = CampaignImage.objects.get()
    old_name = image.file.name.rsplit("/", 1)[-1].split(".")[0]
    pictures = [("/en/", "main picture"), ("/en/transparency/", "main picture"), ("/en/petition/", "main")]
    share = [(url, "meta[property='og:image']") for url in EVERY_PAGE[:5]]
    credit_lines = [("/en/", ".image-credit"), ("/en/transparency/", ".image-credit")]
    assert places_that_show(client, pictures + share, old_name) == pictures + share
    assert places_that_show(client, credit_lines, "Ada") == credit_lines
    content = BytesIO()
    Image.new("RGB", (900, 600), "teal").save(content, "PNG")
    form = {
        "title": "A quiet square",
        "credit": "Grace",
        "collection": image.collection_id,
        "file": SimpleUploadedFile("quiet.png", content.getvalue(), "image/png"),
    }
    with commit():
        admin_client.post(reverse("wagtailimages:edit", args=[image.pk]), form)
    assert places_that_show(client, pictures + share, "quiet") == pictures + share
    assert places_that_show(client, pictures + share, old_name) == []
    assert places_that_show(client, credit_lines, "Grace") == credit_lines
    assert places_that_show(client, credit_lines, "Ada") == []


def test_a_document_that_is_replaced(client: Client, small_site: SmallSite, commit: Commit) -> None:
    document = Document.objects.get()

    def publish() -> None:
        document.title = "Postcard"
        document.file.save("postcard.pdf", ContentFile(b"A postcard and more"), save=False)
        document.save()

    check_change(client, [("/en/", ".download")], commit, ("Poster", "Postcard", publish))
    assert places_that_show(client, [("/en/", ".download")], "postcard.pdf")
