"""What is missing in a language, from all who have a part in a visitor's way."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.models import Page, Site

from editorial.language_gaps import Gap

from ..knowledge.checks import is_left_in_original
from ..knowledge.glossary import Glossary
from .journey import texts_of
from .models import HeldBackHome, LegalReview


def gaps_of(home: Page) -> list[Gap]:
    """Return what is missing for visitors in the language of a home page, which need not be public."""
    return [gap for gaps_of_part in hooks.get_hooks("gaps_of_language") for gap in gaps_of_part(home)]


def has_gap(home: Page) -> bool:
    """Tell whether anything is missing.

    The last part is asked first: the review comes when all else is there, and takes one query.
    """
    parts = reversed(hooks.get_hooks("gaps_of_language"))
    return any(True for gaps_of_part in parts for _gap in gaps_of_part(home))


def gaps_of_home(home: Page) -> Iterator[Gap]:
    """Yield how many sentences of the home page are still the original's. Takes a handful of queries."""
    original = Page.objects.filter(
        pk__in=Site.objects.filter(root_page__translation_key=home.translation_key).values("root_page")
    ).first()
    if original is None or original.locale_id == home.locale_id:
        return
    alike = texts_of(home.specific) & texts_of(original.specific)
    glossary = Glossary(home.locale, original.locale)
    left = sum(is_left_in_original(text, home.locale, glossary) for text in alike)
    if left:
        yield Gap(
            ngettext(
                "%(number)d text of the home page has still the words of the original.",
                "%(number)d texts of the home page have still the words of the original.",
                left,
            )
            % {"number": left},
            reverse("wagtailadmin_pages:edit", args=[home.pk]),
        )


def gaps_of_review(home: Page) -> list[Gap]:
    """Return that nobody has marked the texts as legally reviewed, if so."""
    if review_of(home) is not None:
        return []
    return [
        Gap(
            _("Nobody has noted yet that the texts were legally reviewed."),
            reverse("localisation_language", args=[home.pk]),
        )
    ]


def review_of(home: Page) -> LegalReview | None:
    """Return the legal review of a language's texts that holds and was noted last, whatever its day."""
    reviews = LegalReview.objects.filter(page=home, taken_back_at=None).select_related("recorded_by")
    return reviews.order_by("-pk").first()


def reviews_that_hold() -> list[LegalReview]:
    """Return the one for each language of each site. Takes one query."""
    last: dict[int, LegalReview] = {}
    reviews = LegalReview.objects.filter(taken_back_at=None).select_related("page__locale")
    for review in reviews.order_by("-pk"):
        last.setdefault(review.page_id, review)
    return list(last.values())


def is_held_back(home: Page) -> bool:
    """Tell whether a public home page waits for what is missing in its language."""
    return HeldBackHome.objects.filter(page=home).exists()


def is_translated_home(page: Page) -> bool:
    """Tell whether a page is a site's home page in another language than the site's own.

    The own language is what all others fall back to: it is never held back.
    """
    sites = Site.objects.filter(root_page__translation_key=page.translation_key)
    return sites.exists() and not sites.filter(root_page=page.pk).exists()
