"""Which page speaks for a register."""

from django.conf import settings
from django.db.models import Exists, OuterRef
from wagtail.models import Locale

from editorial.live_pages import public_pages

from .models import Petition, PetitionPage


def petition_page_for(petition: Petition | None, locale: Locale) -> PetitionPage | None:
    """Return the page that shows the petition to a reader of that language.

    That is its public page in the language; else the public page it was first written on, which then has a
    language and direction of its own; else none. A page that visitors can't be sent to, because it asks for a
    password or its language's home page isn't public, speaks only where no other can. Takes one query.
    """
    if petition is None:
        return None
    pages = sorted(
        petition.pages.filter(live=True, alias_of__isnull=True)
        .annotate(is_found=Exists(public_pages(PetitionPage.objects.filter(pk=OuterRef("pk")))))
        .select_related("locale", "petition"),
        key=lambda page: (
            not page.is_found,
            page.locale_id != locale.pk,
            page.locale.language_code != settings.LANGUAGE_CODE,
            page.pk,
        ),
    )
    return pages[0] if pages else None
