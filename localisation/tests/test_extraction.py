"""Every text of a page reaches translators and comes back, whatever the page lacks."""

import json
from typing import Any

import pytest
from wagtail import blocks
from wagtail.embeds.blocks import EmbedBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor
from wagtail_localize.segments.ingest import StreamFieldSegmentsWriter
from wagtail_localize.strings import StringValue

from editorial.models import CampaignImage
from home.models import ContentPage, HomePage
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.completeness import missing_texts
from localisation.workarounds.absent_values import upstream_handle_block
from localisation.workarounds.nested_values import upstream_methods

from .campaign import fill_and_publish, item, publish, stream, translation_into


class Figure(blocks.StructBlock):
    """A number with words."""

    value = blocks.CharBlock(default="")
    type = blocks.CharBlock(default="")


class Inner(blocks.StructBlock):
    """What is one struct further in."""

    text = blocks.CharBlock()
    note = blocks.TextBlock(required=False)
    figures = blocks.ListBlock(Figure())
    words = blocks.ListBlock(blocks.CharBlock())
    image = ImageBlock(required=False)
    video = EmbedBlock(required=False)
    rich = blocks.RichTextBlock(required=False)


class Outer(blocks.StructBlock):
    """A struct that holds a struct."""

    inner = Inner()
    image = ImageBlock(required=False)
    video = EmbedBlock(required=False)


class Shelf(blocks.StructBlock):
    """A list in a struct in a struct, and nothing else."""

    inner = blocks.StructBlock([("words", blocks.ListBlock(blocks.CharBlock()))])


class Palette(blocks.StreamBlock):
    """The shapes that upstream has trouble with."""

    outer = Outer()
    inner = Inner()
    listed = blocks.ListBlock(Outer())
    shelf = Shelf()
    image = ImageBlock(required=False)
    text = blocks.CharBlock()


FIELD = StreamField(Palette())


def read(**stored: Any) -> blocks.StreamValue:
    """Return the value of a stream as it is stored."""
    value: blocks.StreamValue = FIELD.to_python(stream(**stored))
    return value


def extract(value: blocks.StreamValue) -> list[Any]:
    """Return all that has something in it for translators, in order."""
    extractor = StreamFieldSegmentExtractor(FIELD, include_overridables=True)
    return [
        segment.with_order(number)
        for number, segment in enumerate(extractor.handle_stream_block(value))
        if not segment.is_empty()
    ]


def texts(value: blocks.StreamValue) -> list[str]:
    """Return the texts among them."""
    return [segment.render_text() for segment in extract(value) if isinstance(segment, StringSegmentValue)]


def translate(value: blocks.StreamValue) -> Any:
    """Put "de " in front of each text and return the stored form of the translated stream."""
    segments = []
    for segment in extract(value):
        if isinstance(segment, StringSegmentValue):
            segment.string = StringValue(f"de {segment.string.data}")
        segments.append(segment)
    english, german = Locale(language_code="en"), Locale(language_code="de")
    StreamFieldSegmentsWriter(FIELD, english, german).handle_stream_block(value, segments)
    return [block["value"] for block in FIELD.stream_block.get_prep_value(value)]


EMPTY: list[dict[str, Any]] = [
    {"outer": {}},
    {"outer": {"inner": {}}},
    {
        "outer": {
            "inner": {"text": None, "note": None, "figures": [], "words": [], "image": None, "video": None}
        }
    },
    {"outer": {"image": None, "video": None}},
    {"outer": {"image": {}, "inner": {"image": {}}}},
    {"outer": {"image": {"image": None, "alt_text": None, "decorative": None}}},
    {"outer": {"image": {"image": 4711, "alt_text": "Gone", "decorative": False}}},
    {"outer": {"image": 4711}},
    {"inner": {"text": "", "note": "  ", "words": [None, ""], "figures": [{}]}},
    {"listed": []},
    {"listed": [item({}), item({"inner": {"text": None}})]},
    {"image": None},
    {"image": {}},
    {"text": None},
]


@pytest.mark.django_db
@pytest.mark.parametrize("stored", EMPTY)
def test_what_a_page_lacks_is_nothing_to_translate(stored: dict[str, Any]) -> None:
    """Missing keys, nulls and deleted images have nothing for translators, and stop nobody."""
    assert extract(read(**stored)) == []
    translate(read(**stored))


@pytest.mark.django_db
def test_nested_lists_reach_translators_and_come_back() -> None:
    """A list in a struct in a struct is translated item by item, with fields of whatever name."""
    inner: dict[str, Any] = {
        "text": "one",
        "figures": [item({"value": "two", "type": "three"}), item({"value": "four"})],
        "words": [item("five"), item("six")],
        "rich": "<p>seven</p>",
    }
    stored = {"outer": {"inner": inner}, "inner": inner, "listed": [item({"inner": inner})]}
    expected = ["one", "two", "three", "four", "five", "six", "seven"]
    assert texts(read(**stored)) == expected * 3

    outer, alone, listed = translate(read(**stored))

    for found in (outer["inner"], alone, listed[0]["value"]["inner"]):
        assert found["text"] == "de one"
        assert [figure["value"] for figure in found["figures"]] == [
            {"value": "de two", "type": "de three"},
            {"value": "de four", "type": ""},
        ]
        assert [word["value"] for word in found["words"]] == ["de five", "de six"]
        assert found["rich"] == "<p>de seven</p>"
        assert [word["id"] for word in found["words"]] == [word["id"] for word in inner["words"]]


