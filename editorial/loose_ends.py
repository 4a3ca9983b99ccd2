"""Which blocks of a page lead nowhere: what they name was deleted, unpublished, or is for some people alone.

Visitors don't see such a block, or see it without its link. Only what is stored tells that something was
named there: a block's value is as empty as if nobody had ever chosen anything.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import gettext
from wagtail import blocks
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Locale, Page
from wagtail.rich_text import extract_references_from_rich_text

from .live_pages import is_for_everybody, live_pages_by_key
from .rich_text_links import PRIMARY_KEY
from .sections.models import Section


@dataclass(frozen=True)
class Named:
    """Something that a page names: where on the page, and which row."""

    place: str
    model: type[Model]
    key: int


@dataclass(frozen=True)
class LooseEnd:
    """A place on a page that leads nowhere, and why, in words."""

    place: str
    reason: str

    def __str__(self) -> str:
        return gettext("%(place)s: %(reason)s") % {"place": self.place, "reason": self.reason}


def loose_ends_of(pages: Iterable[Page] | Iterable[Section]) -> dict[int, list[LooseEnd]]:
    """Return what leads nowhere on each page or section, by its primary key; nothing where all is well.

    Takes the same few queries for all of a language together, and some more for each that has any.
    """
    languages: dict[Locale, dict[Page | Section, list[Named]]] = defaultdict(dict)
    for page in pages:
        languages[page.locale][page] = list(_named_on(page))
    found = {}
    for locale, named in languages.items():
        suspicious = _reasons([one for on_page in named.values() for one in on_page], locale, None)
        for page, on_page in named.items():
            if any((one.model, one.key) in suspicious for one in on_page) and (ends := loose_ends(page)):
                found[page.pk] = ends
    return found


def loose_ends(page: Page | Section) -> list[LooseEnd]:
    """Return what leads nowhere on a page or section, in its order, each place and reason once."""
    named = list(_named_on(page))
    # A section stands on public pages: what only some people may read is out of reach of the others there.
    reasons = _reasons(named, page.locale, page if isinstance(page, Page) else None)
    ends = [
        LooseEnd(one.place, reasons[one.model, one.key]) for one in named if (one.model, one.key) in reasons
    ]
    return list(dict.fromkeys(ends))


def _reasons(
    named: Collection[Named], locale: Locale, shown_on: Page | None
) -> dict[tuple[type[Model], int], str]:
    """Return, for each row that can't be reached from a page in that language, why."""
    keys: dict[type[Model], set[int]] = defaultdict(set)
    for one in named:
        keys[one.model].add(one.key)
    reasons = {}
    for model, wanted in keys.items():
        found: dict[int, Model] = model._default_manager.in_bulk(list(wanted))
        reachable = {
            key: row
            for key, row in found.items()
            if not isinstance(row, AbstractDocument) or is_for_everybody(row)
        }
        if issubclass(model, Section):
            sections = Section.objects.in_bulk(list(wanted))
            reachable = {key: row for key, row in sections.items() if row.shown_in(locale) is not None}
        elif issubclass(model, Page):
            reachable = live_pages_by_key(set(found), locale, shown_on)
        for key in wanted - set(reachable):
            reasons[model, key] = (
                gettext("“%(title)s” is not public") % {"title": found[key]}
                if key in found
                else gettext("what was chosen here has been deleted")
            )
    return reasons


def _named_on(page: Page | Section) -> Iterator[Named]:
    """Yield what the blocks and texts of a page or section name."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield from _named_in_stream(field.stream_block, getattr(page, field.name).raw_data, "")
        elif isinstance(field, RichTextField):
            yield from _named_in_text(getattr(page, field.name), str(field.verbose_name).capitalize())


def _named_in_stream(
    stream: blocks.StreamBlock, stored: Iterable[dict[str, object]], place: str
) -> Iterator[Named]:
    for child in stored:
        block = stream.child_blocks.get(child["type"])
        if block is not None:
            yield from _named_in(block, child["value"], place or str(block.label))


def _named_in(block: blocks.Block, stored: object, place: str) -> Iterator[Named]:
    """Yield what a block names, from its stored value, whatever of it is there."""
    if isinstance(block, ImageBlock):
        key = stored.get("image") if isinstance(stored, dict) else stored
        yield from _named_in(block.child_blocks["image"], key, place)
    elif isinstance(block, blocks.StructBlock) and isinstance(stored, dict):
        for name, inner in block.child_blocks.items():
            yield from _named_in(inner, stored.get(name), place)
    elif isinstance(block, blocks.ListBlock) and isinstance(stored, list):
        for item in stored:
            is_wrapped = isinstance(item, dict) and item.get("type") == "item" and "value" in item
            yield from _named_in(block.child_block, item["value"] if is_wrapped else item, place)
    elif isinstance(block, blocks.StreamBlock) and isinstance(stored, list):
        yield from _named_in_stream(block, stored, place)
    elif isinstance(block, blocks.ChooserBlock) and isinstance(stored, int):
        yield Named(place, block.model_class, stored)
    elif isinstance(block, blocks.RichTextBlock):
        yield from _named_in_text(stored, place)


def _named_in_text(html: object, place: str) -> Iterator[Named]:
    """Yield the pages and documents that a rich text links to."""
    for model, key, _model_path, _content_path in extract_references_from_rich_text(str(html or "")):
        if PRIMARY_KEY.fullmatch(str(key)):
            yield Named(place, model, int(key))
