"""Each block of the palette shows what it should, whatever an editor leaves out, and reaches translators."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.http import HttpRequest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor
from wagtail_localize.segments.ingest import StreamFieldSegmentsWriter
from wagtail_localize.strings import StringValue

from coalition.blocks import CoalitionStreamBlock
from coalition.coalition_page import CoalitionPage
from coalition.member import Member
from editorial.models import CampaignImage
from tests.factories import create_home

FIELD = StreamField(CoalitionStreamBlock())
PALETTE = FIELD.stream_block.child_blocks
FETCHED = re.compile(r"""<(?!a\b)[^>]*\b(?:src|srcset|href|poster|data)=["'](?:https?:)?//""")
IDENTIFIER = re.compile(r"""\bid=["']([^"']+)["']""")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def member() -> Member:
    """An organisation, for the blocks that show them."""
    Locale.objects.get_or_create(language_code="en")
    return Member.objects.create(name="Open Squares", locale=Locale.get_default())


@pytest.fixture
def page() -> Page:
    """A public page to link to."""
    parent = create_home()
    return parent.add_child(instance=CoalitionPage(title="Who we are", slug="who", introduction="All of us."))


@pytest.fixture
def visit(rf: RequestFactory) -> HttpRequest:
    """A visitor's request."""
    return rf.get("/en/")


def shown(value: Any, request: HttpRequest, **context: Any) -> str:
    """Return what a page shows of a stream or of a block in it."""
    template = Template("{% load wagtailcore_tags %}{% include_block value %}")
    html = template.render(Context({"value": value, "request": request, **context}))
    return html.replace("\N{NO-BREAK SPACE}", " ")


def stored(name: str, value: Any) -> list[dict[str, Any]]:
    """Return the stored form of a stream with one block."""
    return [{"type": name, "value": value, "id": str(uuid4())}]


def read(*parts: tuple[str, Any]) -> blocks.StreamValue:
    """Return a stream as it comes from the database."""
    raw = [one for name, value in parts for one in stored(name, value)]
    value: blocks.StreamValue = FIELD.stream_block.to_python(raw)
    return value


def filled(block: blocks.Block, name: str, words: Iterator[int]) -> Any:
    """Return a stored value of the block in which each text is a numbered one."""
    if isinstance(block, blocks.StructBlock) and not isinstance(block, ImageBlock):
        if "alt_text" in block.child_blocks:
            return None
        return {key: filled(child, key, words) for key, child in block.child_blocks.items()}
    if isinstance(block, blocks.ListBlock):
        return [{"type": "item", "value": filled(block.child_block, name, words), "id": str(uuid4())}]
    if isinstance(block, blocks.StreamBlock):
        return [
            one for key, child in block.child_blocks.items() for one in stored(key, filled(child, key, words))
        ]
    if isinstance(block, blocks.RichTextBlock):
        return f"<p>words {next(words)} end</p>"
    if isinstance(block, blocks.URLBlock):
        return "https://elsewhere.example/"
    if isinstance(block, blocks.CharBlock | blocks.TextBlock):
        return f"words {next(words)} end"
    if isinstance(block, blocks.ChoiceBlock):
        return block.get_default() or next(value for value, _label in block.field.choices if value)
    return None


