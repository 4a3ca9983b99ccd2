"""Every block of the palette in the states that real pages are found in, and how a form sends it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from editorial.blocks.sections import SectionChooserBlock
from home.blocks import BodyStreamBlock

Stored = list[dict[str, Any]]

NOON, EVENING = (datetime(2030, 5, 4, hour, tzinfo=UTC).isoformat() for hour in (12, 19))


@dataclass(frozen=True)
class Chosen:
    """The primary keys of what choosers choose."""

    image: int
    document: int
    page: int
    petition_page: int
    news_index: int
    section: int

    def by(self, chooser: blocks.ChooserBlock) -> int:
        """Return what a chooser of this kind has chosen."""
        if isinstance(chooser, ImageChooserBlock):
            return self.image
        if isinstance(chooser, DocumentChooserBlock):
            return self.document
        if isinstance(chooser, SectionChooserBlock):
            return self.section
        if isinstance(chooser, blocks.PageChooserBlock):
            models = {model.__name__ for model in chooser.target_models}
            if "PetitionPage" in models:
                return self.petition_page
            return self.news_index if "NewsIndexPage" in models else self.page
        raise AssertionError(f"No test knows what {type(chooser).__name__} chooses.")


def child(name: str, value: Any) -> dict[str, Any]:
    """Return the stored form of a child of a stream, or of an item of a list."""
    return {"type": name, "value": value, "id": str(uuid4())}


def everything_filled_in(block: blocks.Block, chosen: Chosen) -> Any:
    """Return the stored value of a block in which every field holds something: words, files, pages."""
    if isinstance(block, ImageBlock):
        return {"image": chosen.image, "alt_text": "An empty square", "decorative": False}
    if isinstance(block, blocks.StructBlock):
        values = {name: everything_filled_in(inner, chosen) for name, inner in block.child_blocks.items()}
        return values | ({"end": EVENING} if "end" in values else {})
    if isinstance(block, blocks.ListBlock):
        return [child("item", everything_filled_in(block.child_block, chosen)) for _number in range(2)]
    if isinstance(block, blocks.StreamBlock):
        return [
            child(name, everything_filled_in(inner, chosen)) for name, inner in block.child_blocks.items()
        ]
    if isinstance(block, blocks.ChooserBlock):
        return chosen.by(block)
    if isinstance(block, blocks.RichTextBlock):
        return (
            f'<p>We <b>meet</b> <a linktype="page" id="{chosen.page}">here</a>, read '
            f'<a linktype="document" id="{chosen.document}">this</a> and '
            '<a href="https://elsewhere.example/">that</a>.</p>'
        )
    if isinstance(block, blocks.ChoiceBlock):
        return next(value for value, _label in block.field.choices if value)
    if isinstance(block, blocks.DateTimeBlock):
        return NOON
    if isinstance(block, blocks.BooleanBlock):
        return True
    if isinstance(block, blocks.IntegerBlock):
        return 3
    if isinstance(block, blocks.URLBlock):
        return "https://elsewhere.example/"
    if isinstance(block, (blocks.CharBlock, blocks.TextBlock)):
        return "Żółć ساحة"[: block.field.max_length or 300]
    raise AssertionError(f"No test knows how to fill in {type(block).__name__}.")


def as_added(block: blocks.Block) -> Any:
    """Return the stored value of a block that an editor has put on a page and then left."""
    return block.get_prep_value(block.get_default())


def without_fields(block: blocks.Block, value: Any) -> Any:
    """Return the stored value as it was before the block had any of its fields."""
    if isinstance(block, blocks.ListBlock) and isinstance(block.child_block, blocks.StructBlock):
        return [item | {"value": {}} for item in value]
    if isinstance(block, ImageBlock):
        return None
    if isinstance(block, blocks.StructBlock):
        return {
            name: without_fields(inner, value[name])
            for name, inner in block.child_blocks.items()
            if isinstance(inner, (blocks.ListBlock, blocks.StreamBlock))
        }
    if isinstance(block, blocks.StreamBlock):
        return [
            item | {"value": without_fields(block.child_blocks[item["type"]], item["value"])}
            for item in value
        ]
    return None if isinstance(block, blocks.ChooserBlock) else ""


def null_throughout(block: blocks.Block, value: Any) -> Any:
    """Return the stored value with null in place of each field's value, however deep it lies."""
    if isinstance(block, ImageBlock):
        return dict.fromkeys(block.child_blocks)
    if isinstance(block, blocks.StructBlock):
        return {name: null_throughout(inner, value[name]) for name, inner in block.child_blocks.items()}
    if isinstance(block, blocks.ListBlock):
        return [item | {"value": null_throughout(block.child_block, item["value"])} for item in value]
    if isinstance(block, blocks.StreamBlock):
        return [
            item | {"value": null_throughout(block.child_blocks[item["type"]], item["value"])}
            for item in value
        ]
    return "" if isinstance(block, blocks.RichTextBlock) else None


def palette() -> dict[str, blocks.Block]:
    """Return every block that an editor may put on a page, by name."""
    return dict(BodyStreamBlock().child_blocks)


def page_filled_in(chosen: Chosen) -> Stored:
    """Return a page's stream of all blocks, each filled in to the last field."""
    return [child(name, everything_filled_in(block, chosen)) for name, block in palette().items()]


def page_with_gaps(filled: Stored) -> Stored:
    """Return the stream with each block as it was before it had its fields, and two more of each beside it:
    as an editor adds it and goes away, and with null wherever a value is stored.
    """
    known = palette()
    gaps = []
    for one in filled:
        block = known[one["type"]]
        gaps += [
            one | {"value": without_fields(block, one["value"])},
            child(one["type"], as_added(block)),
            child(one["type"], null_throughout(block, one["value"])),
        ]
    return gaps


def sent_form(block: blocks.Block, value: Any, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield what a browser sends for a block that the admin shows with this value."""
    if isinstance(block, ImageBlock):
        state = block.get_form_state(value)
        yield f"{prefix}-image", str((state["image"] or {}).get("id") or "")
        yield f"{prefix}-alt_text", state["alt_text"] or ""
        if state["decorative"]:
            yield f"{prefix}-decorative", "on"
    elif isinstance(block, blocks.StructBlock):
        for name, inner in block.child_blocks.items():
            yield from sent_form(inner, value[name], f"{prefix}-{name}")
    elif isinstance(block, (blocks.ListBlock, blocks.StreamBlock)):
        children = list(value.bound_blocks if isinstance(block, blocks.ListBlock) else value)
        yield f"{prefix}-count", str(len(children))
        for number, one in enumerate(children):
            start = f"{prefix}-{number}"
            yield f"{start}-deleted", ""
            yield f"{start}-order", str(number)
            yield f"{start}-id", one.id or ""
            yield f"{start}-type", one.block.name
            yield from sent_form(one.block, one.value, f"{start}-value")
    else:
        state = block.get_form_state(value)
        if isinstance(state, dict):
            state = state.get("id")
        elif isinstance(state, list):
            state = state[0] if state else ""
        if isinstance(block, blocks.BooleanBlock):
            if state:
                yield prefix, "on"
        else:
            yield prefix, "" if state is None else str(state)
