"""The petition's blocks. They choose a petition page and read; they never write."""

from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Locale

from editorial.blocks import HeadedBlock, anchor_for, locale_of

PETITION = _("Petition")
MOST_NAMES = 500
USUAL_NAMES = 50


def petition_page_in_language(value: Any, parent_context: dict[str, Any] | None) -> Any:
    """Return the page that shows the chosen petition to the reader of this page, or nothing."""
    from .petition_pages import petition_page_for

    chosen = value["petition_page"]
    if chosen is None:
        return None
    return petition_page_for(chosen.specific.petition, locale_of(parent_context))


def page_of_main_petition() -> Any:
    """Return the public page of the default site's main petition, or nothing."""
    from .petition_pages import petition_page_for

    settings = apps.get_model("petition_blocks", "PetitionSettings").objects
    main = settings.filter(site__is_default_site=True).select_related("main_petition").first()
    return petition_page_for(main.main_petition, Locale.get_default()) if main is not None else None


class BeginsWithPetitionMixin:
    """For blocks that are nothing without a petition: a new one has the main petition chosen already."""

    def get_default(self) -> Any:
        """Return what a new block on a page begins with."""
        value = super().get_default()  # type: ignore[misc]
        value["petition_page"] = page_of_main_petition()
        return value

    def get_preview_value(self) -> Any:
        """Return the block's example with a public petition in it, if there is one."""
        value = super().get_preview_value()  # type: ignore[misc]
        pages = apps.get_model("petition_blocks", "PetitionPage").objects
        value["petition_page"] = pages.filter(live=True, alias_of__isnull=True).order_by("pk").first()
        return value


class PetitionBlock(BeginsWithPetitionMixin, blocks.StructBlock):
    """The sign form of a petition."""

    petition_page = blocks.PageChooserBlock(
        label=_("Petition"), page_type="petition_blocks.PetitionPage", required=False
    )
    heading = blocks.CharBlock(
        label=_("Heading"),
        required=False,
        default="",
        max_length=120,
        help_text=_("Leave empty to use the heading of the petition’s form."),
    )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
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

    petition_page = blocks.PageChooserBlock(
        label=_("Petition"), page_type="petition_blocks.PetitionPage", required=False
    )
    heading = blocks.CharBlock(label=_("Heading"), required=False, default="", max_length=120)
    show_goal = blocks.BooleanBlock(label=_("Show the next goal"), required=False, default=True)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
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

    petition_page = blocks.PageChooserBlock(
        label=_("Petition"), page_type="petition_blocks.PetitionPage", required=False
    )
    heading = blocks.CharBlock(label=_("Heading"), required=False, default="", max_length=120)
    number = blocks.IntegerBlock(label=_("How many"), min_value=1, max_value=MOST_NAMES, default=USUAL_NAMES)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add the petition page, `names`, newest first, and how many `others` have signed."""
        from .shown_names import newest_names, others_than

        context = super().get_context(value, parent_context)
        page = petition_page_in_language(value, parent_context)
        names = newest_names(page.petition, value.get("number") or USUAL_NAMES) if page is not None else []
        context["petition_page"] = page
        context["names"] = names
        context["others"] = others_than(names, page.petition) if names else 0
        return context

    class Meta:
        icon = "group"
        label = _("Names of those who signed")
        group = PETITION
        description = _("The newest names that you let be shown, and how many others have signed.")
        template = "petition_blocks/blocks/signatory_names.html"
        preview_value = {"petition_page": None, "heading": _("Who has signed"), "number": USUAL_NAMES}


def numbers_context(petition_page: Any, parent_context: dict[str, Any] | None) -> dict[str, Any]:
    """Return what the numbers' template shows: `drawn`, if there is a petition, and `chart_id`.

    In the example of a block, invented numbers are drawn.
    """
    from .drawn_numbers import EXAMPLE_TABLES, draw, drawn_numbers

    context: dict[str, Any] = {"chart_id": anchor_for("chart", parent_context)}
    if "block_def" in (parent_context or {}):
        context["drawn"] = draw(EXAMPLE_TABLES)
    elif petition_page is not None:
        counted = apps.get_model("petition_blocks", "Petition").objects.with_count()
        context["drawn"] = drawn_numbers(
            counted.select_related("published_statistics").get(pk=petition_page.petition_id)
        )
    return context


class PetitionNumbersBlock(BeginsWithPetitionMixin, HeadedBlock):
    """The published tables of a petition, drawn, and how it counts."""

    petition_page = blocks.PageChooserBlock(
        label=_("Petition"), page_type="petition_blocks.PetitionPage", required=False
    )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add what is drawn of the chosen petition."""
        context = super().get_context(value, parent_context)
        return {
            **context,
            **numbers_context(petition_page_in_language(value, parent_context), parent_context),
        }

    class Meta:
        icon = "history"
        label = _("Petition in numbers")
        group = PETITION
        description = _("Signatures by day, country and language, drawn and as tables, and how you count.")
        template = "petition_blocks/blocks/petition_numbers.html"
        preview_value = {"heading": "", "petition_page": None}


class OwnNumbersBlock(HeadedBlock):
    """The same on a petition's page, where it is that petition's: there is nothing to choose."""

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add what is drawn of the page's own petition, which it has from its first save on."""
        context = super().get_context(value, parent_context)
        page = (parent_context or {}).get("page")
        own = page if getattr(page, "petition_id", None) is not None else None
        return {**context, "is_own": True, **numbers_context(own, parent_context)}

    class Meta:
        icon = "history"
        label = _("Petition in numbers")
        group = PETITION
        description = _("Signatures by day, country and language, drawn and as tables, and how you count.")
        template = "petition_blocks/blocks/petition_numbers.html"
        preview_value = {"heading": ""}


PETITION_BLOCKS: list[tuple[str, blocks.Block]] = [
    ("petition", PetitionBlock()),
    ("petition_counter", PetitionCounterBlock()),
    ("signatory_names", SignatoryNamesBlock()),
    ("petition_numbers", PetitionNumbersBlock()),
]
