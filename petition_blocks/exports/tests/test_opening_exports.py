"""Whoever holds a key opens files on a machine of their own."""

import csv
import json
import stat
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyrage
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from openpyxl import load_workbook

from editorial.spreadsheet_text import neutral
from petition_blocks.keys.sealed_files import end_line, header, part_of, signature_line
from petition_blocks.petition.models import Petition
from petition_blocks.sealing.encryption import seal
from petition_blocks.signing.confirm import confirm
from tests.factories import HandIn

from ..actions import request_export
from ..models import Export
from ..tables import WorkbookTable
from ..write_exports import write_due_export

SAMPLES = json.loads((Path(__file__).parent / "neutral_cells.json").read_text())


@pytest.fixture
def key_file(identity: pyrage.x25519.Identity, tmp_path: Path) -> Path:
    """The file of whoever holds the private half."""
    path = tmp_path / "key.txt"
    path.write_text(f"# a comment\n{identity}\n")
    return path


@pytest.fixture
def file(petition: Petition, hand_in: HandIn, tmp_path: Path) -> Path:
    """A file of three signatures, one of which plays a trick on spreadsheets."""
    for email, fields in {
        "ada@example.org": {"country": "BE"},
        "bob@example.org": {"name": "=cmd()", "country": "DE"},
        "eve@example.org": {"name": "إيمان", "country": "DE"},
    }.items():
        confirm(hand_in(email, **fields).pk)
    export = request_export(petition.recipient_keys.get(), Export.Kind.FULL, None)
    while write_due_export():
        pass
    path = tmp_path / export.file_name
    path.write_bytes(b"".join(export.content()))
    return path


def read(path: Path) -> list[dict[str, str]]:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with path.open(encoding="utf-8-sig", newline="") as table:
        return list(csv.DictReader(table))


@pytest.mark.parametrize(("text", "expected"), SAMPLES)
def test_no_cell_is_a_formula(text: str, expected: str) -> None:
    assert neutral(text) == expected


def test_the_table_holds_all_and_no_formula(
    file: Path, key_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "out.csv"
    call_command("open_export", file, identity=[key_file], output=table)
    rows = read(table)
    assert [row["name"] for row in rows] == ["Ada Lovelace", "'=cmd()", "إيمان"]
    assert [row["country"] for row in rows] == ["BE", "DE", "DE"]
    assert len(rows[0]["wording"]) == 64
    assert Export.objects.get().code in capsys.readouterr().out
    with pytest.raises(CommandError, match="there already"):
        call_command("open_export", file, identity=[key_file], output=table)


def test_a_workbook_holds_text_alone_on_as_many_sheets_as_it_takes(
    file: Path, key_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "out.xlsx"
    call_command("open_export", file, identity=[key_file], output=path, table_format="xlsx")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    rows = list(load_workbook(path).active.iter_rows())
    assert [row[4].value for row in rows] == ["name", "Ada Lovelace", "'=cmd()", "إيمان"]
    assert {cell.data_type for row in rows for cell in row if cell.value} == {"s"}

    table = WorkbookTable(tmp_path / "sheets.xlsx", ["name"], rows_a_sheet=2)
    for name in ("=1", "b\x00", "c"):
        table.add({"name": name})
    table.close()
    sheets = load_workbook(tmp_path / "sheets.xlsx").worksheets
    assert [[row[0] for row in sheet.values] for sheet in sheets] == [["name", "'=1", "b"], ["name", "c"]]


def test_an_export_pack_has_a_table_a_country_a_cover_and_the_words(
    file: Path, key_file: Path, tmp_path: Path
) -> None:
    pack = tmp_path / "pack"
    call_command("open_export", file, identity=[key_file], by_country=pack)
    assert sorted(path.name for path in pack.iterdir()) == ["BE.csv", "DE.csv", "cover.csv", "wordings.txt"]
    assert [row["email"] for row in read(pack / "DE.csv")] == ["bob@example.org", "eve@example.org"]
    assert [tuple(row.values()) for row in read(pack / "cover.csv")] == [
        ("BE", "Belgium", "1"),
        ("DE", "Germany", "2"),
        ("", "All", "3"),
    ]
    words = (pack / "wordings.txt").read_text()
    assert read(pack / "BE.csv")[0]["wording"] in words
    assert "Keep our squares unwatched." in words
    assert stat.S_IMODE(pack.stat().st_mode) == 0o700


def test_what_stands_in_a_signature_names_no_file_outside_the_pack(
    petition: Petition, identity: pyrage.x25519.Identity, key_file: Path, tmp_path: Path
) -> None:
    key = petition.recipient_keys.get()
    first = header(petition, key, kind="full", number=1, since=None, made_at=timezone.now())
    lines = [
        signature_line(uuid4(), date(2026, 1, 1), "en", "", seal({"country": country}, key.public_key))
        for country in ("../outside", "", "be", "BE\n")
    ]
    end = end_line(len(lines), 0, "ABCDE-FGHJK", key.public_key)
    file = tmp_path / "file.jsonl"
    file.write_bytes(part_of(0, [first, *lines, end], "")[0])
    call_command("open_export", file, identity=[key_file], by_country=tmp_path / "pack")
    assert sorted(path.name for path in (tmp_path / "pack").iterdir()) == [
        "ZZ.csv",
        "cover.csv",
        "wordings.txt",
    ]
    assert not (tmp_path / "outside.csv").exists()


def test_nothing_is_written_from_a_file_that_is_not_whole(file: Path, key_file: Path, tmp_path: Path) -> None:
    file.write_bytes(file.read_bytes()[:-20])
    with pytest.raises(CommandError, match="not whole"):
        call_command("open_export", file, identity=[key_file], output=tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


def test_a_file_without_a_key_is_told(file: Path, tmp_path: Path) -> None:
    for text in ("", "age1public", "AGE-SECRET-KEY-1BROKEN"):
        empty = tmp_path / "empty.txt"
        empty.write_text(text)
        with pytest.raises(CommandError, match="holds no secret key"):
            call_command("open_export", file, identity=[empty])
    with pytest.raises(CommandError, match="No such file"):
        call_command("open_export", file, identity=[tmp_path / "missing.txt"])


def test_an_operator_makes_a_key_pair(tmp_path: Path, capsys: pytest.CaptureFixture[Any]) -> None:
    path = tmp_path / "key.txt"
    call_command("generate_key", output=path)
    public_key = capsys.readouterr().out.strip()
    secret = path.read_text().splitlines()[-1]
    assert str(pyrage.x25519.Identity.from_str(secret).to_public()) == public_key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(CommandError, match="there already"):
        call_command("generate_key", output=path)
    assert path.read_text().splitlines()[-1] == secret
