"""A table says which cells are headings, lines up its numbers, and asks for rows of one length."""

import pytest
from bs4 import BeautifulSoup, Tag
from django.core.exceptions import ValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from editorial.blocks import TableBlock
from editorial.blocks.table import is_number


def stored(
    *rows: list[str], caption: str = "What the cameras cost", headings: str = "row"
) -> dict[str, object]:
    return {"caption": caption, "headings": headings, "rows": [{"cells": list(row)} for row in rows]}


def shown(*rows: list[str], **fields: str) -> BeautifulSoup:
    block = TableBlock()
    return BeautifulSoup(str(block.render(block.to_python(stored(*rows, **fields)))), "html.parser")


def scopes(table: BeautifulSoup) -> list[list[object]]:
    return [[cell.get("scope") for cell in row.find_all(["th", "td"])] for row in table.select("tr")]


COSTS = (["", "Cameras", "Euro"], ["Market", "12", "48,000"], ["Station", "–", ""])


def test_a_screen_reader_is_told_what_the_table_shows_and_can_push_it_sideways() -> None:
    table = shown(*COSTS)
    caption = table.select_one("table > caption")
    assert isinstance(caption, Tag)
    assert caption.get_text() == "What the cameras cost"
    assert caption["id"] == "what-the-cameras-cost"
    place = table.select_one("[role=group]")
    assert isinstance(place, Tag)
    assert (place["tabindex"], place["aria-label"]) == ("0", "What the cameras cost")


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        ("row", [[None, "col", "col"], [None, None, None], [None, None, None]]),
        ("column", [[None, None, None], ["row", None, None], ["row", None, None]]),
        ("both", [[None, "col", "col"], ["row", None, None], ["row", None, None]]),
        ("none", [[None, None, None]] * 3),
    ],
)
def test_headings_head_what_the_editor_chose(headings: str, expected: list[list[object]]) -> None:
    """The corner has no words, so it heads nothing."""
    table = shown(*COSTS, headings=headings)
    assert scopes(table) == expected
    assert bool(table.select("thead")) is (headings in ("row", "both"))


def test_numbers_line_up_with_their_heading_and_words_do_not() -> None:
    table = shown(*COSTS)
    assert [cell.get_text() for cell in table.select(".table-number")] == [
        *("Cameras", "Euro"),
        *("12", "48,000"),
        *("–", ""),
    ]


def test_a_year_that_heads_its_row_stands_where_words_stand() -> None:
    table = shown(["", "Cameras"], ["2024", "7"], ["2025", "9"], headings="both")
    assert [cell.get_text() for cell in table.select("tbody .table-number")] == ["7", "9"]


def test_a_column_with_one_word_is_one_of_words() -> None:
    assert not shown(["Cameras"], ["12"], ["some"]).select(".table-number")


@pytest.mark.parametrize(
    "text",
    [
        "12",
        "-5",
        "−5,5",
        "48,000",
        "48.000,50",
        "48\u202f000",
        "15 %",
        "€ 3",
        "3 €",
        "+2",
        "15+",
        "١٥٪",
        "(3)",
    ],
)
def test_what_people_write_as_numbers_is_one(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["", "–", "12 May", "3 km", "2024-05-01", "12:30", "A4", "1 of 2"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert not is_number(text)


def test_a_sign_stays_before_its_number_from_right_to_left() -> None:
    assert [str(one) for one in shown(["التغيّر"], ["-5"], ["٧"]).select("bdi")] == ['<bdi dir="ltr">-5</bdi>']


def test_a_row_of_another_length_is_asked_for_the_cells_it_lacks() -> None:
    block = TableBlock()
    value = block.to_python(stored(["Place", "Cameras"], ["Market"], ["Station", "8"]))
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(value)
    said = refused.value.as_json_data()["blockErrors"]["rows"]["blockErrors"]
    assert list(said) == [1]
    assert said[1]["blockErrors"]["cells"]["messages"] == [
        "Give this row 2 cells, as the first row has. Leave empty what has nothing to say."
    ]


def test_a_table_without_a_caption_is_not_published() -> None:
    block = TableBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python(stored(["Place"], ["Market"], caption="")))


def test_a_draft_with_rows_of_all_lengths_is_saved_and_shown_even() -> None:
    block = TableBlock()
    value = block.to_python(stored(["Place", "Cameras"], ["Market"], caption=""))
    block.defer_required_validation()
    block.clean(value)
    block.restore_deferred_validation()
    table = shown(["Place", "Cameras"], ["Market"], caption="")
    assert [len(row.find_all(["th", "td"])) for row in table.select("tr")] == [2, 2]
    assert not table.select("caption")


def test_a_table_that_was_only_begun_shows_nothing() -> None:
    block = TableBlock()
    assert str(block.render(block.get_default())).strip() == ""


def test_empty_rows_leave_no_gap() -> None:
    assert len(shown(["Place"], [""], ["Market"]).select("tr")) == 2
