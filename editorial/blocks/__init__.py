"""The editorial blocks: what a page is composed of, whatever it is about.

Every text in a struct has `default=""`: a block that gained a field after a page was saved would otherwise
break that page's translation.
"""

from collections.abc import Iterable

from wagtail import blocks

from .base import (
    LINKS,
    PEOPLE,
    PICTURES,
    PLAIN_RICH_TEXT_FEATURES,
    RICH_TEXT_FEATURES,
    TEXT,
    ChosenPageBlock,
    Context,
    FixedChoiceBlock,
    HeadedBlock,
    LinkedPagesMixin,
    anchor_for,
    locale_of,
    page_of,
)
from .columns import ColumnsBlock
from .links import (
    CallToActionBlock,
    DocumentDownloadBlock,
    EventBlock,
    PageCardsBlock,
    PillarCardBlock,
    PillarCardsBlock,
    ShareLinksBlock,
)
from .map import MapBlock
from .people import QuoteBlock, QuoteWallBlock
from .pictures import (
    CaptionedImageBlock,
    KeyFigureBlock,
    KeyFiguresBlock,
    PictureGalleryBlock,
    VideoBlock,
)
from .sections import SectionBlock
from .table import TableBlock
from .text import (
    CalloutBlock,
    EditorHintBlock,
    HeadingBlock,
    QuestionsAndAnswersBlock,
    RichTextBlock,
    StepsBlock,
    TimelineBlock,
)

__all__ = [
    "EDITORIAL_BLOCKS",
    "LINKS",
    "PEOPLE",
    "PICTURES",
    "PLAIN_RICH_TEXT_FEATURES",
    "RICH_TEXT_FEATURES",
    "TEXT",
    "CallToActionBlock",
    "CalloutBlock",
    "CaptionedImageBlock",
    "ChosenPageBlock",
    "ColumnsBlock",
    "Context",
    "DocumentDownloadBlock",
    "EditorHintBlock",
    "EditorialStreamBlock",
    "EventBlock",
    "FixedChoiceBlock",
    "HeadedBlock",
    "HeadingBlock",
    "KeyFigureBlock",
    "KeyFiguresBlock",
    "LinkedPagesMixin",
    "MapBlock",
    "PageCardsBlock",
    "PictureGalleryBlock",
    "PillarCardBlock",
    "PillarCardsBlock",
    "QuestionsAndAnswersBlock",
    "QuoteBlock",
    "QuoteWallBlock",
    "RichTextBlock",
    "SectionBlock",
    "SectionStreamBlock",
    "ShareLinksBlock",
    "StepsBlock",
    "TableBlock",
    "TimelineBlock",
    "VideoBlock",
    "anchor_for",
    "locale_of",
    "page_of",
]

# What a section holds: everything but a section, which might lead back to it.
SECTION_BLOCKS: list[tuple[str, blocks.Block]] = [
    ("heading", HeadingBlock()),
    ("rich_text", RichTextBlock()),
    ("callout", CalloutBlock()),
    ("columns", ColumnsBlock()),
    ("steps", StepsBlock()),
    ("timeline", TimelineBlock()),
    ("questions_and_answers", QuestionsAndAnswersBlock()),
    ("image", CaptionedImageBlock()),
    ("picture_gallery", PictureGalleryBlock()),
    ("video", VideoBlock()),
    ("key_figures", KeyFiguresBlock()),
    ("map", MapBlock()),
    ("table", TableBlock()),
    ("pillar_cards", PillarCardsBlock()),
    ("page_cards", PageCardsBlock()),
    ("call_to_action", CallToActionBlock()),
    ("document_download", DocumentDownloadBlock()),
    ("event", EventBlock()),
    ("share_links", ShareLinksBlock()),
    ("quote", QuoteBlock()),
    ("quote_wall", QuoteWallBlock()),
    ("editor_hint", EditorHintBlock()),
]
EDITORIAL_BLOCKS: list[tuple[str, blocks.Block]] = [*SECTION_BLOCKS, ("section", SectionBlock())]


class EditorialStreamBlock(blocks.StreamBlock):
    """The editorial blocks alone, for pages that an app brings along."""

    def __init__(
        self, local_blocks: Iterable[tuple[str, blocks.Block]] | None = None, **options: object
    ) -> None:
        super().__init__([*EDITORIAL_BLOCKS, *(local_blocks or [])], **options)


class SectionStreamBlock(blocks.StreamBlock):
    """What a section holds."""

    def __init__(
        self, local_blocks: Iterable[tuple[str, blocks.Block]] | None = None, **options: object
    ) -> None:
        super().__init__([*SECTION_BLOCKS, *(local_blocks or [])], **options)