def without(value: Any) -> Any:
    """Return the stored value with None in place of each text and choice in it."""
    if isinstance(value, dict) and "type" in value and "id" in value:
        kept = None if value["type"] == "item" and not isinstance(value["value"], dict) else value["value"]
        return {**value, "value": without(kept)}
    if isinstance(value, dict):
        return {key: without(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [without(inner) for inner in value]
    return None


def numbers() -> Iterator[int]:
    """Count for ever."""
    yield from range(1, 1000)


def plain_texts(value: Any) -> Iterator[str]:
    """Return the texts of an example that are the same in every language."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from plain_texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from plain_texts(inner)


FOR_EDITORS_ALONE = {"editor_hint"}


@pytest.mark.parametrize("name", PALETTE)
class TestEachBlock:
    """Every block of the palette, one by one."""

    def test_says_what_it_is(self, name: str) -> None:
        """To the editor who looks for it, and in a template of its own name."""
        meta = PALETTE[name].meta
        assert meta.label
        assert meta.group
        assert meta.icon != "placeholder"
        assert PALETTE[name].get_description()
        assert meta.template.endswith(f"/blocks/{name}.html")

    def test_shows_its_preview(self, name: str, visit: HttpRequest) -> None:
        """With the words of the example, and nothing that is fetched from elsewhere."""
        block = PALETTE[name]
        html = shown(block.bind(block.get_preview_value()), visit, block_def=block)
        assert len(re.sub(r"<[^>]*>|\s+", "", html)) > 5 or "<img" in html
        assert "None" not in html
        assert not FETCHED.search(html)

    def test_shows_its_preview_in_the_language_of_whoever_looks(self, name: str) -> None:
        """No sentence of the example is kept from translators."""
        texts = plain_texts(PALETTE[name].meta.preview_value)
        assert [text for text in texts if re.search(r"[ <]", text)] == []

    @pytest.mark.parametrize("previewed", [False, True])
    def test_can_be_left_empty(self, name: str, previewed: bool, visit: HttpRequest) -> None:
        """As an editor leaves it who adds it and publishes."""
        visit.is_preview = previewed  # type: ignore[attr-defined]
        block = PALETTE[name]
        for value in (block.get_default(), block.to_python({} if name != "rich_text" else "")):
            html = shown(block.bind(value), visit)
            assert "None" not in html
            assert not FETCHED.search(html)

    def test_stands_values_that_are_absent(self, name: str, visit: HttpRequest) -> None:
        """Saved before the block had its fields, or as a draft."""
        value = filled(PALETTE[name], name, numbers())
        if name != "rich_text":
            value = without(value)
        html = shown(read((name, value)), visit)
        assert "None" not in html
        assert not FETCHED.search(html)

    def test_shows_all_words_and_nothing_from_elsewhere(self, name: str, visit: HttpRequest) -> None:
        """What cannot be shown without a chosen picture or file is left out."""
        count = numbers()
        html = shown(read((name, filled(PALETTE[name], name, count))), visit)
        assert "None" not in html
        assert not FETCHED.search(html)
        # The legend of a map has the words of those statuses alone that a country has.
        needs_a_choice = {
            *("image", "picture_gallery", "document_download", "columns", "page_cards", "map"),
        }
        if name in FOR_EDITORS_ALONE:
            assert "words" not in html
        elif name not in needs_a_choice:
            for number in range(1, next(count)):
                assert f"words {number} end" in html

    def test_reaches_translators_and_comes_back(self, name: str) -> None:
        """Each word of it, and nothing that is only about the look."""
        count = numbers()
        value = read((name, filled(PALETTE[name], name, count)))
        segments = StreamFieldSegmentExtractor(FIELD).handle_stream_block(value)
        texts = [segment for segment in segments if isinstance(segment, StringSegmentValue)]
        if name in FOR_EDITORS_ALONE:
            assert texts == []
            return
        written = range(1, next(count))
        assert len(texts) == len(written)
        for segment in texts:
            segment.string = StringValue(segment.string.data.replace("words", "Worte"))
        ordered = [segment.with_order(number) for number, segment in enumerate(segments)]

        english, german = Locale(language_code="en"), Locale(language_code="de")
        StreamFieldSegmentsWriter(FIELD, english, german).handle_stream_block(value, ordered)

        translated = str(FIELD.stream_block.get_prep_value(value))
        for number in written:
            assert f"Worte {number} end" in translated

    def test_gives_its_headings_anchors_of_their_own(self, name: str, visit: HttpRequest) -> None:
        """Twice on a page, and still each anchor is there once."""
        value = filled(PALETTE[name], name, numbers())
        html = shown(read((name, value), (name, value)), visit)
        anchors = IDENTIFIER.findall(html)
        assert len(anchors) == len(set(anchors))
        if isinstance(PALETTE[name], blocks.StructBlock) and "heading" in PALETTE[name].child_blocks:
            # A callout is no section, and cards without a chosen page show nothing.
            assert bool(anchors) is (name not in ("callout", "page_cards"))


def test_anchors_are_unique_across_streams_and_leave_the_frame_alone(visit: HttpRequest) -> None:
    """In the page's own script, and numbered from the second on."""
    words = ["Main", "Σε δημόσιο χώρο", "Σε δημόσιο χώρο", "???"]
    html = "".join(shown(read(("heading", {"text": text, "level": "2"})), visit) for text in words)
    assert IDENTIFIER.findall(html) == ["main-2", "σε-δημόσιο-χώρο", "σε-δημόσιο-χώρο-2"]


def test_page_cards_show_what_the_page_says_now(page: Page, visit: HttpRequest) -> None:
    """And nothing of a page that is no longer public."""
    value = {"heading": "", "pages": [{"type": "item", "value": page.pk, "id": str(uuid4())}]}
    assert "All of us." in shown(read(("page_cards", value)), visit)

    page.unpublish()

    assert "Who we are" not in shown(read(("page_cards", value)), visit)


def test_document_tells_its_kind_and_size(visit: HttpRequest) -> None:
    """Before anybody downloads it."""
    document = get_document_model().objects.create(
        title="Poster", file=ContentFile(b"0" * 2048, name="poster.pdf")
    )
    html = shown(read(("document_download", {"document": document.pk, "title": None})), visit)
    assert "Poster" in html
    assert re.search(r"PDF</bdi> · <bdi>2[.,]0\sKB", html)


def test_video_from_elsewhere_is_a_link_that_says_where_it_leads(visit: HttpRequest) -> None:
    """In a new tab, and nothing before the click."""
    html = shown(read(("video", {"title": "Day", "address": "https://www.youtube.com/watch?v=a"})), visit)
    assert "<iframe" not in html
    assert 'target="_blank" rel="noopener noreferrer"' in html
    assert "youtube.com learn" in html
    assert not FETCHED.search(html)


def test_own_video_plays_on_the_page(visit: HttpRequest) -> None:
    """And loads nothing before somebody starts it."""
    film = get_document_model().objects.create(title="Film", file=ContentFile(b"0", name="film.mp4"))
    html = shown(read(("video", {"title": "Day", "file": film.pk})), visit)
    assert 'preload="none"' in html
    assert 'type="video/mp4"' in html


@pytest.mark.parametrize("name", ["call_to_action", "event", "video"])
def test_harmful_addresses_are_no_links(name: str, visit: HttpRequest) -> None:
    """Translators may override addresses."""
    value = filled(PALETTE[name], name, numbers())
    for address, is_a_link in (("https://elsewhere.example/", True), ("javascript:alert(1)", False)):
        html = shown(read((name, {**value, "address": address})), visit)
        assert (address in html) is is_a_link


def test_event_names_its_day_once(visit: HttpRequest) -> None:
    """When it ends on the day it starts."""
    times = {"start": "2030-05-04T12:00:00+02:00", "end": "2030-05-04T14:00:00+02:00"}
    html = shown(read(("event", {"heading": "Walk", **times})), visit)
    assert html.count("2030") - len(re.findall(r'datetime="2030', html)) == 1
    assert 'datetime="2030-05-04T12:00:00+02:00"' in html


def test_event_over_days_names_both_and_starts_no_line_with_the_dash(visit: HttpRequest) -> None:
    times = {"start": "2030-05-04T12:00:00+02:00", "end": "2030-05-05T14:00:00+02:00"}
    html = shown(read(("event", {"heading": "Walk", **times})), visit)
    first, second = re.findall(r"<span><time [^>]*>(.*?)</span>", html)
    assert first == "4 May 2030, 12:00</time>&nbsp;–"
    assert second == "5 May 2030, 14:00</time>"


@pytest.mark.parametrize(
    ("language", "day", "hours"),
    [
        ("ar", "4 مايو 2030", ["12:00 م", "2:00 م"]),
        ("de", "4. Mai 2030", ["12:00", "14:00"]),
        ("fr", "4 mai 2030", ["12:00", "14:00"]),
    ],
)
def test_event_of_a_day_has_day_and_hours_apart(
    language: str, day: str, hours: list[str], visit: HttpRequest
) -> None:
    times = {"start": "2030-05-04T12:00:00+02:00", "end": "2030-05-04T14:00:00+02:00"}
    with translation.override(language):
        html = shown(read(("event", {"heading": "Walk", **times})), visit)
    assert re.findall(r'class="event-day">(.*?)</span>', html) == [day]
    assert re.findall(r"<time [^>]*>(.*?)</time>", html) == hours


def test_pictures_are_shown_with_their_description(visit: HttpRequest) -> None:
    """In a gallery and on a video that is elsewhere."""
    image = CampaignImage.objects.create(title="Square", file=get_test_image_file(), credit="Ada")
    picture = {"image": image.pk, "alt_text": "An empty square", "decorative": False}
    pictures = [{"type": "item", "value": {"image": picture, "caption": "Noon"}, "id": str(uuid4())}]
    html = shown(read(("picture_gallery", {"pictures": pictures})), visit)
    assert 'alt="An empty square"' in html
    assert "Ada" in html
    video = {"title": "Day", "poster": picture, "address": "https://example.org/"}
    assert 'alt="An empty square"' in shown(read(("video", video)), visit)


def test_a_long_address_breaks_between_its_parts_and_keeps_its_characters() -> None:
    html = Template("{{ url|breakable_url }}").render(
        Context({"url": "https://hub.example.org/en/<red>/lines/"})
    )
    assert html == "https://hub.example.org/<wbr>en/<wbr>&lt;red&gt;/<wbr>lines/"
