"""Which news the public sees, and in which order."""

from datetime import date

from django.apps import apps
from django.db.models import Q
from wagtail.models import Locale, Page
from wagtail.query import PageQuerySet

from editorial.live_pages import public_pages

NEWEST_FIRST = ("-date", "-pk")
OLDEST_FIRST = ("date", "pk")


def public_news() -> PageQuerySet:
    """Return the news that anybody may read, newest first. Takes one query, however many there are.

    Aliases are left out: they hold another language's words.
    """
    news = apps.get_model("home.NewsPage").objects.filter(alias_of__isnull=True)
    return public_pages(news).select_related("locale").order_by(*NEWEST_FIRST)


def news_of_language(locale: Locale) -> PageQuerySet:
    """Return all public news in a language, whichever index they are below."""
    return public_news().filter(locale=locale)


def news_of_index(index: Page) -> PageQuerySet:
    """Return the public news below an index."""
    return public_news().child_of(index)


def neighbours(news: Page, day: date) -> dict[str, Page | None]:
    """Return the public news before (`older`) and after (`newer`) the one of that day, below its index."""
    if news.pk is None:
        return {"older": None, "newer": None}
    others = public_news().sibling_of(news, inclusive=False)
    same_day = Q(date=day)
    return {
        "older": others.filter(Q(date__lt=day) | same_day & Q(pk__lt=news.pk)).first(),
        "newer": others.filter(Q(date__gt=day) | same_day & Q(pk__gt=news.pk))
        .order_by(*OLDEST_FIRST)
        .first(),
    }
