"""Which page a link leads to, in the reader's language."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length, Substr
from wagtail.documents.models import AbstractDocument
from wagtail.models import Locale, Page, PageViewRestriction


def live_pages_for(pages: Collection[Page | None], locale: Locale) -> dict[int, Page]:
    """Return, for the primary key of each page, the public page that a reader of `locale` should be sent to.

    That is its live translation; else the page itself, if it is live; else it is left out. An alias stands
    for nothing of its own, so it is passed over. Takes one query, however many pages there are.
    """
    wanted = [page for page in pages if page is not None]
    if not wanted:
        return {}
    translations = {
        page.translation_key: page
        for page in Page.objects.filter(
            translation_key__in={page.translation_key for page in wanted},
            locale=locale,
            live=True,
            alias_of__isnull=True,
        ).specific()
    }
    found: dict[int, Page] = {}
    for page in wanted:
        translated = translations.get(page.translation_key)
        if translated is not None:
            found[page.pk] = translated
        elif page.live:
            found[page.pk] = page.specific
    return found


def pages_to_link_to(
    chosen: Collection[Page | None], locale: Locale, shown_on: Page | None = None
) -> dict[int, Page]:
    """Return, by the primary key of each page, the public page that a link on a page should lead to.

    As `live_pages_for`, without pages that are of no use to who reads: those that only some people may see,
    unless the page that the link stands on is for the same people, and those that are outside every site and
    have no address. Their streams are not loaded.
    """
    return pages_to_link_to_by_key({page.pk for page in chosen if page is not None}, locale, shown_on)


def pages_to_link_to_by_key(
    keys: Collection[int], locale: Locale, shown_on: Page | None = None
) -> dict[int, Page]:
    """Do so for primary keys, whether or not there are such pages, in as many queries as `live_pages_for`."""
    if not keys:
        return {}
    translated = Q(
        translation_key__in=Page.objects.filter(pk__in=keys).values("translation_key"),
        locale=locale,
        alias_of__isnull=True,
    )
    pages = list(
        Page.objects.filter(Q(pk__in=keys) | translated)
        .annotate(is_private=_is_private(shown_on))
        .defer_streamfields()
        .specific()
    )
    for page in pages:
        if page.locale_id == locale.pk:
            # Its address asks for it, and it is at hand.
            page.locale = locale
    reachable = {
        page.pk: page for page in pages if page.live and not page.is_private and page.url is not None
    }
    translations = {
        page.translation_key: page
        for page in reachable.values()
        if page.locale_id == locale.pk and page.alias_of_id is None
    }
    found = {
        page.pk: translations.get(page.translation_key) or reachable.get(page.pk)
        for page in pages
        if page.pk in keys
    }
    return {key: page for key, page in found.items() if page is not None}


def _is_private(shown_on: Page | None) -> Exists:
    """Return the condition that a page, or one above it, is for some people alone."""
    restrictions = PageViewRestriction.objects.filter(
        page__path=Substr(OuterRef("path"), 1, Length("page__path"))
    )
    if shown_on is not None and shown_on.path:
        steps = range(Page.steplen, len(shown_on.path) + 1, Page.steplen)
        restrictions = restrictions.exclude(page__path__in=[shown_on.path[:end] for end in steps])
    return Exists(restrictions)


def is_for_everybody(document: AbstractDocument) -> bool:
    """Tell whether anybody may download the document: it lies in no collection that asks who is there."""
    return not document.collection.get_view_restrictions()
