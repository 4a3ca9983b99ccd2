"""Opened signatures as tables that a spreadsheet reads, and no spreadsheet runs."""

import csv
import os
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any, Protocol

from editorial.spreadsheet_text import for_workbook, neutral

# A sheet of a workbook ends at 1,048,576.
ROWS_A_SHEET = 1_000_000


class Table(Protocol):
    """A file that takes rows."""

    def add(self, row: dict[str, str]) -> None:
        """Add a row. What it doesn't hold stays empty."""

    def close(self) -> None:
        """Finish the file."""


class CommaTable:
    """A CSV file. Its mark of UTF-8 is what tells Excel that names are not in Latin letters alone."""

    suffix = ".csv"

    def __init__(self, path: Path, columns: list[str]) -> None:
        self._columns = columns
        self._file = private_file(path, encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow(columns)

    def add(self, row: dict[str, str]) -> None:
        """Add a row. What it doesn't hold stays empty."""
        self._writer.writerow([neutral(row.get(column, "")) for column in self._columns])

    def close(self) -> None:
        """Finish the file."""
        self._file.close()


class WorkbookTable:
    """An XLSX file, written as it grows: every cell is text. Begins a new sheet where one is full."""

    suffix = ".xlsx"

    def __init__(self, path: Path, columns: list[str], rows_a_sheet: int = ROWS_A_SHEET) -> None:
        from openpyxl import Workbook

        self._columns = columns
        self._rows_a_sheet = rows_a_sheet
        self._file = private_file(path, mode="wb")
        self._book = Workbook(write_only=True)
        self._begin_sheet()

    def _begin_sheet(self) -> None:
        self._sheet = self._book.create_sheet()
        self._rows = 0
        self._append(self._columns)

    def _append(self, texts: Iterable[str]) -> None:
        from openpyxl.cell import WriteOnlyCell

        cells = [WriteOnlyCell(self._sheet, for_workbook(text)) for text in texts]
        for cell in cells:
            cell.data_type = "s"
        self._sheet.append(cells)

    def add(self, row: dict[str, str]) -> None:
        """Add a row. What it doesn't hold stays empty."""
        if self._rows == self._rows_a_sheet:
            self._begin_sheet()
        self._append(neutral(row.get(column, "")) for column in self._columns)
        self._rows += 1

    def close(self) -> None:
        """Finish the file."""
        self._book.save(self._file)
        self._file.close()


TABLES: dict[str, type[CommaTable] | type[WorkbookTable]] = {"csv": CommaTable, "xlsx": WorkbookTable}


def private_file(path: Path, *, mode: str = "w", **options: Any) -> IO[Any]:
    """Return a new file that its owner alone can read. Raises FileExistsError rather than overwrite one."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), mode, **options)
