"""The news as a feed: what readers subscribe to without telling anybody."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol
from uuid import UUID, uuid5

from django.http import HttpRequest
from django.utils.feedgenerator import Rss201rev2Feed
from wagtail.models import Locale, Page, Site

from editorial.absolute_url import absolute_url
from editorial.control_characters import in_lines, in_one_line
from editorial.days import start_of

CONTENT_TYPE = "application/rss+xml; charset=utf-8"
LONGEST_FEED = 20


class Told(Protocol):
    """What the feed tells of a page: the index, or one of the news."""

    title: str
    translation_key: UUID
    locale: Locale

    @property
    def summary(self) -> str:
        """Its introduction, in one line."""

    def get_url(self, request: HttpRequest | None) -> str | None:
        """Where it is."""


class Dated(Told, Protocol):
    """One of the news."""

    date: date


def news_feed(
    index: Told, feed_url: str, news: Iterable[Dated], home: Page | None, request: HttpRequest
) -> str:
    """Return the newest of the news as RSS 2.0, in the language of their index, with full addresses."""
    site = Site.find_for_request(request)
    feed = Rss201rev2Feed(
        title=in_one_line(index.title if home is None else f"{index.title} – {home.title}"),
        link=absolute_url(index.get_url(request) or "/", site),
        description=in_lines(index.summary or index.title),
        language=index.locale.language_code,
        feed_url=absolute_url(feed_url, site),
    )
    for item in list(news)[:LONGEST_FEED]:
        url = absolute_url(item.get_url(request) or "/", site)
        feed.add_item(
            title=in_one_line(item.title),
            link=url,
            description=in_lines(item.summary),
            # Not the address: a reader shows what gets another one as new.
            unique_id=uuid5(item.translation_key, item.locale.language_code).urn,
            unique_id_is_permalink=False,
            # News have a day and no hour.
            pubdate=start_of(item.date),
        )
    return str(feed.writeString("utf-8"))
