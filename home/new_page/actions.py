"""Beginning a page with a recipe."""

from datetime import datetime
from uuid import UUID, uuid5

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.models import Page

from editorial.days import current_day
from editorial.interface_words.in_force import speaking_on

from ..recipes.drafts import add_empty_draft, write_draft
from ..recipes.writing import Materials
from .known import Known
from .recipes import Recipe


@transaction.atomic
def begin_page(
    recipe: Recipe,
    parent: Page,
    user: AbstractBaseUser | None,
    *,
    mark: UUID,
    title: str,
    demand: str = "",
    start: datetime | None = None,
) -> Page:
    """Make a draft with all that the recipe says below the parent, in its language; return it.

    The page follows from the mark: with the same one it is returned as it is, and none is made. Whether the
    user may is for the caller to ask.
    """
    # A button that is pressed twice: the second press waits here, and then finds the page.
    parent = Page.objects.select_for_update().get(pk=parent.pk).specific
    key = uuid5(parent.translation_key, f"{recipe.name} {mark}")
    found = Page.objects.child_of(parent).filter(translation_key=key).first()
    if found is not None:
        return found
    known = Known.below(parent, title=title, demand=demand, start=start)
    structure = recipe.structure(known)
    page = add_empty_draft(structure, title, parent, key, user)
    pages = {"petition": known.petition} if known.petition is not None else {}
    with speaking_on(parent):
        words = recipe.words(known)
    write_draft(page, structure, words, Materials(key, current_day(), pages), user)
    return page
