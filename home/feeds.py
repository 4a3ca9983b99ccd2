"""The news as a feed: what readers subscribe to without telling anybody."""

from collections.abc import Iterable
from typing import Any

from django.utils.feedgenerator import Rss201rev2Feed
from wagtail.models import Page

from editorial.absolute_address import absolute_address
from editorial.days import start_of

CONTENT_TYPE = "application/rss+xml; charset=utf-8"
LONGEST_FEED = 20


def news_feed(index: Any, news: Iterable[Any], home: Page | None) -> str:
    """Return the newest of the news as RSS 2.0, in the language of their index, with full addresses."""
    feed = Rss201rev2Feed(
        title=index.title if home is None else f"{index.title} – {home.title}",
        link=absolute_address(index.get_url() or "/"),
        description=index.summary or index.title,
        language=index.locale.language_code,
        feed_url=absolute_address(index.feed_address),
    )
    for item in list(news)[:LONGEST_FEED]:
        address = absolute_address(item.get_url() or "/")
        feed.add_item(
            title=item.title,
            link=address,
            description=item.summary,
            unique_id=address,
            unique_id_is_permalink=True,
            # News have a day and no hour.
            pubdate=start_of(item.date),
        )
    return str(feed.writeString("utf-8"))
