"""Text for tables that a spreadsheet reads, and that no spreadsheet runs."""

import re

# What begins a formula, at the start of a cell or behind what some spreadsheet takes for the end of one.
FORMULA = re.compile(r"(^|[;,|\t\r\n])(\s*)(?=[=+\-@＝＋－＠])")
LEADING_CONTROL = re.compile(r"^[\t\r\n]")


def neutral(text: str) -> str:
    """Return the text such that no spreadsheet takes it, or a piece of it, for a formula."""
    return LEADING_CONTROL.sub(r"'\g<0>", FORMULA.sub(r"\1\2'", text))


def for_workbook(text: str) -> str:
    """Return the text without the control characters that no workbook can hold (XML 1.0, section 2.2)."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return str(ILLEGAL_CHARACTERS_RE.sub("", text))
