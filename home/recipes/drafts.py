"""From a description to a draft in the tree."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.utils.text import slugify
from wagtail.models import Page

from editorial.page_paths import error_in_url, free_slug
from petition_blocks.page.models import PetitionPage

from .structure import PageStructure
from .writing import Materials, fields_of


def add_empty_draft(
    structure: PageStructure, title: str, parent: Page, key: UUID, user: AbstractBaseUser | None
) -> Page:
    """Add a page with nothing but its title below a parent, in its language, so that others can link to it.

    `key` becomes its translation key. A petition's page gets its register and the standard words.
    """
    facts = {"title": title, "live": False, "owner": user}
    if structure.model is PetitionPage:
        page = PetitionPage.with_standard_words(parent.locale, **facts)
    else:
        page = structure.model(locale=parent.locale, **facts)
    page.translation_key = key
    slug = slugify(title, allow_unicode=True)
    if not slug or error_in_url(slug, parent):
        # A title that is all signs, or "Search": Wagtail finds no slug for it that visitors could use.
        slug = structure.name.replace("_", "-")
    page.slug = free_slug(slug, parent)
    parent.add_child(instance=page)
    return page


def write_draft(
    page: Page,
    structure: PageStructure,
    words: Mapping[str, Any],
    materials: Materials,
    user: AbstractBaseUser | None,
) -> None:
    """Put all that the recipe says into the page, as its newest version."""
    for field, value in fields_of(structure, words, materials).items():
        setattr(page, field, value)
    page.save_revision(user=user, log_action=True)
    page.save()
