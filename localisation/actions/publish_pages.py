"""Publish several pages at once."""

from collections.abc import Iterable

from django.db import transaction
from wagtail.models import Page

from ..completeness import missing_texts, translation_of
from ..locale_permissions import AnyUser, may_publish


class TextsAreMissing(Exception):
    """Raised when some of the pages are translations that lack texts."""

    def __init__(self, pages: list[Page]) -> None:
        self.pages = pages
        super().__init__()


@transaction.atomic
def publish_pages(pages: Iterable[Page], user: AnyUser) -> int:
    """Publish the pages and return how many; all of them or, raising `TextsAreMissing`, none.

    A translation is published as its editor shows it, any other page in its last draft. Stand-ins for pages
    of other languages and pages that the user may not publish are passed over.
    """
    chosen = [page for page in pages if page.alias_of_id is None and may_publish(user, page)]
    translations = {page.pk: translation_of(page) for page in chosen}
    incomplete = [
        page
        for page in chosen
        if (found := translations[page.pk]) and missing_texts(found.source, found.target_locale).exists()
    ]
    if incomplete:
        raise TextsAreMissing(incomplete)
    for page in chosen:
        translation = translations[page.pk]
        if translation is not None:
            translation.save_target(user=user, publish=True)
        else:
            revision = page.get_latest_revision() or page.specific.save_revision(user=user)
            revision.publish(user=user)
    return len(chosen)
