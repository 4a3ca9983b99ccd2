"""What may stand below the thanks for a signature."""

from collections.abc import Iterable

from wagtail import blocks

from editorial.blocks import EDITORIAL_BLOCKS

# Whoever reads them has just signed: words, and what they can do next. No form to sign, nothing that
# introduces the campaign, and no `share_links`: the page asks to pass it on by itself.
NAMES = (
    "heading",
    "rich_text",
    "callout",
    "steps",
    "questions_and_answers",
    "image",
    "video",
    "key_figures",
    "page_cards",
    "call_to_action",
    "document_download",
    "event",
    "quote",
)


class ThanksStreamBlock(blocks.StreamBlock):
    """The editorial blocks that thank, or say what can be done next."""

    def __init__(
        self, local_blocks: Iterable[tuple[str, blocks.Block]] | None = None, **options: object
    ) -> None:
        offered = [(name, block) for name, block in EDITORIAL_BLOCKS if name in NAMES]
        super().__init__([*offered, *(local_blocks or [])], **options)
