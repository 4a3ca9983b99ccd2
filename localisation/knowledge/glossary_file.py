"""The glossary as a file that a spreadsheet opens and saves, and what can be wrong with one.

One row a term. The columns are told by the names above them, in any order: `term`, `language`,
`do not translate`, `capitals`, `note`, and for each language its code, such as `de`, and `de note`.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .models import LONGEST_TERM

TERM = "term"
LANGUAGE = "language"
KEPT = "do not translate"
CAPITALS = "capitals"
NOTE = "note"
OF_THE_TERM = [TERM, LANGUAGE, KEPT, CAPITALS, NOTE]
NOTE_OF = re.compile(r"^(?P<code>[a-z-]+) note$")

MOST_BYTES = 2 * 1024 * 1024
MOST_ROWS = 10_000
LONGEST_NOTE = 500
YES = {"yes", "y", "x", "1", "true", "ja", "oui", "نعم", "✓"}
NO = {"", "no", "n", "0", "false", "nein", "non", "لا"}
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
SIXTEEN_BITS = (b"\xff\xfe", b"\xfe\xff")
# What a spreadsheet would take for a formula.
FORMULA = re.compile(r"^\s*[=+\-@\t\r＝＋－＠]")


class UnreadableFile(ValidationError):
    """Raised when a file is no glossary; each message says what to mend, and nothing was taken over."""


@dataclass
class Row:
    """What a file says of a term: `None` where it says nothing, and its texts and notes by language code."""

    line: int
    term: str
    language: str
    is_never_translated: bool | None
    matches_case: bool | None
    note: str | None
    texts: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


def write_rows(rows: Iterable[Row], codes: Sequence[str]) -> bytes:
    """Return a file of these rows with columns for these languages, as Excel opens it with every letter."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([*OF_THE_TERM, *(name for code in codes for name in (code, f"{code} note"))])
    for row in rows:
        cells = [
            row.term,
            row.language,
            "yes" if row.is_never_translated else "",
            "yes" if row.matches_case else "",
            row.note or "",
        ]
        for code in codes:
            cells += [row.texts.get(code, ""), row.notes.get(code, "")]
        writer.writerow([f"'{cell}" if FORMULA.match(cell) else cell for cell in cells])
    return file.getvalue().encode("utf-8-sig")


def read_rows(raw: bytes, codes: Sequence[str], default_language: str) -> list[Row]:
    """Return what a file says, for the languages of the hub, or raise `UnreadableFile`.

    A row that names no language is of the default one.
    """
    lines = _lines(_text(raw))
    if not lines:
        raise UnreadableFile(_("The file is empty."))
    names = [name.strip().lower() for name in lines[0][1]]
    _check_names(names, codes)
    if len(lines) - 1 > MOST_ROWS:
        raise UnreadableFile(
            _("The file has more than %(number)d rows. Bring it in in parts.") % {"number": MOST_ROWS}
        )
    reader = _Reader(names, codes, default_language)
    rows = [reader.row(line, cells) for line, cells in lines[1:]]
    if reader.problems:
        raise UnreadableFile(reader.problems)
    return rows


