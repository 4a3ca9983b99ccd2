"""What visitors would miss in a language, in words, and where each of it is mended.

An app takes part with the hook `gaps_of_language`: a function that takes a home page in some language, public
or not, and yields what is missing of that app's part of a visitor's way. A language whose home page is
published meets its visitors once no part has a gap.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.translation import check_for_language, ngettext
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from .brand.site_brands import brand_of_site
from .control_characters import in_one_line
from .interface_words.catalogue import all_messages, shipped_texts
from .interface_words.models import InterfaceWord
from .share_letters import lettering_for


class Gap(NamedTuple):
    """Something that visitors would miss, and the address in the admin where it is mended, if it is there."""

    words: str
    url: str = ""


Gaps = Callable[[Page], Iterable[Gap]]


def gaps_of_frame(home: Page) -> Iterator[Gap]:
    """Yield what the hub itself lacks for a language: an address, its own words, letters for its pictures."""
    language = home.locale.language_code
    if not check_for_language(language):
        yield Gap(_("The hub knows no addresses in this language: whoever runs it has to add the language."))
    if missing := missing_words(language):
        yield Gap(
            ngettext(
                "%(number)d text that visitors read in the hub itself is still in English.",
                "%(number)d texts that visitors read in the hub itself are still in English.",
                missing,
            )
            % {"number": missing},
            f"{reverse('editorial_words_in', args=[language])}?readers=visitors&state=missing",
        )
    yield from gaps_of_picture(home)


def missing_words(language: str) -> int:
    """Return how many of the hub's texts for visitors have no words in a language, its own or the team's."""
    if language == settings.LANGUAGE_CODE:
        return 0
    written_here = set(
        InterfaceWord.objects.filter(language_code=language).values_list("message", flat=True).distinct()
    )
    return sum(
        message.is_for_visitors
        and message.name not in written_here
        # One that has one form of the plural has all that its catalogue's own rule asks for.
        and not shipped_texts(message, language)[0]
        for message in all_messages().values()
    )


def gaps_of_picture(page: Page) -> Iterator[Gap]:
    """Yield the title if it has letters that the picture for sharing can't draw, and nobody has chosen one.

    Takes three queries at most.
    """
    if getattr(page, "social_image_id", None):
        return
    site = Site.objects.filter(root_page__translation_key=page.translation_key).first() or page.get_site()
    title = in_one_line(page.title)
    if title and not lettering_for(title, page.locale.language_code, brand_of_site(site).typefaces)[1]:
        yield Gap(
            _("The picture for sharing can’t draw the letters of “%(title)s”.") % {"title": page.title},
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
        )
