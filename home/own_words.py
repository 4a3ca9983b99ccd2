"""What the hub itself writes in pages that begin with a recipe."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import override
from wagtail.models import Page

from editorial.interface_words.in_force import speaking_for
from editorial.models import SiteSettings

from .new_page.known import Known
from .new_page.recipes import RECIPES
from .recipes.words import campaign_words


def recipes_beside(page: Page) -> Callable[[str], list[str]]:
    """Return what tells the words of all recipes in a language, as the page's site says them.

    As many in each language, in the same order; rich ones are markup.
    """
    site = page.get_site()
    about = SiteSettings.for_site(site) if site is not None else SiteSettings()
    known = Known.below(page.get_parent().specific, title="")

    def words_in(language: str) -> list[str]:
        with speaking_for(site), override(language):
            campaign = campaign_words(
                language,
                name="",
                slogan="",
                demand="",
                run_by=about.controller_name,
                contact_email=about.contact_email,
                pillars=[""],
            )
            return list(_texts([campaign, *(recipe.words(known) for recipe in RECIPES)]))

    return words_in


def _texts(words: Any) -> Iterator[str]:
    """Yield each text that is anywhere in words."""
    if isinstance(words, str):
        yield words
    else:
        for part in words.values() if isinstance(words, dict) else words:
            yield from _texts(part)
