"""Which page a link leads to, in the reader's language."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef
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
    pages: Collection[Page | None], locale: Locale, shown_on: Page | None = None
) -> dict[int, Page]:
    """Return, by the primary key of each page, the public page that a link on a page should lead to.

    As `live_pages_for`, without pages that are of no use to who reads: those that only some people may see,
    unless the page that the link stands on is for the same people, and those that are outside every site and
    have no address. Takes one query more where there are pages at all.
    """
    found = live_pages_for(pages, locale)
    if not found:
        return {}
    targets = {page.pk for page in found.values()}
    hidden = set(
        Page.objects.filter(pk__in=targets).filter(_is_private(shown_on)).values_list("pk", flat=True)
    )
    return {key: page for key, page in found.items() if page.pk not in hidden and page.url is not None}


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
