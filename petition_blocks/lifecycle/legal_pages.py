"""What people agree to, for whoever reviews it."""

from collections.abc import Iterator

from wagtail.models import Page

from editorial.legal_pages import LegalPage

from ..page.models import PetitionPage
from .language_gaps import OVER

# What of a wording is written for each language. The rest is said by the register, in all languages alike.
AGREED = ("demand", "statement", "updates_question", "partner_question", "privacy_notice")


def legal_pages_of_petitions(home: Page) -> Iterator[LegalPage]:
    """Yield the pages of the petitions that one can sign in the language of a home page. Takes one query."""
    pages = PetitionPage.objects.filter(
        path__startswith=home.path, locale=home.locale_id, alias_of=None
    ).select_related("petition", "locale")
    for page in pages.order_by("path"):
        if page.petition is None or page.petition.state not in OVER:
            yield LegalPage(page, words_agreed_to)


def words_agreed_to(page: Page) -> dict[str, str]:
    """Return the texts of a petition that people agree to, by their fields, without what isn't asked."""
    said = page.wording_text()
    return {name: str(said[name]) for name in AGREED if said[name]}
