"""Blocks of what people say."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import PEOPLE, HeadedBlock


class QuoteBlock(blocks.StructBlock):
    """Somebody's own words."""

    quote = blocks.TextBlock(label=_("Quote"), default="", rows=3, max_length=600)
    name = blocks.CharBlock(label=_("Who said it"), required=False, default="", max_length=120)
    role = blocks.CharBlock(label=_("Role or organisation"), required=False, default="", max_length=160)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        group = PEOPLE
        description = _("A person’s words, large, with name and role.")
        template = "editorial/blocks/quote.html"
        preview_value = {
            "quote": _("I learned to ride a bicycle here. My daughter should, too."),
            "name": _("Mara"),
            "role": _("resident"),
        }


class QuoteWallBlock(HeadedBlock):
    """Many voices side by side."""

    quotes = blocks.ListBlock(QuoteBlock(), label=_("Quotes"), min_num=1, max_num=24)

    class Meta:
        icon = "openquote"
        label = _("Quote wall")
        group = PEOPLE
        description = _("Several people’s words side by side, like notes on a wall.")
        template = "editorial/blocks/quote_wall.html"
        preview_value = {
            "heading": _("Why we sign"),
            "quotes": [
                {"quote": _("Trees don’t grow on a car park."), "name": _("Mara"), "role": _("resident")},
                {"quote": _("It is the only shade in our street."), "name": _("Jonas"), "role": ""},
                {"quote": _("My class knows every bird here."), "name": "", "role": _("teacher")},
            ],
        }
