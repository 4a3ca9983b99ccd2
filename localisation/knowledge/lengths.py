"""How many characters the field of a text takes."""

from collections.abc import Sequence

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField


def longest_of(model: type[models.Model] | None, field_path: str) -> int | None:
    """Return the limit of a field, or of a block in one; `None` where there is none.

    The path is the one of a `TranslationContext`: names of fields and types of blocks with dots between.
    """
    if model is None or not field_path:
        return None
    first, *rest = field_path.split(".")
    try:
        field = model._meta.get_field(first)
    except FieldDoesNotExist:
        return None
    if isinstance(field, StreamField):
        return _longest_of_block(field.stream_block, rest)
    if isinstance(field, models.ManyToOneRel):
        return longest_of(field.related_model, ".".join(rest))
    return getattr(field, "max_length", None)


def _longest_of_block(block: blocks.Block, path: Sequence[str]) -> int | None:
    for name in path:
        if isinstance(block, blocks.ListBlock):
            block = block.child_block
        elif name in getattr(block, "child_blocks", {}):
            block = block.child_blocks[name]
        else:
            return None
    # A rich text has its own; that of its field is hidden in a validator.
    limit: int | None = getattr(block, "max_length", None) or getattr(
        getattr(block, "field", None), "max_length", None
    )
    return limit
