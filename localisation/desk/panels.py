"""What is new for a translator's languages, on the admin's home page."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import User
from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from wagtail.admin.ui.components import Component

from ..locale_permissions import locales_to_work_in
from .matrix import Matrix, Wanted
from .news import Item, News, changes_since, news_for

SHOWN_FOR = timedelta(days=7)
# Of each kind; the desk has them all.
MOST_ITEMS = 5
# Who works in more languages is told of each in a line.
MOST_LANGUAGES = 5


@dataclass(frozen=True)
class Part:
    """Some of the news of a language, under what they are."""

    heading: str
    items: list[Item]
    more: int


@dataclass(frozen=True)
class ShownNews:
    """The news of a language in words, and the way to all that waits there."""

    language: str
    parts: list[Part]
    waiting: int
    url: str


class NewsPanel(Component):
    """What is new in the originals, and what waits; nothing for who doesn't translate."""

    name = "translation_news"
    order = 90
    template_name = "localisation/desk/news_panel.html"

    def get_context_data(self, parent_context: Context) -> dict[str, object]:
        """Add the news."""
        user = parent_context["request"].user
        may_translate = user.has_perm("wagtail_localize.submit_translation")
        return {"news": news_of(user) if may_translate else [], "desk_url": reverse("localisation_desk")}


def news_of(user: User) -> list[ShownNews]:
    """Return what is new for somebody: a handful of queries, however many pages and languages there are."""
    locales = list(locales_to_work_in(user))
    changes = changes_since(timezone.now() - SHOWN_FOR)
    matrix = Matrix.of(locales)
    publishing = set(locales_to_work_in(user, ["publish"]).values_list("pk", flat=True))
    columns = [numbers.locale for numbers in matrix.numbers()]
    found = [news for news in news_for(columns, matrix, changes) if news.count or news.waiting]
    is_brief = len(found) > MOST_LANGUAGES
    return [_shown(news, news.locale.pk in publishing, is_brief) for news in found]


def _shown(news: News, may_publish: bool, is_brief: bool) -> ShownNews:
    parts = [] if is_brief else [_part(str(deed.label), items) for deed, items in news.items.items()]
    if may_publish and news.ready and not is_brief:
        parts.append(_part(str(Wanted.READY.label), news.ready))
    query = urlencode({"language": news.locale.language_code, "state": Wanted.NEEDS_ME.value})
    return ShownNews(
        str(news.locale.get_display_name()), parts, news.waiting, f"{reverse('localisation_desk')}?{query}"
    )


def _part(heading: str, items: list[Item]) -> Part:
    return Part(heading, items[:MOST_ITEMS], max(0, len(items) - MOST_ITEMS))
