"""The block that shows the numbers of the page’s own petition, and what it shares with others."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from editorial.blocks import Context, HeadedBlock, anchor_for

from .drawn_counts import EXAMPLE_TABLES, draw, drawn_counts
from .public_counts import counted

PETITION = _("Petition")


def counts_context(petition_page: Page | None, parent_context: Context | None) -> Context:
    """Return what the numbers' template shows: `drawn`, if there is a petition, and `chart_id`.

    In the example of a block, invented numbers are drawn.
    """

    context: Context = {"chart_id": anchor_for("chart", parent_context)}
    if "block_def" in (parent_context or {}):
        context["drawn"] = draw(EXAMPLE_TABLES)
    elif petition_page is not None:
        context["drawn"] = drawn_counts(counted(petition_page.petition_id))
    return context


class OwnNumbersBlock(HeadedBlock):
    """The same on a petition's page, where it is that petition's: there is nothing to choose."""

    def get_context(self, value: blocks.StructValue, parent_context: Context | None = None) -> Context:
        """Add what is drawn of the page's own petition, which it has from its first save on."""
        context = super().get_context(value, parent_context)
        page = (parent_context or {}).get("page")
        own = page if getattr(page, "petition_id", None) is not None else None
        return {**context, "is_own": True, **counts_context(own, parent_context)}

    class Meta:
        icon = "history"
        label = _("Petition in numbers")
        group = PETITION
        description = _("Signatures by day, country and language, drawn and as tables, and how you count.")
        template = "petition_blocks/blocks/petition_numbers.html"
        preview_value = {"heading": ""}
