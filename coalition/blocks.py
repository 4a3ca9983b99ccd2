"""The coalition's block."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from editorial.blocks import EDITORIAL_BLOCKS, LINKS, locale_of

from .directory import directory


class MemberDirectoryBlock(blocks.StructBlock):
    """The organisations behind the campaign, with filters that are plain links."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, default="", max_length=200)
    text = blocks.TextBlock(label=_("Text"), required=False, default="", rows=2, max_length=400)
    show_filters = blocks.BooleanBlock(
        label=_("Let visitors filter by country and kind"), required=False, default=True
    )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add the directory, narrowed by what the address asks for."""
        context = super().get_context(value, parent_context)
        request = context.get("request")
        filters = request.GET if request is not None and value["show_filters"] else {}
        context["directory"] = directory(locale_of(parent_context), filters)
        return context

    class Meta:
        icon = "group"
        label = _("Member directory")
        group = LINKS
        description = _("All organisations of the coalition. Always up to date.")
        template = "coalition/blocks/member_directory.html"
        preview_value = {"heading": _("Who we are"), "text": "", "show_filters": False}


COALITION_BLOCKS: list[tuple[str, blocks.Block]] = [("member_directory", MemberDirectoryBlock())]


class CoalitionStreamBlock(blocks.StreamBlock):
    """The editorial blocks and the directory."""

    def __init__(self, local_blocks: Any = None, **options: Any) -> None:
        super().__init__([*EDITORIAL_BLOCKS, *COALITION_BLOCKS, *(local_blocks or [])], **options)
