"""The picture that stands for a page where it is shared: its title as a poster, in its own language.

Drawn on the server in the site's own letters, for pages that have no picture of their own.
"""

import unicodedata
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from django.contrib.staticfiles import finders
from django.utils.translation import get_language_info
from PIL import Image, ImageDraw, ImageFont

# What the large networks ask for, in pixels.
WIDTH, HEIGHT = 1200, 630
MARGIN = 80
YELLOW, RED, BLACK = "#ffd91a", "#c81a14", "#15130e"
LARGEST, SMALLEST = 230, 56
LINE_HEIGHT = 1.04
CORNER, STROKE = 70, 14

# All letters of the site's fonts in one, so that scripts may mix in a line; scripts/share_font.py makes both.
FONT = "fonts/share-letters.woff2"
LETTERS = "fonts/share-letters.txt"
# They join letters or turn the direction, and are never seen.
UNSEEN = {
    "\N{ZERO WIDTH NON-JOINER}",
    "\N{ZERO WIDTH JOINER}",
    "\N{LEFT-TO-RIGHT MARK}",
    "\N{RIGHT-TO-LEFT MARK}",
}


def draw_share_picture(title: str, site_name: str, language: str = "en") -> bytes:
    """Return a PNG of 1200 by 630 pixels with the title as large as it fits, inside an opened frame.

    It is written in the direction of the language, a code such as `bg`, and with its forms of letters.
    """
    title, site_name = as_the_font_writes_it(title), as_the_font_writes_it(site_name)
    if not title:
        title, site_name = site_name, ""
    picture = Image.new("RGB", (WIDTH, HEIGHT), YELLOW)
    draw = ImageDraw.Draw(picture)
    _draw_frame(draw)
    lines, font = _fit(title)
    top = MARGIN + 30
    for line in lines:
        _draw_line(draw, line, font, top, language)
        top += int(font.size * LINE_HEIGHT)
    _draw_line(draw, site_name, _font(44), HEIGHT - MARGIN - 60, language)
    output = BytesIO()
    picture.quantize(32).save(output, "PNG", optimize=True)
    return output.getvalue()


def _draw_frame(draw: ImageDraw.ImageDraw) -> None:
    """Draw the corners of a face scanner's frame, one of them struck open."""
    near, far_x, far_y = MARGIN // 2, WIDTH - MARGIN // 2, HEIGHT - MARGIN // 2
    for points in (
        [(near, near + CORNER), (near, near), (near + CORNER, near)],
        [(near, far_y - CORNER), (near, far_y), (near + CORNER, far_y)],
        [(far_x, far_y - CORNER), (far_x, far_y), (far_x - CORNER, far_y)],
        [(far_x - CORNER - 6, near - 18), (far_x + 4, near + 4), (far_x - 18, near + CORNER + 6)],
    ):
        draw.line(points, fill=RED, width=STROKE, joint="curve")


def _draw_line(
    draw: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont, top: int, language: str
) -> None:
    """Write one line at the side where reading starts."""
    x, anchor, direction = (
        (WIDTH - MARGIN, "ra", "rtl") if get_language_info(language)["bidi"] else (MARGIN, "la", "ltr")
    )
    draw.text((x, top), text, font=font, fill=BLACK, anchor=anchor, direction=direction, language=language)


def _fit(title: str) -> tuple[list[str], ImageFont.FreeTypeFont]:
    """Return the title in lines and the largest font in which they fit; what never fits is cut short."""
    room = HEIGHT - 2 * MARGIN - 110
    for size in range(LARGEST, SMALLEST - 1, -6):
        font = _font(size)
        lines = _wrapped(title, font)
        if len(lines) * size * LINE_HEIGHT <= room and all(_fits(line, font) for line in lines):
            return lines, font
    font = _font(SMALLEST)
    lines = [part for line in _wrapped(title, font) for part in _broken(line, font)]
    kept = lines[: int(room / (SMALLEST * LINE_HEIGHT))]
    if len(kept) < len(lines):
        kept[-1] = f"{kept[-1].rsplit(' ', 1)[0]} …"
    return kept, font


def _wrapped(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """Return the text in lines that fit, broken between words."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _fits(longer, font):
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _broken(line: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """Return a line in parts that fit, broken inside its word if it must be."""
    parts = [""]
    for letter in line:
        if not _fits(parts[-1] + letter, font):
            parts.append("")
        parts[-1] += letter
    return parts


def _fits(line: str, font: ImageFont.FreeTypeFont) -> bool:
    return font.getlength(line) <= WIDTH - 2 * MARGIN


def as_the_font_writes_it(text: str) -> str:
    """Return the text as the font can write it; nothing if it lacks a letter of it, as half a word misleads.

    A sign that is no letter, such as a small picture, is left out. A letter with a mark is taken apart where
    only its parts are in the font.
    """
    shown = []
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        if letter in UNSEEN or ord(letter) in letters_of_font():
            shown.append(letter)
        elif all(ord(part) in letters_of_font() for part in parts):
            shown.append(parts)
        elif unicodedata.category(letter)[0] in "LMN":
            return ""
        else:
            shown.append(" ")
    return " ".join("".join(shown).split())


@lru_cache(maxsize=1)
def letters_of_font() -> frozenset[int]:
    """Return the numbers of all letters in the font."""
    ranges = _static(LETTERS).read_text(encoding="ascii").split()
    bounds = [[int(number, 16) for number in part.split("-")] for part in ranges]
    return frozenset(code for part in bounds for code in range(part[0], part[-1] + 1))


@lru_cache(maxsize=64)
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_static(FONT), size)


def _static(path: str) -> Path:
    found = finders.find(path)
    return Path(str(found))
