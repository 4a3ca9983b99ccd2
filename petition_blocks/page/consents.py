"""Whether a petition's page says all that its original asks people to agree to."""

from django.utils.html import strip_tags

from editorial.live_pages import PublicPlaces

from ..petition.models import Petition
from .models import PetitionPage


def has_lost_consent(page: PetitionPage) -> bool:
    """Tell whether a consent is empty that the page's original has: nobody could know what they agree to.

    Takes no query where none is empty, which is nearly always.
    """
    petition = page.petition
    if petition is None:
        return False
    empty = [name for name in _consents(petition) if not _says_something(page, name)]
    if not empty:
        return False
    original = petition.pages.filter(alias_of=None).order_by("pk").first()
    return (
        original is not None
        and original.pk != page.pk
        and any(_says_something(original, name) for name in empty)
    )


def languages_to_sign_in(petition: Petition) -> list[str]:
    """Return the languages in which visitors find the petition with all that they agree to."""
    places = PublicPlaces.now()
    pages = petition.pages.filter(live=True, alias_of=None).select_related("locale", "petition")
    return [
        page.locale.language_code
        for page in pages.order_by("locale__language_code")
        if places.hold(page) and not has_lost_consent(page)
    ]


def _consents(petition: Petition) -> list[str]:
    questions = {"updates_question": petition.asks_updates, "partner_question": petition.asks_partner}
    return ["statement", "privacy_notice", *(name for name, is_asked in questions.items() if is_asked)]


def _says_something(page: PetitionPage, name: str) -> bool:
    return bool(strip_tags(getattr(page, name)).replace("&nbsp;", " ").strip())
