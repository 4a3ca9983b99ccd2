"""The system checks refuse what would fail in translation or lose words, and pass what the project has."""

from typing import Any

import pytest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail_localize.fields import TranslatableField

from home.models import ContentPage
from localisation.checks import check_block, check_model, check_translation


class Coded(blocks.CharBlock):
    """A text that is none, such as a CSS class."""

    def get_translatable_segments(self, value: str) -> list[Any]:
        """Return nothing to translate."""
        return []

    def restore_translated_segments(self, value: str, segments: list[Any]) -> str:
        """Return the value."""
        return value


class HalfCoded(blocks.CharBlock):
    """What forgets the way back."""

    def get_translatable_segments(self, value: str) -> list[Any]:
        """Return nothing to translate."""
        return []


def ids(block: blocks.Block) -> list[str]:
    """Return the ids of what a check says of a block in a struct in a list in a stream."""
    nested = blocks.StreamBlock([("listed", blocks.ListBlock(blocks.StructBlock([("field", block)])))])
    nested.set_name("body")
    return [str(message.id) for message in check_block(nested, "body", None)]


def test_the_project_passes() -> None:
    """All page types and snippets of the project can be translated in full."""
    assert check_translation(None) == []


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (blocks.CharBlock(), "localisation.E001"),
        (blocks.TextBlock(required=False), "localisation.E001"),
        (blocks.BlockQuoteBlock(), "localisation.E001"),
        (blocks.RawHTMLBlock(), "localisation.E002"),
        (blocks.RegexBlock(regex=r"\d+"), "localisation.E002"),
        (TableBlock(), "localisation.E002"),
        (TypedTableBlock([("text", blocks.CharBlock(default=""))]), "localisation.E002"),
        (HalfCoded(default=""), "localisation.E003"),
        (ImageChooserBlock(), "localisation.E004"),
        (SnippetChooserBlock("coalition.Member"), "localisation.E005"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, blocks.Block) else value,
)
def test_refuses(block: blocks.Block, expected: str) -> None:
    """Each shape by its own number."""
    assert ids(block) == [expected]


@pytest.mark.parametrize(
    "block",
    [
        blocks.CharBlock(default=""),
        blocks.TextBlock(default="Hello"),
        blocks.CharBlock(default=_("Page")),
        blocks.RichTextBlock(),
        blocks.ChoiceBlock(choices=[("a", "A")]),
        blocks.MultipleChoiceBlock(choices=[("a", "A")]),
        blocks.BooleanBlock(),
        blocks.IntegerBlock(),
        blocks.DateBlock(),
        blocks.URLBlock(),
        blocks.EmailBlock(),
        blocks.PageChooserBlock(),
        blocks.StaticBlock(),
        DocumentChooserBlock(),
        EmbedBlock(),
        ImageBlock(),
        Coded(),
    ],
    ids=lambda block: type(block).__name__,
)
def test_passes(block: blocks.Block) -> None:
    """What wagtail-localize and the shim handle, or what holds no words."""
    assert ids(block) == []


def test_text_that_is_a_block_of_its_own_needs_no_default() -> None:
    """It can't be missing."""
    assert check_block(blocks.StreamBlock([("text", blocks.CharBlock())]), "body", None) == []


def test_message_names_the_place_and_the_way_out() -> None:
    """Where it is and what to do, in words."""
    block = blocks.StructBlock([("title", blocks.CharBlock())])
    (message,) = check_block(block, "home.HomePage.body.card", None)
    assert "home.HomePage.body.card.title" in message.msg
    assert 'default=""' in str(message.hint)
    assert not isinstance(message.msg, Promise)


def test_refuses_slug_left_to_translators(monkeypatch: pytest.MonkeyPatch) -> None:
    """With it, no translation reaches 100 %."""
    monkeypatch.setattr(ContentPage, "override_translatable_fields", [])
    assert [message.id for message in check_model(ContentPage)] == ["localisation.E006"]


def test_refuses_text_without_a_panel(monkeypatch: pytest.MonkeyPatch) -> None:
    """The translation editor would have no place for it."""
    monkeypatch.setattr(
        ContentPage,
        "override_translatable_fields",
        [*ContentPage.override_translatable_fields, TranslatableField("draft_title")],
    )
    assert [message.id for message in check_model(ContentPage)] == ["localisation.E007"]


def test_bare_page_is_none_of_ours() -> None:
    """Wagtail's own base model is checked with each page type."""
    assert all(message.obj is not Page for message in check_translation(None))
