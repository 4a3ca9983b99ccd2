"""Lists and images inside nested structs must reach translators, and a missing image must not stop a page.

wagtail-localize hands each block its stored value, wrapped for a child of a stream or a list, bare for a
child of a struct, and tells the two apart by trying. In a struct within a struct it gives up: a list there
is never offered to translators, without a word, and an image there is a server error; so is an image that
is missing or null one level up. Here every block gets its own stored value, never the wrapping.

Upstream: https://github.com/wagtail/wagtail-localize/pull/935, and
https://github.com/wagtail/wagtail-localize/issues/849 for its first half. Nobody has reported the lists; they
are lost by the same lines.
"""

from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.images.models import AbstractImage
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor
from wagtail_localize.segments.types import BaseValue

upstream_methods = {
    name: getattr(StreamFieldSegmentExtractor, name)
    for name in ("handle_stream_block", "handle_struct_block", "handle_list_block", "handle_image_block")
}


def handle_stream_block(
    self: StreamFieldSegmentExtractor, stream_block: blocks.StreamValue
) -> list[BaseValue]:
    """Return what the children of a stream have for translators."""
    return [
        segment.wrap(child.id)
        for child, stored in zip(stream_block, stream_block.raw_data, strict=True)
        for segment in self.handle_block(child.block, child.value, raw_value=stored["value"])
    ]


def handle_struct_block(
    self: StreamFieldSegmentExtractor, struct_block: blocks.StructValue, raw_value: object = None
) -> list[BaseValue]:
    """Return what the fields of a struct have for translators."""
    stored = raw_value if isinstance(raw_value, dict) else {}
    return [
        segment.wrap(name)
        for name, value in struct_block.items()
        for segment in self.handle_block(
            struct_block.block.child_blocks[name], value, raw_value=stored.get(name)
        )
    ]


def handle_list_block(
    self: StreamFieldSegmentExtractor, list_block: blocks.list_block.ListValue, raw_value: object = None
) -> list[BaseValue]:
    """Return what the items of a list have for translators.

    Items stored without an identifier, as before Wagtail 2.16 or in the default of a field that the page
    lacks, get another one each time they are read: nothing could be found again, so they are left out.
    """
    items = list_block.bound_blocks
    if not isinstance(raw_value, list) or len(raw_value) != len(items):
        return []
    if not all(list_block.list_block._item_is_in_block_format(stored) for stored in raw_value):
        return []
    return [
        segment.wrap(item.id)
        for item, stored in zip(items, raw_value, strict=True)
        for segment in self.handle_block(item.block, item.value, raw_value=stored["value"])
    ]


def handle_image_block(
    self: StreamFieldSegmentExtractor,
    block: ImageBlock,
    image_block_value: AbstractImage | None,
    raw_value: object = None,
) -> list[BaseValue]:
    """Return the image and its description, or nothing where there is no image."""
    if image_block_value is None:
        return []
    segments = [
        segment.wrap("image") for segment in self.handle_block(block.child_blocks["image"], image_block_value)
    ]
    description = image_block_value.contextual_alt_text
    if description:
        segments.append(StringSegmentValue("alt_text", description))
    return segments


def follow_nested_values() -> None:
    """Let everything inside nested structs reach translators."""
    StreamFieldSegmentExtractor.handle_stream_block = handle_stream_block
    StreamFieldSegmentExtractor.handle_struct_block = handle_struct_block
    StreamFieldSegmentExtractor.handle_list_block = handle_list_block
    StreamFieldSegmentExtractor.handle_image_block = handle_image_block
