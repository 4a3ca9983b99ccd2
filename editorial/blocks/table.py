"""A table that editors fill in cell by cell, and translators too.

Wagtail has two table blocks. wagtail-localize finds no words in either: they keep rows and columns without
identifiers, by which a translation could be found again once a row was put in between. Lists have them.
"""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from .base import PICTURES, Context, FixedChoiceBlock, anchor_for

USUAL_CELLS = 3
MOST_CELLS = 10
MOST_ROWS = 60

# A number as people write it, in any script: digits with what parts them; before and after it a sign, a
# currency or a percent sign, but no letter.
NUMBER = re.compile(r"[^\w\s]?\s?[^\w\s]?\d[\d\s.,'’٫٬]*[^\w]{0,3}")
# What stands where there is no number.
NO_NUMBER = frozenset(("", "-", "–", "—", "…", "?"))


class Headings(models.TextChoices):
    """Which cells say what the others are about."""

    ROW = "row", _("First row")
    COLUMN = "column", _("First column")
    BOTH = "both", _("First row and first column")
    NONE = "none", _("None")

    @property
    def in_row(self) -> bool:
        """Whether the first row heads the columns."""
        return self in (Headings.ROW, Headings.BOTH)

    @property
    def in_column(self) -> bool:
        """Whether the first column heads the rows."""
        return self in (Headings.COLUMN, Headings.BOTH)


@dataclass(frozen=True)
class Cell:
    """A cell as it is shown. `scope` says what it is the heading of, if it is one: a `row` or a `col`."""

    text: str
    scope: str
    is_number: bool

    @property
    def runs_left_to_right(self) -> bool:
        """Whether it is a number whose sign would change sides in a text from right to left."""
        return self.is_number and self.scope == "" and any(digit in self.text for digit in "0123456789")


def is_number(text: str) -> bool:
    """Tell whether a text is a number, with a sign, a currency or a percent sign at most."""
    return NUMBER.fullmatch(text) is not None


def cells_of(rows: list[list[str]], headings: Headings) -> list[list[Cell]]:
    """Return the rows as they are shown: all as long as the longest, without rows that say nothing.

    A column is one of numbers if all that stands below its heading is a number, or stands for none.
    """
    rows = [row for row in rows if any(row)]
    width = max(map(len, rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    values = rows[1:] if headings.in_row else rows
    of_numbers = [
        not (headings.in_column and column == 0)
        and any(is_number(row[column]) for row in values)
        and all(is_number(row[column]) or row[column] in NO_NUMBER for row in values)
        for column in range(width)
    ]

    def scope(row: int, column: int, text: str) -> str:
        # A heading without words heads nothing: the corner, as a rule.
        if not text:
            return ""
        if headings.in_row and row == 0:
            return "col"
        return "row" if headings.in_column and column == 0 else ""

    return [
        [Cell(text, scope(number, column, text), of_numbers[column]) for column, text in enumerate(row)]
        for number, row in enumerate(rows)
    ]


class TableRowBlock(blocks.StructBlock):
    """One row."""

    cells = blocks.ListBlock(
        blocks.CharBlock(label=_("Cell"), required=False, default="", max_length=300),
        label=_("Cells"),
        min_num=1,
        max_num=MOST_CELLS,
        default=[""] * USUAL_CELLS,
    )

    class Meta:
        icon = "bars"
        label = _("Row")
        form_classname = "struct-block table-row"


class TableBlock(blocks.StructBlock):
    """Rows and columns with a caption."""

    caption = blocks.CharBlock(
        label=pgettext_lazy("of a table", "Caption"),
        default="",
        max_length=200,
        help_text=_("What the table shows."),
    )
    headings = FixedChoiceBlock(
        label=_("Headings"),
        choices=Headings.choices,
        default=Headings.ROW,
        help_text=_("Which cells say what the others are about."),
    )
    rows = blocks.ListBlock(
        TableRowBlock(),
        label=_("Rows"),
        min_num=1,
        max_num=MOST_ROWS,
        default=[{"cells": [""] * USUAL_CELLS}] * 2,
        help_text=_("Each row has as many cells as the first. Duplicate a row to get one more like it."),
    )
    source = blocks.CharBlock(label=_("Source"), required=False, default="", max_length=300)

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Ask for as many cells in each row as in the first."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        expected = len(cleaned["rows"][0]["cells"])
        uneven = {
            number: StructBlockValidationError(
                {"cells": ListBlockValidationError(non_block_errors=[_uneven(expected)])}
            )
            for number, row in enumerate(cleaned["rows"])
            if len(row["cells"]) != expected
        }
        if uneven:
            raise StructBlockValidationError({"rows": ListBlockValidationError(uneven)})
        return cleaned

    def get_context(self, value: blocks.StructValue, parent_context: Context | None = None) -> Context:
        """Add the `head` and the `body` of the table, as rows of cells, and the caption's `anchor`."""
        context = super().get_context(value, parent_context)
        chosen = value.get("headings")
        headings = Headings(chosen) if chosen in Headings.values else Headings.ROW
        rows = cells_of(
            [[(text or "").strip() for text in row.get("cells") or []] for row in value.get("rows") or []],
            headings,
        )
        heads = 1 if headings.in_row else 0
        context["head"], context["body"] = rows[:heads], rows[heads:]
        context["anchor"] = anchor_for(value["caption"], parent_context) if rows else ""
        return context

    class Meta:
        icon = "table"
        label = _("Table")
        group = PICTURES
        description = _("Rows and columns, with a caption. Numbers line up by themselves.")
        template = "editorial/blocks/table.html"
        preview_value = {
            "caption": _("What grows where"),
            "headings": Headings.BOTH,
            "rows": [
                {"cells": [_("Park"), _("Trees"), _("Visitors a day")]},
                {"cells": [_("By the river"), "120", "4,800"]},
                {"cells": [_("At the station"), "80", "3,150"]},
                {"cells": [_("Playground"), "–", "–"]},
            ],
            "source": "",
        }


def _uneven(expected: int) -> ValidationError:
    """Return what to do about a row that isn't as long as the first."""
    return ValidationError(
        ngettext(
            "Give this row %(number)d cell, as the first row has.",
            "Give this row %(number)d cells, as the first row has. Leave empty what has nothing to say.",
            expected,
        )
        % {"number": expected}
    )
