"""Publish several pages at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import Translation

from ..completeness import missing_texts, translation_of
from ..locale_permissions import AnyUser, may_publish


class TextsAreMissing(Exception):
    """Raised when some of the pages are translations that lack texts."""

    def __init__(self, pages: list[Page]) -> None:
        self.pages = pages
        super().__init__()


@dataclass
class ToPublish:
    """Pages that a user wants to publish and may: translations, each with its page, and all others."""

    translations: list[tuple[Page, Translation]] = field(default_factory=list)
    others: list[Page] = field(default_factory=list)


def sort_out(pages: Iterable[Page], user: AnyUser) -> ToPublish:
    """Return what there is to publish of the pages. Raises `TextsAreMissing`.

    Stand-ins for pages of other languages and pages that the user may not publish are passed over.
    """
    wanted = ToPublish()
    for page in pages:
        if page.alias_of_id is not None or not may_publish(user, page):
            continue
        translation = translation_of(page)
        if translation is None:
            wanted.others.append(page)
        else:
            wanted.translations.append((page, translation))
    incomplete = [
        page
        for page, translation in wanted.translations
        if missing_texts(translation.source, translation.target_locale).exists()
    ]
    if incomplete:
        raise TextsAreMissing(incomplete)
    return wanted


@transaction.atomic
def publish_pages(wanted: ToPublish, user: AnyUser) -> int:
    """Publish the pages, all or none, and return how many.

    A translation is published as its editor shows it, any other page in its last draft. Raises
    `TextsHaveProblems` for one with texts that would break the page or that nobody has read.
    """
    for _page, translation in wanted.translations:
        translation.save_target(user=user, publish=True)
    for page in wanted.others:
        revision = page.get_latest_revision() or page.specific.save_revision(user=user)
        revision.publish(user=user)
    return len(wanted.translations) + len(wanted.others)
