"""Which recipes are offered to whom, and where."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.urls import reverse
from wagtail.models import Page

from .recipes import RECIPES, Recipe

URL_NAME = "new_page_from_recipe"


def may_begin(recipe: Recipe, parent: Page, user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether the user may make a page of this kind below the parent."""
    return recipe in recipes_below(parent, user)


def recipes_below(parent: Page, user: AbstractBaseUser | AnonymousUser) -> list[Recipe]:
    """Return the recipes whose pages the user may add below the parent. It is of its own type."""
    if not parent.permissions_for_user(user).can_add_subpage():
        return []
    kinds = type(parent).creatable_subpage_models()
    return [recipe for recipe in RECIPES if recipe.model in kinds and recipe.model.can_create_at(parent)]


def url_of(recipe: Recipe, parent: Page) -> str:
    """Return where the recipe's page is begun."""
    return reverse(URL_NAME, args=[parent.pk, recipe.name])
