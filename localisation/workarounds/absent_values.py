"""A text or an embed that holds nothing must not stop a page from being submitted or synced.

A field that was added to a block after a page was saved, or left empty in a draft, is `None` in that page.
wagtail-localize reads it as if it were there and answers with a server error, so the page can neither be
submitted nor synced any more, and every editor of the page type is stuck at once.

Upstream: https://github.com/wagtail/wagtail-localize/issues/690,
https://github.com/wagtail/wagtail-localize/issues/918 (texts),
https://github.com/wagtail/wagtail-localize/issues/875 (embeds).
"""

from typing import Any

from wagtail import blocks
from wagtail.embeds.blocks import EmbedBlock
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor
from wagtail_localize.segments.types import BaseValue

upstream_handle_block = StreamFieldSegmentExtractor.handle_block


def handle_block(
    self: StreamFieldSegmentExtractor, block_type: blocks.Block, block_value: Any, raw_value: object = None
) -> list[BaseValue]:
    """Return what the block has for translators: nothing if it holds nothing, else what upstream says."""
    speaks_for_itself = hasattr(block_type, "get_translatable_segments")
    if isinstance(block_type, blocks.CharBlock | blocks.TextBlock) and not speaks_for_itself:
        if not (block_value or "").strip():
            return []
    elif isinstance(block_type, EmbedBlock) and block_value is None:
        return []
    return upstream_handle_block(self, block_type, block_value, raw_value=raw_value)


def skip_absent_values() -> None:
    """Let pages with empty texts and embeds be submitted and synced."""
    StreamFieldSegmentExtractor.handle_block = handle_block
