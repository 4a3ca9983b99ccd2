"""The news as a feed: what readers subscribe to without telling anybody."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import uuid5

from django.utils.feedgenerator import Rss201rev2Feed
from wagtail.models import Page

from editorial.absolute_url import absolute_url
from editorial.control_characters import in_lines, in_one_line
from editorial.days import start_of

if TYPE_CHECKING:
    from .models import NewsIndexPage, NewsPage

CONTENT_TYPE = "application/rss+xml; charset=utf-8"
LONGEST_FEED = 20


def news_feed(index: "NewsIndexPage", news: "Iterable[NewsPage]", home: Page | None) -> str:
    """Return the newest of the news as RSS 2.0, in the language of their index, with full addresses."""
    feed = Rss201rev2Feed(
        title=in_one_line(index.title if home is None else f"{index.title} – {home.title}"),
        link=absolute_url(index.get_url() or "/"),
        description=in_lines(index.summary or index.title),
        language=index.locale.language_code,
        feed_url=absolute_url(index.feed_url),
    )
    for item in list(news)[:LONGEST_FEED]:
        url = absolute_url(item.get_url() or "/")
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
