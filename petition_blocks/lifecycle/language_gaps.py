"""What the petitions that a home page leads to lack in its language."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from editorial.language_gaps import Gap, gaps_of_picture

from ..page.models import PetitionPage
from ..petition.models import Petition
from .readiness import needed_words

# What else a signatory reads on the way, if the original has it.
AFTERWARDS = ("thanks_text", "confirmed_heading", "confirmed_text", "link_subject", "link_text")
# Sentences: in another language, none of them is the same. Subjects and headings may be names.
SENTENCES = (
    *("demand", "statement", "updates_question", "partner_question", "privacy_notice", "thanks_text"),
    *("confirmed_text", "confirmation_text", "reminder_text", "already_signed_text", "link_text"),
)
# Languages, in the same letters, in which a sentence may well be the same word for word.
ALIKE = ({"bs", "hr", "sr-latn"}, {"da", "nb"}, {"mk", "bg"}, {"ru", "uk"})
# Nobody signs these any more.
OVER = (Petition.State.CLOSED, Petition.State.DELIVERED, Petition.State.ANSWERED)


def gaps_of_petitions(home: Page) -> Iterator[Gap]:
    """Yield what is missing of each public petition of the site's own language that one can still sign.

    Takes four queries, and those of the pictures: two or three a petition.
    """
    site = Site.objects.filter(root_page__translation_key=home.translation_key).select_related("root_page")
    for original_home in [each.root_page for each in site]:
        originals = (
            PetitionPage.objects.filter(
                live=True,
                alias_of=None,
                path__startswith=original_home.path,
                locale=original_home.locale_id,
            )
            .select_related("petition", "locale")
            .order_by("path")
        )
        translated = PetitionPage.objects.filter(
            translation_key__in=[page.translation_key for page in originals], locale=home.locale_id
        ).select_related("locale", "petition")
        by_key = {page.translation_key: page for page in translated}
        for original in originals:
            if original.petition is not None and original.petition.state in OVER:
                continue
            yield from _gaps_of_petition(original, by_key.get(original.translation_key))


def _gaps_of_petition(original: PetitionPage, page: PetitionPage | None) -> Iterator[Gap]:
    title = original.title
    if page is None or page.alias_of_id is not None:
        words = _("The petition “%(title)s” is not translated yet.") % {"title": title}
        yield Gap(words, reverse("localisation_desk"))
        return
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    if not page.live:
        yield Gap(_("The petition “%(title)s” is translated, and not published.") % {"title": title}, url)
        return
    for name in _fields_to_look_at(original):
        field = capfirst(str(page._meta.get_field(name).verbose_name))
        if not _plain(page, name):
            words = _("The petition “%(title)s”: “%(field)s” is empty.")
        elif _has_words_of(original, page, name):
            words = _("The petition “%(title)s”: “%(field)s” has still the words of the original.")
        else:
            continue
        yield Gap(words % {"title": title, "field": field}, f"{url}#id_{name}")
    yield from gaps_of_picture(page)


def _fields_to_look_at(original: PetitionPage) -> list[str]:
    """Return what the form needs in every language, and what else the original says."""
    needed = needed_words(original.petition) if original.petition is not None else []
    return [*needed, *(name for name in AFTERWARDS if _plain(original, name))]


def _has_words_of(original: PetitionPage, page: PetitionPage, name: str) -> bool:
    """Tell whether a sentence is the original's, in a language where it can't be."""
    languages = {original.locale.language_code, page.locale.language_code}
    if name not in SENTENCES or len(languages) == 1 or any(languages <= alike for alike in ALIKE):
        return False
    return _plain(page, name) == _plain(original, name)


def _plain(page: PetitionPage, name: str) -> str:
    return _without_markup(getattr(page, name))


def _without_markup(text: str) -> str:
    return " ".join(strip_tags(text).split())
