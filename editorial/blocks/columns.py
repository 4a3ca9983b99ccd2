"""Two columns of other blocks."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import TEXT, ExampleText
from .people import QuoteBlock
from .pictures import CaptionedImageBlock
from .text import CalloutBlock, RichTextBlock


class ColumnStreamBlock(blocks.StreamBlock):
    """The blocks that are still good in half the room."""

    def __init__(
        self, local_blocks: Iterable[tuple[str, blocks.Block]] | None = None, **options: object
    ) -> None:
        narrow = [
            ("rich_text", RichTextBlock()),
            ("image", CaptionedImageBlock()),
            ("quote", QuoteBlock()),
            ("callout", CalloutBlock()),
        ]
        super().__init__([*narrow, *(local_blocks or [])], **options)


class ColumnsBlock(blocks.StructBlock):
    """Two columns; one below the other where there is no room."""

    first = ColumnStreamBlock(label=_("First column"), required=False)
    second = ColumnStreamBlock(label=_("Second column"), required=False)

    class Meta:
        icon = "table"
        label = _("Columns")
        group = TEXT
        description = _("Text, pictures, quotes and callouts in two columns.")
        template = "editorial/blocks/columns.html"
        preview_value = {
            "first": [("rich_text", ExampleText(_("In a park we meet, rest, play and celebrate.")))],
            "second": [
                (
                    "callout",
                    {
                        "kind": "note",
                        "heading": _("Good to know"),
                        "text": ExampleText(_("It is yours too.")),
                    },
                )
            ],
        }
