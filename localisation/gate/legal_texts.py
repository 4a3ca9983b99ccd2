"""Which texts of a language were legally reviewed, and which have changed since.

A review remembers fingerprints of all that was there to be read, drafts included: publishing what was
reviewed changes nothing, and neither does going back to it.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256

from django.core.exceptions import FieldDoesNotExist
from django.urls import reverse
from django.utils.text import capfirst
from wagtail import hooks
from wagtail.models import Page, Site

from editorial.language_gaps import Gap
from editorial.legal_pages import LegalPage
from editorial.models import SiteSettings

from .journey import as_written_so_far, texts_of
from .models import LegalReview


def legal_pages_of(home: Page) -> Iterator[LegalPage]:
    """Yield all pages with legal texts in the language of a home page."""
    for pages in hooks.get_hooks("legal_pages_of_language"):
        yield from pages(home)


def privacy_page_of(home: Page) -> Iterator[LegalPage]:
    """Yield the privacy page of the home page's sites in its language. Takes three queries a site."""
    for site in Site.objects.filter(root_page__translation_key=home.translation_key):
        chosen = SiteSettings.for_site(site).privacy_page
        if chosen is not None:
            pages = Page.objects.filter(translation_key=chosen.translation_key, locale=home.locale_id)
            yield from (LegalPage(page.specific, _all_texts) for page in pages.filter(alias_of=None))


def _all_texts(page: Page) -> dict[str, str]:
    return {"": "\n".join(sorted(texts_of(page)))}


def texts_to_review(home: Page) -> list[str]:
    """Return the fingerprints of all legal texts of a language, public ones and those that are in work."""
    found: set[str] = set()
    for page, read in legal_pages_of(home):
        versions = [as_written_so_far(page), *([page] if page.live else [])]
        for version in versions:
            found.update(_fingerprints(page, read(version)).values())
    return sorted(found)


def texts_changed_since(review: LegalReview) -> list[Gap]:
    """Return the public legal texts that a review has not read, and where they stand.

    Nothing is known of a review that was noted before texts were remembered.
    """
    if review.texts is None:
        return []
    reviewed = set(review.texts)
    return [
        Gap(_name(page, field), reverse("wagtailadmin_pages:edit", args=[page.pk]))
        for page, read in legal_pages_of(review.page)
        if page.live
        for field, fingerprint in _fingerprints(page, read(page)).items()
        if fingerprint not in reviewed
    ]


def _fingerprints(page: Page, texts: Mapping[str, str]) -> dict[str, str]:
    """Return what tells each text from others, by the names of the fields."""
    return {
        field: sha256(f"{page.translation_key} {field} {' '.join(words.split())}".encode()).hexdigest()[:32]
        for field, words in texts.items()
    }


def _name(page: Page, field: str) -> str:
    title: str = page.get_admin_display_title()
    try:
        return f"{title}: {capfirst(str(page._meta.get_field(field).verbose_name))}"
    except FieldDoesNotExist:
        return title