@pytest.mark.django_db
def test_lists_without_identifiers_are_left_out() -> None:
    """Items whose identifiers change each time they are read could never be found again."""
    value = read(outer={"inner": {"text": "one", "words": ["five", "six"]}})
    assert texts(value) == ["one"]
    assert [word["value"] for word in translate(value)[0]["inner"]["words"]] == ["five", "six"]


@pytest.mark.django_db
def test_image_descriptions_are_translated_at_any_depth() -> None:
    """With the image kept, and nothing offered for a decorative one."""
    image = CampaignImage.objects.create(title="Square", file=get_test_image_file())
    described = {"image": image.pk, "alt_text": "A square", "decorative": False}
    stored = {
        "image": described,
        "outer": {"image": described, "inner": {"image": described}},
        "listed": [item({"image": {"image": image.pk, "alt_text": "", "decorative": True}})],
    }
    assert texts(read(**stored)) == ["A square"] * 3

    alone, outer, _listed = translate(read(**stored))

    for found in (alone, outer["image"], outer["inner"]["image"]):
        assert found == {"image": image.pk, "alt_text": "de A square", "decorative": False}


@pytest.mark.slow
@pytest.mark.django_db
def test_field_added_to_a_block_breaks_no_older_page(
    home: HomePage, german_home: HomePage, german: Locale
) -> None:
    """Pages saved before a block had its fields are submitted, published, synced and published again."""
    bare: dict[str, Any] = {
        name: {} for name in ("heading", "image", "quote", "key_figures", "pillar_cards", "call_to_action")
    }
    empty = {"petition": {}, "petition_counter": {}, "member_directory": {"heading": None}}
    body = stream(**bare, **empty, rich_text="<p>Words</p>")
    page = publish(home.add_child(instance=ContentPage(title="Old", slug="old", body=body)))
    assert "text" not in page.body.raw_data[0]["value"]

    submit_for_translation(page, [german], None)
    translation = translation_into(german, page)
    fill_and_publish(translation)
    page.introduction = "Newer"
    page = publish(page)
    translation.source.update_from_db()
    translated = fill_and_publish(translation)

    assert translated.introduction == "de Newer"
    assert translated.body[-1].value.source == "<p>de Words</p>"
    assert [block.block_type for block in translated.body] == [block.block_type for block in page.body]


@pytest.mark.slow
@pytest.mark.django_db
def test_a_row_put_into_a_table_costs_no_translation(
    home: HomePage, german_home: HomePage, german: Locale
) -> None:
    """Each cell of a table is translated by itself, wherever its row stands later."""

    def row_of(*cells: str) -> dict[str, Any]:
        return item({"cells": [item(cell) for cell in cells]})

    rows = [row_of("Place", "Cameras"), row_of("Market", "12")]
    table = {"caption": "Costs", "headings": "row", "rows": rows, "source": ""}
    page = publish(home.add_child(instance=ContentPage(title="T", slug="t", body=stream(table=table))))
    submit_for_translation(page, [german], None)
    translation = translation_into(german, page)
    fill_and_publish(translation)

    raw = page.body.raw_data[0]
    raw["value"]["rows"] = [rows[0], row_of("Station", "8"), rows[1]]
    page.body = json.dumps([raw])
    publish(page)
    translation.source.update_from_db()
    assert [segment.string.data for segment in missing_texts(translation.source, german)] == ["Station", "8"]
    translated = fill_and_publish(translation).body[0].value
    assert translated["caption"] == "de Costs"
    assert [list(row["cells"]) for row in translated["rows"]] == [
        ["de Place", "de Cameras"],
        ["de Station", "de 8"],
        ["de Market", "de 12"],
    ]


class TestUpstream:
    """Once one of these fails, upstream needs that workaround no more."""

    @pytest.fixture
    def upstream(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The extractor without our changes."""
        monkeypatch.setattr(StreamFieldSegmentExtractor, "handle_block", upstream_handle_block)
        for name, method in upstream_methods.items():
            monkeypatch.setattr(StreamFieldSegmentExtractor, name, method)

    def test_still_fails_at_absent_texts(self, upstream: None) -> None:
        """See `absent_values`."""
        with pytest.raises(TypeError):
            extract(read(text=None))

    def test_still_fails_at_absent_embeds(self, upstream: None) -> None:
        """See `absent_values`."""
        inner: dict[str, Any] = {"text": "", "note": "", "figures": [], "words": [], "image": {}}
        with pytest.raises(AttributeError):
            extract(read(inner=inner))

    def test_still_fails_at_absent_images(self, upstream: None) -> None:
        """See `nested_values`."""
        inner: dict[str, Any] = {"text": "", "note": "", "figures": [], "words": [], "image": None}
        with pytest.raises(AttributeError):
            extract(read(inner=inner))

    def test_still_loses_nested_lists(self, upstream: None) -> None:
        """See `nested_values`."""
        assert texts(read(shelf={"inner": {"words": [item("five")]}})) == []
