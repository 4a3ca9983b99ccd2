"""Which page speaks for a register."""

from editorial.live_pages import PublicPlaces
from editorial.readings import once_a_generation

from ..petition.models import Petition
from .models import PetitionPage


def petition_page_for(petition: Petition | None, language: str) -> PetitionPage | None:
    """Return the page that shows the petition to a reader of the language of that code, such as `pl`.

    That is its public page in the language; else the public page it was first written on, which then has a
    language and direction of its own; else none. The site need not speak the language any more: it may have
    been taken off since a link in it was mailed. A page that visitors can't be sent to, because it asks for
    a password or its language's home page isn't public, speaks only where no other can. Takes one query, and
    two or three more where there are several pages to choose from; while pages are read, none for one that
    was asked for before.
    """
    if petition is None:
        return None
    return once_a_generation(
        ("speaking page", petition.pk, language), lambda: _speaking_page(petition, language)
    )


def _speaking_page(petition: Petition, language: str) -> PetitionPage | None:
    pages = list(petition.pages.filter(live=True, alias_of__isnull=True).select_related("locale", "petition"))
    if len(pages) < 2:
        return pages[0] if pages else None
    places = PublicPlaces.now()
    return min(
        pages,
        key=lambda page: (
            not places.hold(page),
            page.locale.language_code != language,
            page.pk,
        ),
    )
