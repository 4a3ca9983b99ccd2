"""Which page a link leads to, in the reader's language."""

from collections.abc import Collection

from wagtail.models import Locale, Page


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
