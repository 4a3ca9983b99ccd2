"""News: who may read which, in what order, in which language, and from when on."""

import xml.etree.ElementTree as ElementTree
from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page, PageViewRestriction

from editorial.models import CampaignImage
from home.blocks import LatestNewsBlock
from home.models import NEWS_ON_A_PAGE, ContentPage, HomePage, NewsIndexPage, NewsPage, PillarPage
from localisation.checks import check_model
from tests.factories import HomePageFactory

URL = "https://campaign.example.org"


@pytest.fixture
def home(db: None, settings: Settings) -> HomePage:
    """The English home page, which shows the latest news."""
    settings.WAGTAILADMIN_BASE_URL = URL
    page: HomePage = HomePageFactory.create(
        body=[("latest_news", {"heading": "What is new", "number": 2, "index": None})]
    )
    page.save_revision().publish()
    page.refresh_from_db()
    return page


@pytest.fixture
def index(home: HomePage) -> NewsIndexPage:
    """The English list of news."""
    page: NewsIndexPage = home.add_child(instance=NewsIndexPage(title="News", slug="news"))
    return page


def add_news(index: Page, title: str, day: int = 1, **fields: Any) -> NewsPage:
    """Add public news of a day in March."""
    news: NewsPage = index.add_child(instance=NewsPage(title=title, date=date(2026, 3, day), **fields))
    return news


def document_at(client: Client, url: str) -> BeautifulSoup:
    """Return the page at an address."""
    answer = client.get(url)
    assert answer.status_code == 200
    assert not answer.cookies
    return BeautifulSoup(answer.content, "html.parser")


def titles_at(client: Client, url: str) -> list[str]:
    """Return the titles that a page lists, from top to bottom."""
    return [title.get_text() for title in document_at(client, url).select(".news-title")]


def feed_at(client: Client, url: str) -> ElementTree.Element:
    """Return the channel of the feed at an address."""
    answer = client.get(url)
    assert answer.status_code == 200
    assert not answer.cookies
    assert answer.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    channel = ElementTree.fromstring(answer.content).find("channel")  # noqa: S314
    assert channel is not None
    return channel


def titles_in_feed(client: Client) -> list[str | None]:
    """Return the titles of the English feed."""
    return [item.findtext("title") for item in feed_at(client, "/en/news/feed/").findall("item")]


def everywhere(client: Client) -> list[list[str | None]]:
    """Return the titles that the list, the feed and the home page show."""
    return [[*titles_at(client, "/en/news/")], titles_in_feed(client), [*titles_at(client, "/en/")]]


# Where they may stand


def test_news_stand_below_their_index_and_nothing_stands_below_them() -> None:
    assert NewsPage.allowed_parent_page_models() == [NewsIndexPage]
    assert NewsIndexPage.allowed_parent_page_models() == [HomePage]
    assert NewsIndexPage.allowed_subpage_models() == [NewsPage]
    assert NewsPage.allowed_subpage_models() == []
    assert NewsPage not in ContentPage.allowed_subpage_models() + PillarPage.allowed_subpage_models()


@pytest.mark.parametrize("model", [NewsPage, NewsIndexPage])
def test_news_can_be_translated_in_full(model: type[Page]) -> None:
    assert check_model(model) == []


def test_no_news_take_the_address_of_the_feed(index: NewsIndexPage) -> None:
    with pytest.raises(ValidationError, match="site itself uses this address"):
        add_news(index, "Feed", slug="feed")


# The list


@pytest.mark.both
def test_the_list_begins_with_the_newest(client: Client, index: NewsIndexPage) -> None:
    for title, day in [("Older", 2), ("Newest", 9), ("Oldest", 1), ("Newer", 5)]:
        add_news(index, title, day)
    assert titles_at(client, "/en/news/") == ["Newest", "Newer", "Older", "Oldest"]


def test_what_is_not_public_is_listed_nowhere(client: Client, index: NewsIndexPage) -> None:
    add_news(index, "Public")
    add_news(index, "Draft", live=False)
    private = add_news(index, "Private")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    source = add_news(index, "Source", live=False)
    alias = source.create_alias(parent=index, update_slug="alias")
    Page.objects.filter(pk=alias.pk).update(live=True)
    assert everywhere(client) == [["Public"]] * 3


@pytest.mark.slow
def test_a_long_list_has_pages_that_plain_links_lead_to(client: Client, index: NewsIndexPage) -> None:
    for number in range(NEWS_ON_A_PAGE + 1):
        add_news(index, f"News {number}", day=number + 1)
    first = document_at(client, "/en/news/")
    assert len(first.select(".news-title")) == NEWS_ON_A_PAGE
    assert [link["href"] for link in first.select(".page-links a")] == ["?page=2"]
    assert titles_at(client, "/en/news/?page=2") == ["News 0"]
    assert [link["href"] for link in document_at(client, "/en/news/?page=2").select(".page-links a")] == [
        "?page=1"
    ]
    assert titles_at(client, "/en/news/?page=99") == ["News 0"]
    assert len(titles_at(client, "/en/news/?page=x")) == NEWS_ON_A_PAGE


