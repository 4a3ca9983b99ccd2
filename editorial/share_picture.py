"""The picture that stands for a page where it is shared: its title as a poster, in its own language.

Drawn on the server in the site's own letters, for pages that have no picture of their own.
"""

import unicodedata
from functools import lru_cache
from io import BytesIO

from django.utils.translation import get_language_info
from PIL import Image, ImageDraw, ImageFont

from .brand.pictures import mark_upon
from .brand.shown import ShownBrand
from .static_files import static_path, static_text

# What the large networks ask for, in pixels.
WIDTH, HEIGHT = 1200, 630
MARGIN = 80
LARGEST, SMALLEST = 230, 56
LINE_HEIGHT = 1.04
CORNER, STROKE = 70, 14
# The mark before the campaign's name.
MARK, MARK_GAP = 64, 18

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


def draw_share_picture(title: str, site_name: str, language: str, brand: ShownBrand) -> bytes:
    """Return a PNG of 1200 by 630 pixels: the title as large as it fits, in the brand's colours and frame.

    Below it stand the brand's mark and the name of the campaign. It is written in the direction of the
    language, a code such as `bg`, and with its forms of letters.
    """
    colours = brand.colours.light
    title, site_name = as_the_font_writes_it(title), as_the_font_writes_it(site_name)
    if not title:
        title, site_name = site_name, ""
    picture = Image.new("RGB", (WIDTH, HEIGHT), colours["stage"])
    draw = ImageDraw.Draw(picture)
    is_from_right = _is_from_right(language)
    FRAMES[brand.frame](draw, colours["stage-mark"], is_from_right)
    lines, font = _fit(title)
    top = MARGIN + 30
    for line in lines:
        _draw_line(draw, line, font, top, language, colours["on-stage"])
        top += int(font.size * LINE_HEIGHT)
    foot = HEIGHT - MARGIN - 60
    mark = mark_upon(brand, MARK, colours["on-stage"])
    place = WIDTH - MARGIN - mark.width if is_from_right else MARGIN
    picture.paste(mark, (place, foot - 8 + (MARK - mark.height) // 2), mark)
    _draw_line(draw, site_name, _font(44), foot, language, colours["on-stage"], mark.width + MARK_GAP)
    output = BytesIO()
    picture.quantize(64).save(output, "PNG", optimize=True)
    return output.getvalue()


def _draw_opened_frame(draw: ImageDraw.ImageDraw, colour: str, is_from_right: bool) -> None:
    """Draw four corners, one of them struck open."""
    near, far_x, far_y = MARGIN // 2, WIDTH - MARGIN // 2, HEIGHT - MARGIN // 2
    for points in (
        [(near, near + CORNER), (near, near), (near + CORNER, near)],
        [(near, far_y - CORNER), (near, far_y), (near + CORNER, far_y)],
        [(far_x, far_y - CORNER), (far_x, far_y), (far_x - CORNER, far_y)],
        [(far_x - CORNER - 6, near - 18), (far_x + 4, near + 4), (far_x - 18, near + CORNER + 6)],
    ):
        draw.line(points, fill=colour, width=STROKE, joint="curve")


def _draw_border(draw: ImageDraw.ImageDraw, colour: str, is_from_right: bool) -> None:
    """Draw a line all around."""
    near = MARGIN // 2 - STROKE
    draw.rectangle((near, near, WIDTH - near, HEIGHT - near), outline=colour, width=STROKE)


def _draw_rule(draw: ImageDraw.ImageDraw, colour: str, is_from_right: bool) -> None:
    """Draw a line at the side where reading starts."""
    near = WIDTH - MARGIN // 2 if is_from_right else MARGIN // 2
    draw.rectangle((near - STROKE // 2, MARGIN, near + STROKE // 2, HEIGHT - MARGIN), fill=colour)


def _draw_no_frame(draw: ImageDraw.ImageDraw, colour: str, is_from_right: bool) -> None:
    """Draw nothing."""


# By the brand's choice of a frame.
FRAMES = {"opened": _draw_opened_frame, "border": _draw_border, "rule": _draw_rule, "none": _draw_no_frame}


def _is_from_right(language: str) -> bool:
    return bool(get_language_info(language)["bidi"])


def _draw_line(
    draw: ImageDraw.ImageDraw,
    text: str,
    font: ImageFont.FreeTypeFont,
    top: int,
    language: str,
    colour: str,
    indent: int = 0,
) -> None:
    """Write one line at the side where reading starts, `indent` pixels further in."""
    x, anchor, direction = (
        (WIDTH - MARGIN - indent, "ra", "rtl") if _is_from_right(language) else (MARGIN + indent, "la", "ltr")
    )
    draw.text((x, top), text, font=font, fill=colour, anchor=anchor, direction=direction, language=language)


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
    ranges = static_text(LETTERS).split()
    bounds = [[int(number, 16) for number in part.split("-")] for part in ranges]
    return frozenset(code for part in bounds for code in range(part[0], part[-1] + 1))


@lru_cache(maxsize=64)
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(static_path(FONT), size)
