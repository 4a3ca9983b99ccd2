"""The list of pages must not ask the database three times a page whether it can be translated.

wagtail-localize's menu beside each page looks up which languages it lacks, its source, and whether that is
translated into any: the list of a translator's home took 105 queries, most of them for buttons that nobody
opens. Here the list's own query answers, by two annotations that come along through Wagtail's hook
`construct_explorer_page_queryset`; elsewhere a page is asked about as before.

Wagtail has hooks to add buttons and none to leave out a library's, and this one looks everything up before
anybody can take it away. So its function is taken from the list of hooks, which Wagtail doesn't promise to
keep as it is. Upstream nobody has reported it; Wagtail has mended the same in its own `simple_translation`:
https://github.com/wagtail/wagtail/pull/12226.
"""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Locale, Page
from wagtail.query import PageQuerySet
from wagtail_localize import wagtail_hooks as upstream
from wagtail_localize.models import TranslationSource

from ..locale_permissions import AnyUser

HOOK = "register_page_listing_more_buttons"


def with_answers(parent: Page, pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Let the query for a list of pages tell what the buttons beside them want to know."""
    own_words = Page.objects.filter(
        translation_key=OuterRef(OuterRef("translation_key")), alias_of__isnull=True
    )
    return pages.annotate(
        _lacks_languages=Exists(Locale.objects.exclude(pk__in=own_words.values("locale"))),
        _translated_source=Subquery(
            TranslationSource.objects.filter(
                object_id=OuterRef("translation_key"), locale=OuterRef("locale"), translations__enabled=True
            )
            .order_by("pk")
            .values("pk")[:1]
        ),
    )


def buttons(page: Page, user: AnyUser, next_url: str | None = None) -> Iterator[Button]:
    """Yield what wagtail-localize offers beside a page: to translate it, and to sync what is translated."""
    if page.is_root() or not user.has_perm("wagtail_localize.submit_translation"):
        return
    if not hasattr(page, "_lacks_languages"):
        yield from upstream.page_listing_more_buttons(page, user, next_url=next_url)
        return
    if page._lacks_languages:
        yield Button(
            _("Translate this page"),
            reverse("wagtail_localize:submit_page_translation", args=[page.alias_of_id or page.pk]),
            priority=60,
            icon_name="wagtail-localize-language",
        )
    if page._translated_source is not None:
        query = f"?{urlencode({'next': next_url})}" if next_url is not None else ""
        yield Button(
            _("Sync translated pages"),
            reverse("wagtail_localize:update_translations", args=[page._translated_source]) + query,
            priority=60,
            icon_name="resubmit",
        )


def ask_once_a_list() -> None:
    """Put our buttons in the place of upstream's."""
    registered = hooks._hooks[HOOK]
    registered[:] = [
        (buttons if function is upstream.page_listing_more_buttons else function, order)
        for function, order in registered
    ]
    hooks.register("construct_explorer_page_queryset", with_answers)
