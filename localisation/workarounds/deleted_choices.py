"""A picture, file or page that was deleted must not stop the translations of the pages that named it.

wagtail-localize goes by what was there when the page was submitted: it asks the database for the object, or
for the class of what the source holds, and answers with a server error when either is gone. The translation
could neither be previewed nor published any more until somebody had mended and synced the source.

Upstream: https://github.com/wagtail/wagtail-localize/issues/769 (a deleted image, in the editor's script).
Nobody has reported its preview and publishing; they fail in `wagtail_localize.segments.ingest`.
"""

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.images.models import AbstractImage
from wagtail.models import Locale
from wagtail_localize.segments import ingest
from wagtail_localize.segments.ingest import StreamFieldSegmentsWriter
from wagtail_localize.segments.types import BaseValue

upstream_handle_block = StreamFieldSegmentsWriter.handle_block
upstream_handle_image_block = StreamFieldSegmentsWriter.handle_image_block
upstream_handle_related_object = ingest.handle_related_object


def handle_block(
    self: StreamFieldSegmentsWriter, block_type: blocks.Block, block_value: object, segments: list[BaseValue]
) -> object:
    """Return the block's value in the translation; a choice that leads nowhere stays as the source has it."""
    if not isinstance(block_type, blocks.ChooserBlock) or hasattr(block_type, "restore_translated_segments"):
        return upstream_handle_block(self, block_type, block_value, segments)
    found = handle_related_object(block_type.model_class, self.src_locale, self.tgt_locale, segments)
    return block_value if found is None else found


def handle_image_block(
    self: StreamFieldSegmentsWriter,
    block: ImageBlock,
    image_block_value: AbstractImage | None,
    segments: list[BaseValue],
) -> AbstractImage | None:
    """Return the image with its description in the translation, or nothing where there is no image."""
    unwrapped = [segment.unwrap() for segment in segments]
    images = [segment for name, segment in unwrapped if name == "image"]
    image = image_block_value
    if images:
        image = self.handle_block(block.child_blocks["image"], image_block_value, images)
    if image is None:
        return None
    others = [segment for segment, (name, _inner) in zip(segments, unwrapped, strict=True) if name != "image"]
    return upstream_handle_image_block(self, block, image, others)


def handle_related_object(
    related_model: type[Model], src_locale: Locale, tgt_locale: Locale, segments: list[BaseValue]
) -> Model | None:
    """Return the object that a translation names, or nothing if it is gone."""
    try:
        return upstream_handle_related_object(related_model, src_locale, tgt_locale, segments)
    except ObjectDoesNotExist:
        return None


def translate_without_deleted_choices() -> None:
    """Let a page be translated whatever became of what it names."""
    StreamFieldSegmentsWriter.handle_block = handle_block
    StreamFieldSegmentsWriter.handle_image_block = handle_image_block
    ingest.handle_related_object = handle_related_object