def test_an_empty_list_says_so(client: Client, index: NewsIndexPage) -> None:
    assert "There is no news yet." in document_at(client, "/en/news/").get_text()
    assert feed_at(client, "/en/news/feed/").findall("item") == []
    assert titles_at(client, "/en/") == []
    assert "What is new" not in document_at(client, "/en/").get_text(), "a heading over nothing"


# The page


@pytest.mark.slow
def test_news_show_their_day_picture_and_neighbours(client: Client, index: NewsIndexPage) -> None:
    image = CampaignImage.objects.create(title="A square", file=get_test_image_file(), credit="Ada")
    oldest, middle, newest = (
        add_news(index, "Oldest", 1),
        add_news(index, "Middle", 2, introduction="In short.", social_image=image),
        add_news(index, "Newest", 2),
    )
    add_news(index, "Draft", 2, live=False)
    document = document_at(client, middle.url)
    day = document.select_one(".hero time")
    assert day is not None
    assert (day["datetime"], day.get_text()) == ("2026-03-02", "2 March 2026")
    picture = document.select_one(".news-picture img")
    assert picture is not None
    assert picture["alt"] == ""
    assert "Ada" in document.select_one(".news-picture").get_text()  # type: ignore[union-attr]
    links = [(link.get("rel"), link["href"]) for link in document.select(".news-beside a")]
    assert links == [(["next"], newest.url), (["prev"], oldest.url), (None, index.url)]
    for page, rel in [(oldest, "prev"), (newest, "next")]:
        assert document_at(client, page.url).select(f".news-beside a[rel={rel}]") == []


def test_news_not_yet_saved_can_be_previewed(index: NewsIndexPage) -> None:
    news = NewsPage(
        title="New", slug="new", locale=index.locale, depth=index.depth + 1, path=f"{index.path}0001"
    )
    preview = news.make_preview_request()
    assert preview.status_code == 200
    assert b"New" in preview.content


# The feed


def test_the_feed_holds_what_the_list_does_with_full_addresses(client: Client, index: NewsIndexPage) -> None:
    add_news(index, "First & foremost", 1, introduction="In <short>.", slug="first")
    add_news(index, "Second", 2)
    channel = feed_at(client, "/en/news/feed/")
    assert (channel.findtext("title"), channel.findtext("language")) == ("News – Home", "en")
    assert channel.findtext("link") == f"{URL}/en/news/"
    assert [item.findtext("title") for item in channel.findall("item")] == ["Second", "First & foremost"]
    item = channel.findall("item")[1]
    assert item.findtext("description") == "In <short>."
    assert item.findtext("link") == f"{URL}/en/news/first/"
    assert (item.findtext("pubDate") or "").startswith("Sun, 01 Mar 2026 00:00:00")
    own = channel.find("{http://www.w3.org/2005/Atom}link")
    assert own is not None
    assert own.get("href") == f"{URL}/en/news/feed/"


def test_news_that_are_renamed_are_not_new_to_readers_of_the_feed(
    client: Client, index: NewsIndexPage
) -> None:
    """Nor when they are moved or given another title; their translation is news of its own."""

    def guids(url: str = "/en/news/feed/") -> list[tuple[str | None, str | None]]:
        found = [item.find("guid") for item in feed_at(client, url).findall("item")]
        return [(guid.text, guid.get("isPermaLink")) for guid in found if guid is not None]

    news = add_news(index, "First", slug="first")
    add_news(index, "Second")
    before = guids()
    assert len({text for text, _permanent in before}) == 2
    assert all((text or "").startswith("urn:uuid:") for text, _permanent in before)
    assert {permanent for _text, permanent in before} == {"false"}
    news.slug, news.title = "renamed", "Renamed"
    news.save_revision().publish()
    assert guids() == before


def test_list_and_news_tell_readers_of_the_feed_and_other_pages_do_not(
    client: Client, index: NewsIndexPage
) -> None:
    news = add_news(index, "First")
    for url in (index.url, news.url):
        (link,) = document_at(client, url).select('head link[type="application/rss+xml"]')
        assert link["href"] == f"{URL}/en/news/feed/"
    assert document_at(client, "/en/").select('link[type="application/rss+xml"]') == []


@pytest.mark.slow
def test_a_language_has_its_own_list_and_feed(client: Client, home: HomePage, index: NewsIndexPage) -> None:
    news = add_news(index, "English", slug="first")
    german, _created = Locale.objects.get_or_create(language_code="de")
    for page in (home, index):
        page.copy_for_translation(german).save_revision().publish()
    # Not translated yet: nothing in German.
    assert titles_at(client, "/de/news/") == titles_at(client, "/de/") == []
    translated = news.copy_for_translation(german)
    translated.title = "Deutsch"
    translated.save_revision().publish()
    assert titles_at(client, "/de/news/") == titles_at(client, "/de/") == ["Deutsch"]
    channel = feed_at(client, "/de/news/feed/")
    assert channel.findtext("language") == "de"
    assert [item.findtext("link") for item in channel.findall("item")] == [f"{URL}/de/news/first/"]
    assert everywhere(client) == [["English"]] * 3


