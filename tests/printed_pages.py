"""Reading what a browser has printed into a PDF: its words, its colours and what was drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf

HEX = re.compile(rb"<([0-9A-Fa-f]+)>")
# How a font's glyphs are read: one by one, or a row of glyphs that are read as a row of letters.
GLYPHS = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
NONE = pikepdf.Dictionary()
Letters = dict[int, str]


@dataclass
class PrintedPage:
    """What is on one sheet of paper."""

    text: str = ""
    # What was filled with, as `#rrggbb`.
    colours: set[str] = field(default_factory=set)
    # The content of each drawing, in the units in which it was drawn.
    drawings: list[str] = field(default_factory=list)


def read_pages(pdf: bytes) -> list[PrintedPage]:
    """Read the pages of a PDF that Chromium has made."""
    with pikepdf.open(BytesIO(pdf)) as file:
        return [_read(page) for page in file.pages]


def _read(page: pikepdf.Page) -> PrintedPage:
    printed = PrintedPage(drawings=list(_drawings(page.Resources)))
    fonts = {name: _letters(font) for name, font in page.Resources.get("/Font", NONE).items()}
    letters: Letters = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands = instruction.operands
        match str(instruction.operator):
            case "Tf":
                letters, width = fonts[str(operands[0])]
            case "Tm":
                printed.text += "\n"
            case "Tj":
                glyphs = bytes(operands[0])
                numbers = (glyphs[at : at + width] for at in range(0, len(glyphs), width))
                printed.text += "".join(letters.get(int.from_bytes(number), "") for number in numbers)
            case "rg":
                printed.colours.add("#" + "".join(f"{round(float(part) * 255):02x}" for part in operands))
    return printed


def _letters(font: pikepdf.Object) -> tuple[Letters, int]:
    """Return what a font's glyphs are read as, and how many bytes name one."""
    letters: Letters = {}
    for kind, rows in GLYPHS.findall(font.ToUnicode.read_bytes()):
        numbers = [bytes.fromhex(number.decode()) for number in HEX.findall(rows)]
        if kind == b"char":
            pairs = zip(numbers[::2], numbers[1::2], strict=True)
            letters |= {int.from_bytes(glyph): text.decode("utf-16-be") for glyph, text in pairs}
            continue
        for first, last, text in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
            start = int.from_bytes(first)
            for glyph in range(start, int.from_bytes(last) + 1):
                letters[glyph] = chr(int.from_bytes(text) + glyph - start)
    return letters, 2 if font.Subtype == "/Type0" else 1


def _drawings(resources: pikepdf.Object) -> list[str]:
    """Return what is drawn apart from the page, such as what is cut out by a mask, and what those name."""
    found = []
    for form in resources.get("/XObject", NONE).values():
        if form.Subtype == "/Form":
            found += [form.read_bytes().decode("latin-1"), *_drawings(form.get("/Resources", NONE))]
    for state in resources.get("/ExtGState", NONE).values():
        mask = state.get("/SMask")
        if isinstance(mask, pikepdf.Dictionary):
            found += [mask.G.read_bytes().decode("latin-1"), *_drawings(mask.G.get("/Resources", NONE))]
    return found
