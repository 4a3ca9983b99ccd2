"""Blocks that lead somewhere."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.models import Page

from ..brand.choices import Accent, AccentSelect
from ..calendar_file import aware, end_of, file_name_on
from ..days import day_of
from ..live_pages import is_for_everybody
from .base import (
    LINKS,
    ChosenPageBlock,
    Context,
    FixedChoiceBlock,
    HeadedBlock,
    LinkedPagesMixin,
    locale_of,
    page_of,
)


class AccentChoiceBlock(FixedChoiceBlock):
    """One of the brand's accents."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.field.widget = AccentSelect(choices=self.field.widget.choices)


class PillarCardBlock(blocks.StructBlock):
    """One pillar of the campaign, leading to its page."""

    page = ChosenPageBlock(label=_("Page"), required=False)
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
    accent = AccentChoiceBlock(label=_("Accent"), choices=Accent.choices, default=Accent.ONE.value)

    class Meta:
        icon = "doc-full"
        label = _("Pillar")


@dataclass(frozen=True)
class ShownCard:
    """What visitors see of a pillar's card."""

    title: str
    text: str
    accent: str
    target: Page | None

    @classmethod
    def of(cls, card: blocks.StructValue, live_pages: dict[int, Page]) -> "ShownCard":
        """Return a card with the words of the page that it leads to, where it has none of its own."""
        target = live_pages.get(card["page"].pk) if card["page"] is not None else None
        return cls(
            card["title"] or (target.title if target is not None else ""),
            card["text"] or getattr(target, "introduction", ""),
            card["accent"] or Accent.ONE,
            target,
        )


class PillarCardsBlock(LinkedPagesMixin, HeadedBlock):
    """The campaign's pillars side by side."""

    cards = blocks.ListBlock(PillarCardBlock(), label=_("Pillars"), min_num=1, max_num=6)

    def linked_pages(self, value: blocks.StructValue) -> list[Page | None]:
        """Return the pages of the cards."""
        return [card["page"] for card in value["cards"]]

    def get_context(self, value: blocks.StructValue, parent_context: Context | None = None) -> Context:
        """Add `cards`: those to show, each with its words and the page that it leads to.

        A card whose page isn't public is left out: it would promise what nobody can read. So is one without
        a title, as one that took it from a page that was deleted since.
        """
        context: dict[str, Any] = super().get_context(value, parent_context)
        live_pages = context["live_pages"]
        context["cards"] = [
            card
            for chosen in value["cards"]
            if (card := ShownCard.of(chosen, live_pages)).title and (card.target or chosen["page"] is None)
        ]
        return context

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
                    "title": _("Openness"),
                    "text": _("Show what is being decided, and by whom."),
                    "accent": Accent.ONE.value,
                },
                {
                    "page": None,
                    "title": _("Limits"),
                    "text": _("Some things must never be allowed."),
                    "accent": Accent.TWO.value,
                },
                {
                    "page": None,
                    "title": _("Care"),
                    "text": _("People come first."),
                    "accent": Accent.THREE.value,
                },
            ],
        }


class PageCardsBlock(LinkedPagesMixin, HeadedBlock):
    """Cards that lead to pages, in the words that those pages have at the moment."""

    pages = blocks.ListBlock(
        ChosenPageBlock(label=_("Page"), required=False), label=_("Pages"), min_num=1, max_num=12
    )

    def linked_pages(self, value: blocks.StructValue) -> list[Page | None]:
        """Return the pages of the cards."""
        return list(value["pages"])

    def get_preview_value(self) -> blocks.StructValue:
        """Return the block's example with pages of the site in it."""
        value = super().get_preview_value()
        pages = Page.objects.filter(live=True, alias_of__isnull=True, depth__gt=2, locale=locale_of(None))
        value["pages"] = self.child_blocks["pages"].normalize(list(pages.order_by("path")[:3]))
        return value

    class Meta:
        icon = "copy"
        label = _("Page cards")
        group = LINKS
        description = _("Cards with title, introduction and picture of the pages you choose.")
        template = "editorial/blocks/page_cards.html"
        preview_value = {"heading": _("Read on"), "pages": []}


