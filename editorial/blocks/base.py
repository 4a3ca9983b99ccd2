"""What the editorial blocks share: their groups, their anchors, and how they find pages to link to."""

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Locale, Page
from wagtail.rich_text import RichText

from ..live_pages import live_pages_for
from ..readings import each_once_a_generation

RICH_TEXT_FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "hr", "link", "document-link"]
PLAIN_RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link"]

# Where an editor finds a block in the list.
TEXT = _("Text")
PICTURES = _("Pictures and figures")
LINKS = _("Links")
PEOPLE = _("People and organisations")

# What a block's template is rendered with.
Context = dict[str, object]

# Anchors of the frame around the blocks.
TAKEN_ANCHORS = ("main", "members-filter", "share-heading")


def page_of(parent_context: Context | None) -> Page | None:
    """Return the page that a block stands on, if it stands on one."""
    page = (parent_context or {}).get("page")
    return page if isinstance(page, Page) else None


def locale_of(parent_context: Context | None) -> Locale:
    """Return the language that a block is rendered in: its page's, or the active one in a preview."""
    page = page_of(parent_context)
    return page.locale if page is not None else Locale.get_active()


def anchor_for(text: str | None, parent_context: Context | None) -> str:
    """Return a readable anchor in the page's own script that is on the page only once; nothing for no words.

    The page's request remembers which ones are taken; without one, the stream that is being rendered does.
    """
    wanted = slugify(text or "", allow_unicode=True)
    if not wanted or parent_context is None:
        return wanted
    request = parent_context.get("request")
    memory: dict[str, Any] = parent_context if request is None else request.__dict__
    taken: set[str] = memory.setdefault("_anchors", set(TAKEN_ANCHORS))
    anchor, number = wanted, 1
    while anchor in taken:
        number += 1
        anchor = f"{wanted}-{number}"
    taken.add(anchor)
    return anchor


class NotForTranslators:
    """For blocks whose value is the same in every language."""

    def get_translatable_segments(self, value: Any) -> list[object]:
        """Return nothing to translate."""
        return []

    def restore_translated_segments(self, value: Any, segments: list[object]) -> Any:
        """Return the value as the source page has it."""
        return value


class FixedChoiceBlock(NotForTranslators, blocks.ChoiceBlock):
    """A choice of how something looks; never offered to translators."""


class ChosenPageBlock(blocks.PageChooserBlock):
    """A page that an editor chooses.

    Wagtail asks block by block for the pages chosen in it. While pages are read, each is looked up once in a
    generation of the site.
    """

    def bulk_to_python(self, values: list[int | None]) -> list[Page | None]:
        """Return the pages of the primary keys, None for those that aren't there. Nobody may change them."""
        keys = {key for key in values if key is not None}
        pages = each_once_a_generation(
            ("chosen page", self.model_class), keys, self.model_class.objects.in_bulk
        )
        return [pages.get(key) if key is not None else None for key in values]

    def deconstruct(self) -> tuple[str, tuple[object, ...], dict[str, object]]:
        """Return what migrations know it as: Wagtail's own."""
        _path, arguments, options = super().deconstruct()
        return "wagtail.blocks.PageChooserBlock", arguments, options


class HeadedBlock(blocks.StructBlock):
    """A block whose `heading` others can link to. It comes first; most blocks do without."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, default="", max_length=200)

    def get_context(self, value: blocks.StructValue, parent_context: Context | None = None) -> Context:
        """Add the heading's anchor."""
        context: Context = super().get_context(value, parent_context)
        context["anchor"] = anchor_for(value["heading"], parent_context)
        return context


class LinkedPagesMixin:
    """For blocks that link to pages: adds each page's public address in the reader's language."""

    def linked_pages(self, value: blocks.StructValue) -> list[Page | None]:
        """Return the pages that the value links to."""
        raise NotImplementedError

    def get_context(self, value: blocks.StructValue, parent_context: Context | None = None) -> Context:
        """Add `live_pages`: the page to link to, by the primary key of the page that was chosen."""
        context: Context = super().get_context(value, parent_context)  # type: ignore[misc]
        context["live_pages"] = live_pages_for(
            self.linked_pages(value), locale_of(parent_context), page_of(parent_context)
        )
        return context


class ExampleText(RichText):
    """A block's example of rich text, in the language of whoever looks at it: one paragraph a text."""

    def __init__(self, *paragraphs: object) -> None:
        self.paragraphs = paragraphs

    @property
    def source(self) -> str:
        """The markup, as Wagtail asks for it. A text that is made lazily would stop its own class."""
        return "".join(f"<p>{paragraph}</p>" for paragraph in self.paragraphs)
