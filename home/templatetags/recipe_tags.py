"""What pages can be begun with."""

from django import template
from django.template import Context
from wagtail.models import Page

from ..new_page.offered import recipes_below, url_of

register = template.Library()


@register.inclusion_tag("home/admin/new_page/offered.html", takes_context=True)
def recipes_to_begin_with(context: Context, parent: Page) -> dict[str, object]:
    """List the recipes whose pages the user may add below the parent; nothing where there are none."""
    recipes = recipes_below(parent, context["request"].user)
    return {"recipes": [(recipe, url_of(recipe, parent)) for recipe in recipes]}