class CallToActionBlock(LinkedPagesMixin, HeadedBlock):
    """One thing to do next."""

    heading = blocks.CharBlock(label=_("Heading"), default="", max_length=200)
    text = blocks.TextBlock(label=_("Text"), required=False, default="", rows=2, max_length=400)
    button = blocks.CharBlock(label=_("Words on the button"), default="", max_length=60)
    page = ChosenPageBlock(label=_("Leads to this page"), required=False)
    address = blocks.URLBlock(
        label=_("or to this web address"),
        required=False,
        default="",
        help_text=_("Used when no page is chosen."),
    )

    def linked_pages(self, value: blocks.StructValue) -> list[Page | None]:
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
            "text": _("Ask what is planned for your park."),
            "button": _("Write to them"),
            "page": None,
            "address": "https://example.org/",
        }


class DocumentDownloadBlock(blocks.StructBlock):
    """A file to take along. Its kind and size are told before the click."""

    document = DocumentChooserBlock(label=_("Document"), required=False)
    title = blocks.CharBlock(
        label=_("Title"),
        required=False,
        default="",
        max_length=160,
        help_text=_("Leave empty to use the document’s title."),
    )
    text = blocks.TextBlock(label=_("Text"), required=False, default="", rows=2, max_length=400)

    def get_context(self, value: blocks.StructValue, parent_context: Context | None = None) -> Context:
        """Add the `document`, if anybody may have it."""
        context: Context = super().get_context(value, parent_context)
        document = value["document"]
        context["document"] = document if document is not None and is_for_everybody(document) else None
        return context

    def get_preview_value(self) -> blocks.StructValue:
        """Return the block's example with a document of the site, if there is one."""
        value = super().get_preview_value()
        value["document"] = get_document_model().objects.order_by("pk").first()
        return value

    class Meta:
        icon = "download"
        label = _("Document to download")
        group = LINKS
        description = _("A file with its title, kind and size.")
        template = "editorial/blocks/document_download.html"
        preview_value = {
            "document": None,
            "title": _("Poster for your window"),
            "text": _("Print it, hang it up, send us a picture."),
        }


class EventBlock(HeadedBlock):
    """When and where people meet."""

    heading = blocks.CharBlock(label=_("What"), default="", max_length=160)
    start = blocks.DateTimeBlock(label=_("Starts"), required=False)
    end = blocks.DateTimeBlock(label=_("Ends"), required=False)
    place = blocks.CharBlock(
        label=_("Place"),
        required=False,
        default="",
        max_length=160,
        help_text=_("Such as a hall, or online."),
    )
    location = blocks.TextBlock(label=_("Postal address"), required=False, default="", rows=2, max_length=300)
    text = blocks.TextBlock(label=_("Text"), required=False, default="", rows=2, max_length=500)
    address = blocks.URLBlock(label=_("Web address"), required=False, default="")

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse an event that ends before it starts, or at once."""
        cleaned = super().clean(value)
        if cleaned["start"] and cleaned["end"] and end_of(cleaned) is None:
            raise blocks.StructBlockValidationError(
                {"end": ValidationError(_("Let it end after it starts, or leave this empty."))}
            )
        return cleaned

    def get_context(self, value: blocks.StructValue, parent_context: Context | None = None) -> Context:
        """Add its `end`, `same_day`, whether that is on no other day, and the name of its `calendar_file`."""
        context = super().get_context(value, parent_context)
        start, end = value["start"], end_of(value)
        context["end"] = end
        context["same_day"] = bool(start) and (not end or _day(start) == _day(end))
        context["calendar_file"] = file_name_on(page_of(parent_context), value)
        return context

    class Meta:
        icon = "date"
        label = _("Event")
        group = LINKS
        description = _("What happens when and where.")
        template = "editorial/blocks/event.html"
        preview_value = {
            "heading": _("Walk through the park"),
            "start": datetime(2030, 5, 4, 12, 0, tzinfo=UTC),
            "end": datetime(2030, 5, 4, 14, 0, tzinfo=UTC),
            "place": _("Gate of the town park"),
            "location": "",
            "text": _("We count the old trees together."),
            "address": "https://example.org/",
        }


def _day(moment: datetime) -> date:
    return day_of(aware(moment))


class ShareLinksBlock(HeadedBlock):
    """Ways to pass the page on. No other host is asked, or told."""

    text = blocks.TextBlock(
        label=_("Text to share"),
        required=False,
        default="",
        rows=2,
        max_length=280,
        help_text=_("Goes along with the page’s address."),
    )

    class Meta:
        icon = "redirect"
        label = _("Share links")
        group = LINKS
        description = _("Buttons to share the page, copy its address or send it by e-mail.")
        template = "editorial/blocks/share_links.html"
        preview_value = {"heading": _("Pass it on"), "text": _("Our park is not for sale.")}
