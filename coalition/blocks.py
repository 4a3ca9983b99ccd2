"""The coalition's blocks."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from editorial.blocks import (
    EDITORIAL_BLOCKS,
    PEOPLE,
    ChosenPageBlock,
    Context,
    HeadedBlock,
    LinkedPagesMixin,
    locale_of,
)

from .directory import COUNTRY, KIND, directory


class MemberDirectoryBlock(HeadedBlock):
    """The organisations behind the campaign, with filters that are plain links."""

    text = blocks.TextBlock(label=_("Text"), required=False, default="", rows=2, max_length=400)
    show_filters = blocks.BooleanBlock(
        label=_("Let visitors filter by country and kind"), required=False, default=True
    )

    def get_context(self, value: blocks.StructValue, parent_context: Context | None = None) -> Context:
        """Add the directory, narrowed by what the address asks for."""
        context = super().get_context(value, parent_context)
        request = context.get("request")
        filters = {}
        if isinstance(request, HttpRequest) and value["show_filters"]:
            filters = {parameter.name: parameter.of(request) for parameter in (COUNTRY, KIND)}
        context["directory"] = directory(locale_of(parent_context), filters)
        return context

    class Meta:
        icon = "group"
        label = _("Member directory")
        group = PEOPLE
        description = _("All organisations of the coalition. Always up to date.")
        template = "coalition/blocks/member_directory.html"
        preview_value = {"heading": _("Who we are"), "text": "", "show_filters": False}


class MemberLogosBlock(LinkedPagesMixin, HeadedBlock):
    """All organisations in a row: the logo of each, or its initials."""

    page = ChosenPageBlock(
        label=_("Leads to this page"), required=False, help_text=_("Such as the page with the directory.")
    )

    def linked_pages(self, value: blocks.StructValue) -> list[Page | None]:
        """Return the page of the button."""
        return [value["page"]]

    def get_context(self, value: blocks.StructValue, parent_context: Context | None = None) -> Context:
        """Add the organisations."""
        context = super().get_context(value, parent_context)
        context["entries"] = directory(locale_of(parent_context), {}).entries
        return context

    class Meta:
        icon = "group"
        label = _("Member logos")
        group = PEOPLE
        description = _("All organisations in a row, by logo or initials. Always up to date.")
        template = "coalition/blocks/member_logos.html"
        preview_value = {"heading": _("Standing together"), "page": None}


COALITION_BLOCKS: list[tuple[str, blocks.Block]] = [
    ("member_directory", MemberDirectoryBlock()),
    ("member_logos", MemberLogosBlock()),
]


class CoalitionStreamBlock(blocks.StreamBlock):
    """The editorial blocks and the directory."""

    def __init__(
        self, local_blocks: Iterable[tuple[str, blocks.Block]] | None = None, **options: object
    ) -> None:
        super().__init__([*EDITORIAL_BLOCKS, *COALITION_BLOCKS, *(local_blocks or [])], **options)
