"""Which page speaks for a register."""

from django.conf import settings
from wagtail.models import Locale

from .models import Petition, PetitionPage


def petition_page_for(petition: Petition | None, locale: Locale) -> PetitionPage | None:
    """Return the page that shows the petition to a reader of that language.

    That is its public page in the language; else the public page it was first written on, which then has a
    language and direction of its own; else none. Takes one query.
    """
    if petition is None:
        return None
    pages = sorted(
        petition.pages.filter(live=True, alias_of__isnull=True).select_related("locale", "petition"),
        key=lambda page: (
            page.locale_id != locale.pk,
            page.locale.language_code != settings.LANGUAGE_CODE,
            page.pk,
        ),
    )
    return pages[0] if pages else None
