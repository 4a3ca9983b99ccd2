"""The palette: every block an editor may put on a page."""

from typing import Any

from wagtail import blocks

from coalition.blocks import COALITION_BLOCKS
from editorial.blocks import EDITORIAL_BLOCKS
from petition_blocks.blocks import PETITION_BLOCKS


class PaletteStreamBlock(blocks.StreamBlock):
    """The editorial, petition and coalition blocks."""

    def __init__(self, local_blocks: Any = None, **options: Any) -> None:
        palette = [*EDITORIAL_BLOCKS, *PETITION_BLOCKS, *COALITION_BLOCKS]
        super().__init__([*palette, *(local_blocks or [])], **options)
