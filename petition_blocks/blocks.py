"""The petition's blocks. They choose a petition page and read; they never write."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from editorial.blocks import ChosenPageBlock, Context, HeadedBlock, locale_of

from .counting.blocks import PETITION, counts_context
from .counting.public_counts import counted
from .page.speaking_page import petition_page_for
from .signature.newest_names import newest_names, others_than

MOST_NAMES = 500
USUAL_NAMES = 50


def petition_page_in_language(value: blocks.StructValue, parent_context: Context | None) -> Page | None:
    """Return the page that shows the chosen petition to the reader of this page, or nothing."""

    chosen = value["petition_page"]
    if chosen is None:
        return None
    return petition_page_for(chosen.specific.petition, locale_of(parent_context).language_code)


def page_of_main_petition() -> Page | None:
    """Return the public page of the default site's main petition, or nothing."""

    of_sites = apps.get_model("petition_blocks", "PetitionSettings").objects
    main = of_sites.filter(site__is_default_site=True).select_related("main_petition").first()
    return petition_page_for(main.main_petition, settings.LANGUAGE_CODE) if main is not None else None


class BeginsWithPetitionMixin:
    """For blocks that are nothing without a petition: a new one has the main petition chosen already."""

    def get_default(self) -> blocks.StructValue:
        """Return what a new block on a page begins with."""
        value = super().get_default()  # type: ignore[misc]
        value["petition_page"] = page_of_main_petition()
        return value

    def get_preview_value(self) -> blocks.StructValue:
        """Return the block's example with a public petition in it, if there is one."""
        value = super().get_preview_value()  # type: ignore[misc]
        pages = apps.get_model("petition_blocks", "PetitionPage").objects
        value["petition_page"] = pages.filter(live=True, alias_of__isnull=True).order_by("pk").first()
        return value


class PetitionBlock(BeginsWithPetitionMixin, blocks.StructBlock):
    """The sign form of a petition."""

    petition_page = ChosenPageBlock(
        label=_("Petition"), page_type="petition_blocks.PetitionPage", required=False
    )
    heading = blocks.CharBlock(
        label=_("Heading"),
        required=False,
        default="",
        max_length=120,
        help_text=_("Leave empty to use the heading of the petition’s form."),
    )

    def get_context(self, value: blocks.StructValue, parent_context: Context | None = None) -> Context:
        """Add the petition page to show, in the language of the page that the block stands on."""
        context = super().get_context(value, parent_context)
        context["petition_page"] = petition_page_in_language(value, parent_context)
        return context

    class Meta:
        icon = "form"
        label = _("Petition")
        group = PETITION
        description = _("The sign form. People sign without leaving the page.")
        template = "petition_blocks/blocks/petition.html"
        preview_value = {"petition_page": None, "heading": ""}


class PetitionCounterBlock(BeginsWithPetitionMixin, blocks.StructBlock):
    """How many have signed, and the next goal."""

    petition_page = ChosenPageBlock(
        label=_("Petition"), page_type="petition_blocks.PetitionPage", required=False
    )
    heading = blocks.CharBlock(label=_("Heading"), required=False, default="", max_length=120)
    show_goal = blocks.BooleanBlock(label=_("Show the next goal"), required=False, default=True)

    def get_context(self, value: blocks.StructValue, parent_context: Context | None = None) -> Context:
        """Add the petition page and its numbers."""
        context = super().get_context(value, parent_context)
        context["petition_page"] = petition_page_in_language(value, parent_context)
        return context

    class Meta:
        icon = "order"
        label = _("Petition counter")
        group = PETITION
        description = _("The number of confirmed signatures and how far it is to the next goal.")
        template = "petition_blocks/blocks/petition_counter.html"
        preview_value = {"petition_page": None, "heading": "", "show_goal": True}


class SignatoryNamesBlock(BeginsWithPetitionMixin, blocks.StructBlock):
    """The newest names of those who want theirs shown; nothing while there are none."""

    petition_page = ChosenPageBlock(
        label=_("Petition"), page_type="petition_blocks.PetitionPage", required=False
    )
    heading = blocks.CharBlock(label=_("Heading"), required=False, default="", max_length=120)
    number = blocks.IntegerBlock(label=_("How many"), min_value=1, max_value=MOST_NAMES, default=USUAL_NAMES)

    def get_context(self, value: blocks.StructValue, parent_context: Context | None = None) -> Context:
        """Add the petition page, `names`, newest first, and how many `others` have signed."""

        context = super().get_context(value, parent_context)
        page = petition_page_in_language(value, parent_context)
        names = newest_names(page.petition, value.get("number") or USUAL_NAMES) if page is not None else []
        context["petition_page"] = page
        context["names"] = names
        context["others"] = others_than(names, counted(page.petition_id)) if page is not None and names else 0
        return context

    class Meta:
        icon = "group"
        label = _("Names of those who signed")
        group = PETITION
        description = _("The newest names that you let be shown, and how many others have signed.")
        template = "petition_blocks/blocks/signatory_names.html"
        preview_value = {"petition_page": None, "heading": _("Who has signed"), "number": USUAL_NAMES}


class PetitionNumbersBlock(BeginsWithPetitionMixin, HeadedBlock):
    """The published tables of a petition, drawn, and how it counts."""

    petition_page = ChosenPageBlock(
        label=_("Petition"), page_type="petition_blocks.PetitionPage", required=False
    )

    def get_context(self, value: blocks.StructValue, parent_context: Context | None = None) -> dict[str, Any]:
        """Add what is drawn of the chosen petition."""
        context = super().get_context(value, parent_context)
        return {
            **context,
            **counts_context(petition_page_in_language(value, parent_context), parent_context),
        }

    class Meta:
        icon = "history"
        label = _("Petition in numbers")
        group = PETITION
        description = _("Signatures by day, country and language, drawn and as tables, and how you count.")
        template = "petition_blocks/blocks/petition_numbers.html"
        preview_value = {"heading": "", "petition_page": None}


PETITION_BLOCKS: list[tuple[str, blocks.Block]] = [
    ("petition", PetitionBlock()),
    ("petition_counter", PetitionCounterBlock()),
    ("signatory_names", SignatoryNamesBlock()),
    ("petition_numbers", PetitionNumbersBlock()),
]
