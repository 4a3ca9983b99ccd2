"""The editorial blocks: what a page is composed of, whatever it is about.

Every text in a struct has `default=""`: a block that gained a field after a page was saved would otherwise
break that page's translation.
"""

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.models import Locale, Page

from .live_pages import live_pages_for

RICH_TEXT_FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "hr", "link", "document-link"]
PLAIN_RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link"]

TEXT = _("Text")
PICTURES = _("Pictures and figures")
LINKS = _("Links")


def locale_of(parent_context: dict[str, Any] | None) -> Locale:
    """Return the language that a block is rendered in: its page's, or the active one in a preview."""
    page = (parent_context or {}).get("page")
    return page.locale if isinstance(page, Page) else Locale.get_active()


class FixedChoiceBlock(blocks.ChoiceBlock):
    """A choice of how something looks; never offered to translators."""

    def get_translatable_segments(self, value: str) -> list[Any]:
        """Return nothing to translate."""
        return []

    def restore_translated_segments(self, value: str, segments: list[Any]) -> str:
        """Return the value as the source page has it."""
        return value


class HeadingBlock(blocks.StructBlock):
    """A heading that other pages and the table of contents can link to."""

    text = blocks.CharBlock(label=_("Heading"), default="", max_length=200)
    level = FixedChoiceBlock(
        label=_("Size"),
        choices=[("2", _("Section")), ("3", _("Part of a section"))],
        default="2",
    )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add the anchor: readable, in the page's own script."""
        context = super().get_context(value, parent_context)
        context["anchor"] = slugify(value["text"], allow_unicode=True)
        return context

    class Meta:
        icon = "title"
        label = _("Heading")
        group = TEXT
        description = _("Starts a section. People can link to it.")
        template = "editorial/blocks/heading.html"
        preview_value = {"text": _("A square is for everyone"), "level": "2"}


class RichTextBlock(blocks.RichTextBlock):
    """Paragraphs, lists and links."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("features", RICH_TEXT_FEATURES)
        super().__init__(**options)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = TEXT
        description = _("Paragraphs with bold, lists and links.")
        template = "editorial/blocks/rich_text.html"
        preview_value = (
            "<p>In a public square we meet, rest, argue and celebrate. <b>Nobody should have to show "
            "their face to a machine for that.</b></p>"
        )


class CaptionedImageBlock(blocks.StructBlock):
    """An image, described for those who can't see it, with a caption and its credit."""

    image = ImageBlock(label=_("Image"), required=False)
    caption = blocks.CharBlock(label=_("Caption"), required=False, default="", max_length=300)
    width = FixedChoiceBlock(
        label=_("Width"),
        choices=[("text", _("As wide as the text")), ("wide", _("Wider than the text"))],
        default="text",
    )

    class Meta:
        icon = "image"
        label = _("Image")
        group = PICTURES
        description = _("One picture with a caption. Comes in the right size for every screen.")
        template = "editorial/blocks/image.html"
        preview_value = {"image": None, "caption": _("The square at noon, without cameras"), "width": "text"}


class QuoteBlock(blocks.StructBlock):
    """Somebody's own words."""

    quote = blocks.TextBlock(label=_("Quote"), default="", rows=3, max_length=600)
    name = blocks.CharBlock(label=_("Who said it"), required=False, default="", max_length=120)
    role = blocks.CharBlock(label=_("Role or organisation"), required=False, default="", max_length=160)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        group = TEXT
        description = _("A person’s words, large, with name and role.")
        template = "editorial/blocks/quote.html"
        preview_value = {
            "quote": _("I stopped going to the market once I knew what the new lamp posts do."),
            "name": _("Mara"),
            "role": _("resident"),
        }


class KeyFigureBlock(blocks.StructBlock):
    """One number and what it counts."""

    figure = blocks.CharBlock(
        label=_("Figure"), default="", max_length=20, help_text=_("Such as 15 or 3 in 4.")
    )
    label = blocks.CharBlock(label=_("What it counts"), default="", max_length=160)

    class Meta:
        icon = "order"
        label = _("Figure")


