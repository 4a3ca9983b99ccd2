"""The map, of Europe or of the world, that an editor fills in."""

from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from ..country_maps import Area, Row, Status, codes_on, country_map, mapped_countries, outlines_on
from ..country_names import country_key, country_name
from .base import PICTURES, Context, FixedChoiceBlock, HeadedBlock


class CountryStatusBlock(blocks.StructBlock):
    """What is known of one country."""

    country = FixedChoiceBlock(label=_("Country"), choices=mapped_countries)
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


def _area_of(value: blocks.StructValue) -> Area:
    """Return which map was chosen: Europe where nothing was, as in drafts that are half made."""
    return Area(value["area"]) if value.get("area") in Area.values else Area.EUROPE


def _not_on_the_map(code: str) -> str:
    return gettext("%(country)s isn’t on the map of Europe: choose the world above, or take it out.") % {
        "country": country_name(code)
    }


class MapBlock(HeadedBlock):
    """Countries in the colour of what is known of them, with a table that says the same."""

    area = FixedChoiceBlock(
        label=_("Area"),
        choices=Area.choices,
        default=Area.EUROPE,
        help_text=_("The world shows every country; Europe shows fewer, and larger."),
    )
    countries = blocks.ListBlock(CountryStatusBlock(), label=_("Countries"), min_num=1)
    in_use_means = _legend_block(Status.IN_USE)
    tried_means = _legend_block(Status.TRIED)
    limited_means = _legend_block(Status.LIMITED)
    banned_means = _legend_block(Status.BANNED)
    source = blocks.CharBlock(label=_("Source"), required=False, default="", max_length=300)

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Ask for the other map where a country isn't on the one that was chosen."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        elsewhere = {
            number: StructBlockValidationError(
                {"country": ValidationError(_not_on_the_map(entry["country"]))}
            )
            for number, entry in enumerate(cleaned["countries"])
            if entry["country"] not in codes_on(_area_of(cleaned))
        }
        if elsewhere:
            raise StructBlockValidationError({"countries": ListBlockValidationError(elsewhere)})
        return cleaned

    def get_context(self, value: blocks.StructValue, parent_context: Context | None = None) -> Context:
        """Add `outlines` to draw, `rows` of the table, and the `legend` of the statuses that are used."""
        context = super().get_context(value, parent_context)
        known = {entry["country"]: entry for entry in value["countries"] if entry["country"]}
        words = {status.value: value.get(f"{status.value}_means") or status.label for status in Status}
        area = _area_of(value)
        context["area"] = area
        context["width"], context["height"] = country_map(area)["width"], country_map(area)["height"]
        context["outlines"] = list(
            outlines_on(area, {code: entry["status"] for code, entry in known.items()})
        )
        rows = sorted(
            (
                Row(country_name(code), Status(entry["status"]), words[entry["status"]], entry["note"])
                for code, entry in known.items()
                if entry["status"] in Status.values
            ),
            key=lambda row: country_key(row.name),
        )
        context["rows"] = rows
        used = {row.status for row in rows}
        context["legend"] = [(status, words[status.value]) for status in Status if status in used]
        return context

    class Meta:
        icon = "globe"
        label = _("Map")
        group = PICTURES
        description = _("Countries coloured by what is known of them, and a table that says the same.")
        template = "editorial/blocks/map.html"
        preview_value = {
            "heading": _("Where it happens"),
            "area": Area.EUROPE,
            "countries": [
                {"country": "FR", "status": "in_use", "note": ""},
                {"country": "DE", "status": "tried", "note": ""},
                {"country": "BE", "status": "banned", "note": ""},
            ],
            "source": "",
        }
