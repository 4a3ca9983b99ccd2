"""The map of Europe that an editor fills in."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from ..alphabetical_order import alphabetical_key
from ..country_names import country_name
from ..europe_map import Outline, Row, Status, europe, european_countries
from .base import PICTURES, Context, FixedChoiceBlock, HeadedBlock


class CountryStatusBlock(blocks.StructBlock):
    """What is known of one country."""

    country = FixedChoiceBlock(label=_("Country"), choices=european_countries)
    status = FixedChoiceBlock(label=_("What is known"), choices=Status.choices, default=Status.IN_USE)
    note = blocks.CharBlock(label=_("Note"), required=False, default="", max_length=300)

    class Meta:
        icon = "site"
        label = _("Country")


def _legend_block(status: Status) -> blocks.CharBlock:
    """Return the field for a campaign's own words in the legend, in place of the usual ones."""
    return blocks.CharBlock(
        label=format_lazy(_("What “{usual}” means here"), usual=status.label),
        required=False,
        default="",
        max_length=60,
        help_text=_("In the legend and the table. Leave empty for the usual words."),
    )


class MapOfEuropeBlock(HeadedBlock):
    """Countries of Europe in the colour of what is known of them, with a table that says the same."""

    countries = blocks.ListBlock(CountryStatusBlock(), label=_("Countries"), min_num=1)
    in_use_means = _legend_block(Status.IN_USE)
    tried_means = _legend_block(Status.TRIED)
    limited_means = _legend_block(Status.LIMITED)
    banned_means = _legend_block(Status.BANNED)
    source = blocks.CharBlock(label=_("Source"), required=False, default="", max_length=300)

    def get_context(self, value: blocks.StructValue, parent_context: Context | None = None) -> Context:
        """Add `outlines` to draw, `rows` of the table, and the `legend` of the statuses that are used."""
        context = super().get_context(value, parent_context)
        known = {entry["country"]: entry for entry in value["countries"] if entry["country"]}
        words = {status.value: str(value.get(f"{status.value}_means") or status.label) for status in Status}
        context["width"], context["height"] = europe()["width"], europe()["height"]
        context["outlines"] = [
            Outline(code, path, None, known[code]["status"] if code in known else "")
            for code, path in europe()["countries"].items()
        ] + [
            Outline(code, "", (x, y), known[code]["status"])
            for code, (x, y) in europe()["small"].items()
            if code in known
        ]
        rows = sorted(
            (
                Row(country_name(code), Status(entry["status"]), words[entry["status"]], entry["note"])
                for code, entry in known.items()
                if entry["status"] in Status.values
            ),
            key=lambda row: alphabetical_key(row.name),
        )
        context["rows"] = rows
        used = {row.status for row in rows}
        context["legend"] = [(status, words[status.value]) for status in Status if status in used]
        return context

    class Meta:
        icon = "globe"
        label = _("Map of Europe")
        group = PICTURES
        description = _("Countries coloured by what is known of them, and a table that says the same.")
        template = "editorial/blocks/map_of_europe.html"
        preview_value = {
            "heading": _("Where faces are scanned"),
            "countries": [
                {"country": "FR", "status": "in_use", "note": ""},
                {"country": "DE", "status": "tried", "note": ""},
                {"country": "BE", "status": "banned", "note": ""},
            ],
            "source": "",
        }