def _text(raw: bytes) -> str:
    """Return the text of a file, whichever program has written it, or raise `UnreadableFile`."""
    if len(raw) > MOST_BYTES:
        raise UnreadableFile(_("The file is larger than 2 MB. Bring it in in parts."))
    if raw.startswith(WORKBOOKS):
        raise UnreadableFile(
            _("This is a workbook. Save it in your spreadsheet program as “CSV UTF-8” and choose that file.")
        )
    try:
        return raw.decode("utf-16" if raw.startswith(SIXTEEN_BITS) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            _(
                "The letters of this file can’t be read. Save it in your spreadsheet program as “CSV UTF-8”, "
                "not as plain “CSV”."
            )
        ) from error


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """Return the rows that hold something, each with the number of the line it ends in."""
    if "\x00" in text:
        raise UnreadableFile(_("This is no text. Choose a CSV file."))
    beginning, _break, rest = text.partition("\n")
    # Excel is told by a line of its own what stands between cells.
    told = re.fullmatch(r"sep=(.)\s*", beginning, re.IGNORECASE)
    body, skipped = (rest, 1) if told else (text, 0)
    head = body.partition("\n")[0]
    between = told[1] if told else max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=between, strict=True)
    try:
        return [(reader.line_num + skipped, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        raise UnreadableFile(
            _("Line %(line)d can’t be read: look for a quotation mark that isn’t closed.")
            % {"line": reader.line_num + skipped}
        ) from error


def _check_names(names: list[str], codes: Sequence[str]) -> None:
    if TERM not in names:
        raise UnreadableFile(
            _(
                "The first row must name the columns, and one of them must be “%(term)s”. Take the glossary "
                "along as a file to see how they are called."
            )
            % {"term": TERM}
        )
    known = {*OF_THE_TERM, *codes, *(f"{code} note" for code in codes), ""}
    if unknown := [name for name in names if name not in known]:
        raise UnreadableFile(
            _("The hub knows no column “%(name)s”, or doesn’t speak that language.") % {"name": unknown[0]}
        )
    if twice := [name for name in names if name and names.count(name) > 1]:
        raise UnreadableFile(_("There are two columns “%(name)s”.") % {"name": twice[0]})


class _Reader:
    """Reads the rows of a file and keeps in mind what is wrong with them."""

    def __init__(self, names: list[str], codes: Sequence[str], default_language: str) -> None:
        self.names = names
        self.codes = codes
        self.default_language = default_language
        self.problems: list[str] = []
        self.seen: dict[tuple[str, str], int] = {}

    def row(self, line: int, cells: list[str]) -> Row:
        """Return what a row says, as far as it can be understood."""
        said = {name: _unquoted(cell) for name, cell in zip(self.names, cells, strict=False) if name}
        row = Row(
            line=line,
            term=said.get(TERM, ""),
            language=said.get(LANGUAGE, "").lower() or self.default_language,
            is_never_translated=self._flag(line, KEPT, said),
            matches_case=self._flag(line, CAPITALS, said),
            note=said.get(NOTE),
            texts={code: said[code] for code in self.codes if code in said},
            notes={code: said[f"{code} note"] for code in self.codes if f"{code} note" in said},
        )
        self._check(row)
        return row

    def _flag(self, line: int, name: str, said: dict[str, str]) -> bool | None:
        if name not in said:
            return None
        cell = said[name].lower()
        if cell not in YES | NO:
            self._tell(
                line,
                _("“%(cell)s” in column “%(name)s”: write yes or nothing.") % {"cell": cell, "name": name},
            )
        return cell in YES

    def _check(self, row: Row) -> None:
        if not row.term:
            self._tell(row.line, _("there is no term."))
        if row.language not in self.codes:
            self._tell(row.line, _("the hub doesn’t speak “%(code)s”.") % {"code": row.language})
        for text in [row.term, *row.texts.values()]:
            if len(text) > LONGEST_TERM:
                self._tell(
                    row.line,
                    _("“%(text)s …” is longer than %(number)d characters.")
                    % {"text": text[:30], "number": LONGEST_TERM},
                )
        if any(len(note) > LONGEST_NOTE for note in [row.note or "", *row.notes.values()]):
            self._tell(row.line, _("a note is longer than %(number)d characters.") % {"number": LONGEST_NOTE})
        earlier = self.seen.setdefault((row.term, row.language), row.line)
        if row.term and earlier != row.line:
            self._tell(
                row.line,
                _("“%(term)s” stands in line %(line)d already.") % {"term": row.term, "line": earlier},
            )

    def _tell(self, line: int, problem: str) -> None:
        self.problems.append(_("Line %(line)d: %(problem)s") % {"line": line, "problem": problem})


def _unquoted(cell: str) -> str:
    """Return a cell without the mark that keeps a spreadsheet from taking it for a formula."""
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell[1:]) else cell
