"""Values to show blocks with: as their preview has them, and as editors and languages stretch them."""

import re
from collections.abc import Callable, Iterator
from itertools import cycle

from django.contrib.contenttypes.models import ContentType
from django.utils.functional import Promise
from wagtail import blocks
from wagtail.coreutils import resolve_model_string
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.images.models import AbstractImage
from wagtail.models import Locale, Page

LONG_WORDS = (
    "Gesichtserkennungsüberwachungsverordnungsentwurf Videoüberwachungsanlagenbetriebsgenehmigung "
    "Datenschutzgrundverordnungsdurchführungsbestimmungen"
)
ARABIC_WORDS = "ساحاتنا لنا جميعًا: نلتقي فيها ونرتاح ونتجادل ونحتفل، ولا أحد يراقب وجوهنا."
LETTER = re.compile(r"[^\W\d_]")
# What a field holds that names no limit.
USUAL_LENGTH = 300

# What becomes of each field: the block of the field and its stored value, and what is stored instead.
Change = Callable[[blocks.Block, object], object]


def stored_preview(block: blocks.Block, locale: Locale) -> object:
    """Return what a block's preview shows, as a page stores it, with pictures and pages where it has none.

    Pictures come in turn, from the site's first on.
    """
    value = block.get_prep_value(block.normalize(block.get_preview_value()))
    pictures = cycle(_first_pictures())
    left_empty = {id(field) for field in _replaced_by_url(block, value)}

    def fill(field: blocks.Block, held: object) -> object:
        return held or (None if id(field) in left_empty else _chosen(field, locale, pictures))

    return changed(block, value, fill)


def _replaced_by_url(block: blocks.Block, value: object) -> Iterator[blocks.Block]:
    """Yield the choosers that the preview leaves empty on purpose, since it names a web address instead."""
    if isinstance(block, blocks.StructBlock) and isinstance(value, dict):
        fields = block.child_blocks
        if any(isinstance(field, blocks.URLBlock) and value.get(name) for name, field in fields.items()):
            yield from (field for field in fields.values() if _is_chooser(field))
        for name, field in fields.items():
            yield from _replaced_by_url(field, value.get(name))


def changed(block: blocks.Block, value: object, change: Change) -> object:
    """Return the stored value with each field in it changed, however deep it lies."""
    if isinstance(block, (ImageBlock, ImageChooserBlock)):
        return change(block, value if not isinstance(value, dict) or value.get("image") else None)
    if isinstance(block, blocks.StructBlock) and isinstance(value, dict):
        return {name: changed(child, value.get(name), change) for name, child in block.child_blocks.items()}
    if isinstance(block, blocks.ListBlock) and isinstance(value, list):
        return [
            item | {"value": changed(block.child_block, item["value"], change)}
            if isinstance(item, dict) and "value" in item
            else changed(block.child_block, item, change)
            for item in value
        ]
    if isinstance(block, blocks.StreamBlock) and isinstance(value, list):
        return [
            item | {"value": changed(block.child_blocks[item["type"]], item["value"], change)}
            for item in value
        ]
    return change(block, value)


def _first_pictures() -> Iterator[AbstractImage]:
    """Yield the site's first pictures: more than any preview has, and asked for only by one that has some."""
    yield from get_image_model().objects.order_by("pk")[:12]


def _is_chooser(field: blocks.Block) -> bool:
    return isinstance(field, blocks.ChooserBlock) and not isinstance(field, ImageChooserBlock)


def _chosen(field: blocks.Block, locale: Locale, pictures: Iterator[AbstractImage]) -> object:
    """Return something of the site for a chooser that has chosen nothing; None if there is nothing."""
    if isinstance(field, (ImageBlock, ImageChooserBlock)):
        image = next(pictures, None)
        if image is None or isinstance(field, ImageChooserBlock):
            return image.pk if image else None
        return {"image": image.pk, "decorative": False, "alt_text": image.description or image.title}
    if isinstance(field, blocks.PageChooserBlock):
        pages = Page.objects.live().filter(depth__gt=2)
        if Page not in field.target_models:
            pages = pages.filter(
                content_type__in=ContentType.objects.get_for_models(*field.target_models).values()
            )
        page = pages.filter(locale=locale).order_by("path").first() or pages.order_by("path").first()
        return page.pk if page else None
    if isinstance(field, blocks.ChooserBlock):
        first = resolve_model_string(field.target_model).objects.order_by("pk").first()
        return first.pk if first else None
    return None


def choices_of(block: blocks.Block) -> Iterator[tuple[blocks.ChoiceBlock, str, str | Promise]]:
    """Yield each choice that an editor has somewhere in a block: its field, the value, and its words."""
    if isinstance(block, blocks.ChoiceBlock):
        yield from ((block, value, words) for value, words in block.field.choices if value)
    elif isinstance(block, blocks.ListBlock):
        yield from choices_of(block.child_block)
    elif isinstance(block, (blocks.StructBlock, blocks.StreamBlock)):
        for child in block.child_blocks.values():
            yield from choices_of(child)


def choosing(name: str, value: str) -> Change:
    """Return the change that takes a value in each field of that name that offers it."""

    def change(field: blocks.Block, held: object) -> object:
        is_meant = isinstance(field, blocks.ChoiceBlock) and field.name == name
        return value if is_meant and value in dict(field.field.choices) else held

    return change


def without_optional(field: blocks.Block, value: object) -> object:
    """Leave out what an editor need not fill in."""
    is_picture = isinstance(field, ImageBlock)
    return value if not is_picture and getattr(field, "required", True) else _nothing(field, value)


def without_all(field: blocks.Block, value: object) -> object:
    """Leave out everything but what always has a value, such as a choice."""
    return _nothing(field, value)


def _nothing(field: blocks.Block, value: object) -> object:
    if isinstance(field, (blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock, blocks.URLBlock)):
        return ""
    if isinstance(field, blocks.BooleanBlock):
        return False
    if isinstance(field, (ImageBlock, blocks.ChooserBlock)):
        return None
    return value


def with_long_words(field: blocks.Block, value: object) -> object:
    """Fill each text, optional ones too, with words that no line is made for."""
    if isinstance(field, blocks.RichTextBlock):
        return f'<p>{LONG_WORDS} <a href="https://example.org/">{LONG_WORDS}</a></p>'
    return _cut(LONG_WORDS, field) if _is_text(field) else value


def with_arabic(field: blocks.Block, value: object) -> object:
    """Say everything in Arabic. What has no letters, such as a year, stays."""
    if isinstance(field, blocks.RichTextBlock):
        return f"<p>{ARABIC_WORDS}</p>"
    if _is_text(field) and LETTER.search(str(value or "")):
        return _cut(ARABIC_WORDS, field).rpartition(" ")[0] or ARABIC_WORDS
    return value


def _is_text(field: blocks.Block) -> bool:
    return isinstance(field, (blocks.CharBlock, blocks.TextBlock))


def _cut(words: str, field: blocks.Block) -> str:
    limit = getattr(getattr(field, "field", None), "max_length", None) or USUAL_LENGTH
    return words[:limit].strip()