class KeyFiguresBlock(blocks.StructBlock):
    """A row of numbers that make a case."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, default="", max_length=200)
    figures = blocks.ListBlock(KeyFigureBlock(), label=_("Figures"), min_num=1, max_num=6)
    source = blocks.CharBlock(label=_("Source"), required=False, default="", max_length=300)

    class Meta:
        icon = "order"
        label = _("Key figures")
        group = PICTURES
        description = _("One to six large numbers, each with a few words.")
        template = "editorial/blocks/key_figures.html"
        preview_value = {
            "heading": _("Where we stand"),
            "figures": [
                {"figure": "15", "label": _("countries have tried face recognition in public space")},
                {"figure": "13", "label": _("organisations stand behind this campaign")},
            ],
            "source": "",
        }


class LinkedPagesMixin:
    """For blocks that link to pages: adds each page's public address in the reader's language."""

    def linked_pages(self, value: Any) -> list[Page | None]:
        """Return the pages that the value links to."""
        raise NotImplementedError

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add `live_pages`: the page to link to, by the primary key of the page that was chosen."""
        context: dict[str, Any] = super().get_context(value, parent_context)  # type: ignore[misc]
        context["live_pages"] = live_pages_for(self.linked_pages(value), locale_of(parent_context))
        return context


class PillarCardBlock(blocks.StructBlock):
    """One pillar of the campaign, leading to its page."""

    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    title = blocks.CharBlock(
        label=_("Title"),
        required=False,
        default="",
        max_length=120,
        help_text=_("Leave empty to use the page’s title."),
    )
    text = blocks.TextBlock(
        label=_("Text"),
        required=False,
        default="",
        rows=2,
        max_length=300,
        help_text=_("Leave empty to use the page’s introduction."),
    )
    accent = FixedChoiceBlock(
        label=_("Meaning"),
        choices=[
            ("reveal", _("Transparency: bring to light")),
            ("refuse", _("Red lines: refuse")),
            ("respect", _("Respect for humans: protect")),
        ],
        default="reveal",
    )

    class Meta:
        icon = "doc-full"
        label = _("Pillar")


class PillarCardsBlock(LinkedPagesMixin, blocks.StructBlock):
    """The campaign's pillars side by side."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, default="", max_length=200)
    cards = blocks.ListBlock(PillarCardBlock(), label=_("Pillars"), min_num=1, max_num=6)

    def linked_pages(self, value: Any) -> list[Page | None]:
        """Return the pages of the cards."""
        return [card["page"] for card in value["cards"]]

    class Meta:
        icon = "grip"
        label = _("Pillar cards")
        group = LINKS
        description = _("Cards that lead to the pillars of the campaign, each in the colour of its meaning.")
        template = "editorial/blocks/pillar_cards.html"
        preview_value = {
            "heading": _("What we ask for"),
            "cards": [
                {
                    "page": None,
                    "title": _("Transparency"),
                    "text": _("Show us what is watching."),
                    "accent": "reveal",
                },
                {
                    "page": None,
                    "title": _("Red lines"),
                    "text": _("Some uses must never be."),
                    "accent": "refuse",
                },
                {
                    "page": None,
                    "title": _("Respect"),
                    "text": _("People are not test objects."),
                    "accent": "respect",
                },
            ],
        }


class CallToActionBlock(LinkedPagesMixin, blocks.StructBlock):
    """One thing to do next."""

    heading = blocks.CharBlock(label=_("Heading"), default="", max_length=200)
    text = blocks.TextBlock(label=_("Text"), required=False, default="", rows=2, max_length=400)
    button = blocks.CharBlock(label=_("Words on the button"), default="", max_length=60)
    page = blocks.PageChooserBlock(label=_("Leads to this page"), required=False)
    address = blocks.URLBlock(
        label=_("or to this web address"),
        required=False,
        default="",
        help_text=_("Used when no page is chosen."),
    )

    def linked_pages(self, value: Any) -> list[Page | None]:
        """Return the page of the button."""
        return [value["page"]]

    class Meta:
        icon = "link"
        label = _("Call to action")
        group = LINKS
        description = _("A heading, a sentence and one button.")
        template = "editorial/blocks/call_to_action.html"
        preview_value = {
            "heading": _("Tell your city council"),
            "text": _("Ask what the cameras above your square can do."),
            "button": _("Write to them"),
            "page": None,
            "address": "https://example.org/",
        }


EDITORIAL_BLOCKS: list[tuple[str, blocks.Block]] = [
    ("heading", HeadingBlock()),
    ("rich_text", RichTextBlock()),
    ("image", CaptionedImageBlock()),
    ("quote", QuoteBlock()),
    ("key_figures", KeyFiguresBlock()),
    ("pillar_cards", PillarCardsBlock()),
    ("call_to_action", CallToActionBlock()),
]


class EditorialStreamBlock(blocks.StreamBlock):
    """The editorial blocks alone, for pages that an app brings along."""

    def __init__(self, local_blocks: Any = None, **options: Any) -> None:
        super().__init__([*EDITORIAL_BLOCKS, *(local_blocks or [])], **options)