def test_without_a_public_index_there_is_no_feed(client: Client, index: NewsIndexPage) -> None:
    index.unpublish()
    assert client.get("/en/news/feed/").status_code == 404


def test_a_private_index_keeps_its_feed_private(client: Client, index: NewsIndexPage) -> None:
    add_news(index, "Secret")
    PageViewRestriction.objects.create(page=index, restriction_type=PageViewRestriction.LOGIN)
    answer = client.get("/en/news/feed/")
    assert answer.status_code == 302
    assert b"Secret" not in answer.content


# The block


def rendered_block(page: Page, **value: Any) -> str:
    """Return the block as a page shows it."""
    block = LatestNewsBlock()
    bound = block.to_python({"heading": "", "number": 3, "index": None, **value})
    template = Template("{% load wagtailcore_tags %}{% include_block block %}")
    context = {"page": page, "block": bound, "request": RequestFactory().get("/")}
    return template.render(Context(context))


def test_the_block_shows_as_many_as_asked_for_and_leads_to_the_list(
    home: HomePage, index: NewsIndexPage
) -> None:
    for number in range(4):
        add_news(index, f"News {number}", day=number + 1)
    other: NewsIndexPage = home.add_child(instance=NewsIndexPage(title="Press", slug="press"))
    add_news(other, "Press release", day=20)
    text = rendered_block(home, number=2, index=index.pk)
    assert [title in text for title in ("News 3", "News 2", "News 1", "Press release")] == [
        True,
        True,
        False,
        False,
    ]
    assert f'href="{index.url}"' in text
    assert "Press release" in rendered_block(home)


def test_the_block_is_empty_while_there_are_no_news(home: HomePage, index: NewsIndexPage) -> None:
    assert rendered_block(home, heading="What is new", index=index.pk).strip() == ""


def test_the_block_never_shows_another_languages_news(home: HomePage, index: NewsIndexPage) -> None:
    add_news(index, "English")
    german, _created = Locale.objects.get_or_create(language_code="de")
    german_home = home.copy_for_translation(german)
    with translation.override("de"):
        assert rendered_block(german_home, index=index.pk).strip() == ""


@pytest.mark.both
@pytest.mark.slow
def test_lists_take_as_many_queries_for_many_news_as_for_few(client: Client, index: NewsIndexPage) -> None:
    def queries() -> list[int]:
        numbers = []
        for url in ("/en/", "/en/news/", "/en/news/feed/"):
            client.get(url)
            with CaptureQueriesContext(connection) as captured:
                client.get(url)
            numbers.append(len(captured))
        return numbers

    add_news(index, "One", 1)
    add_news(index, "Two", 2)
    few = queries()
    for number in range(6):
        add_news(index, f"More {number}", 3)
    assert queries() == few


# From when on, and until when


@pytest.mark.slow
def test_scheduled_news_come_and_go_with_the_worker_on_every_page_that_lists_them(
    client: Client,
    index: NewsIndexPage,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.PAGE_CACHE_SECONDS = 60
    cache.clear()
    now = timezone.now()
    expiring = add_news(index, "Expiring", 1)
    coming: NewsPage = index.add_child(
        instance=NewsPage(title="Coming", date=date(2026, 3, 2), live=False, slug="coming")
    )
    coming.go_live_at = now + timedelta(hours=1)
    coming.save_revision().publish()
    assert everywhere(client) == [["Expiring"]] * 3
    # The hour comes.
    Page.objects.filter(pk=expiring.pk).update(expire_at=now - timedelta(minutes=1))
    coming.refresh_from_db()
    revision = coming.latest_revision
    assert revision is not None
    earlier = now - timedelta(minutes=1)
    revision.content["go_live_at"] = earlier.isoformat()
    revision.approved_go_live_at = earlier
    revision.save()
    assert everywhere(client) == [["Expiring"]] * 3, "the cache is not at work"
    with django_capture_on_commit_callbacks(execute=True):
        call_command("publish_scheduled", verbosity=0)
    assert everywhere(client) == [["Coming"]] * 3
    assert client.get("/en/news/expiring/").status_code == 404
    cache.clear()


@pytest.mark.slow
def test_a_published_change_of_news_shows_at_the_next_request(
    client: Client,
    index: NewsIndexPage,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.PAGE_CACHE_SECONDS = 60
    cache.clear()
    news = add_news(index, "Before")
    assert everywhere(client) == [["Before"]] * 3
    news.title = "After"
    with django_capture_on_commit_callbacks(execute=True):
        news.save_revision().publish()
    assert everywhere(client) == [["After"]] * 3
    cache.clear()
