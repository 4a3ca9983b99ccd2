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
            "quote": _("I stopped going to the market once I knew what the new lamp posts do."),
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
                {"quote": _("My face is not a ticket."), "name": _("Mara"), "role": _("resident")},
                {"quote": _("I want to be late without a record of it."), "name": _("Jonas"), "role": ""},
                {"quote": _("A square is where I learned to speak up."), "name": "", "role": _("teacher")},
            ],
        }
