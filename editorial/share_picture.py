"""The picture that stands for a page where it is shared: its title as a poster, in its own language.

Drawn on the server in the letters of the site's brand, for pages that have no picture of their own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

from PIL import Image, ImageDraw

from .brand.pictures import mark_upon
from .brand.shown import ShownBrand
from .line_breaks import parts_between_breaks
from .share_letters import Lettering, lettering_for

# What the large networks ask for, in pixels.
WIDTH, HEIGHT = 1200, 630
MARGIN = 80
LINE = WIDTH - 2 * MARGIN
# Between these stands the title, and below it, in the foot, the campaign's name.
TOP, BOTTOM = MARGIN + 6, HEIGHT - MARGIN - 108
# At the smallest size, a word of forty letters fits into a line in each of the typefaces.
LARGEST, SMALLEST, STEP = 230, 38, 6
NAME_SIZES = range(44, 27, -4)
# Between the letters of two lines, in parts of the size.
GAP = 0.06
CORNER, STROKE = 70, 14
# The mark before the campaign's name, and how far down its middle is.
MARK, MARK_GAP = 64, 18
FOOT = HEIGHT - MARGIN - 36
# Of joined letters, in pixels: so much do they overlap, as a light line would be seen between them otherwise.
OVERLAP = 0.5
# From a line's foot to the middle of its letters, in parts of the size.
MIDDLE = 0.34


def share_picture_file(title: str, site_name: str, language: str, brand: ShownBrand) -> bytes:
    """Return what `draw_share_picture` draws as a PNG, of as few colours as nobody sees the difference."""
    output = BytesIO()
    # The next levels take ten times as long for a tenth less.
    picture = draw_share_picture(title, site_name, language, brand)
    picture.quantize(64).save(output, "PNG", compress_level=7)
    return output.getvalue()


def draw_share_picture(title: str, site_name: str, language: str, brand: ShownBrand) -> Image.Image:
    """Return 1200 by 630 pixels with the title as large as it fits, in the brand's letters and colours.

    Below it stand the brand's mark and the name of the campaign. It is written in the direction of the
    language, a code such as `bg`, and with its forms of letters.
    """
    colours = brand.colours.light
    lettering, title = lettering_for(title, language, brand.typefaces)
    name_lettering, site_name = lettering_for(site_name, language, brand.typefaces)
    if not title:
        lettering, title, site_name = name_lettering, site_name, ""
    picture = Image.new("RGB", (WIDTH, HEIGHT), colours["stage"])
    draw = ImageDraw.Draw(picture)
    is_from_right = lettering.direction == "rtl"
    FRAMES[brand.frame](draw, colours["stage-mark"], is_from_right)
    for text, size, foot in _fit(title, lettering).places():
        _draw_line(draw, text, lettering, size, foot, colours["on-stage"])
    mark = mark_upon(brand, MARK, colours["on-stage"])
    place = WIDTH - MARGIN - mark.width if is_from_right else MARGIN
    picture.paste(mark, (place, FOOT - mark.height // 2), mark)
    indent = mark.width + MARK_GAP
    name, size = _in_one_line(site_name, name_lettering, LINE - indent)
    _draw_line(draw, name, name_lettering, size, FOOT + round(MIDDLE * size), colours["on-stage"], indent)
    return picture


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


@dataclass(frozen=True)
class SetTitle:
    """A title in lines of one size, in pixels."""

    lines: list[str]
    lettering: Lettering
    size: int

    @property
    def line_height(self) -> float:
        """How far a line is from the next one: so far that accents don't meet the tails of the line above."""
        letters = (
            self.lettering.drop(above) + GAP + self.lettering.rise(below)
            for above, below in pairwise(self.lines)
        )
        return max(self.lettering.line_height, *letters, 0) * self.size

    @property
    def height(self) -> float:
        """How high the letters of all lines are together."""
        if not self.lines:
            return 0
        ends = self.lettering.rise(self.lines[0]) + self.lettering.drop(self.lines[-1])
        return ends * self.size + self.line_height * (len(self.lines) - 1)

    @property
    def fits(self) -> bool:
        """Whether it stays inside its place."""
        widest = max(map(self.lettering.width, self.lines), default=0)
        return widest * self.size <= LINE and self.height <= BOTTOM - TOP

    def places(self) -> Iterator[tuple[str, int, int]]:
        """Yield each line with its size and how far down its letters stand, in the middle of their place."""
        foot = (TOP + BOTTOM - self.height) / 2
        for number, line in enumerate(self.lines):
            foot += self.line_height if number else self.lettering.rise(line) * self.size
            yield line, self.size, round(foot)


def _fit(title: str, lettering: Lettering) -> SetTitle:
    """Return the title in lines and in the largest size in which they fit; what never fits is cut short."""
    parts = parts_between_breaks(title)
    for size in range(LARGEST, SMALLEST - 1, -STEP):
        fitted = SetTitle(_wrapped(parts, lettering, LINE / size), lettering, size)
        if fitted.fits:
            balanced = SetTitle(_balanced(fitted, parts), lettering, size)
            return balanced if balanced.fits else fitted
    whole = _wrapped(parts, lettering, LINE / SMALLEST)
    lines = [part for line in whole for part in _broken(line, lettering, LINE / SMALLEST)]
    kept = len(lines)
    while kept and not SetTitle(lines[:kept], lettering, SMALLEST).fits:
        kept -= 1
    if kept < len(lines):
        lines[kept - 1] = _cut_short(lines[kept - 1], lettering, LINE / SMALLEST)
    return SetTitle(lines[:kept], lettering, SMALLEST)


def _wrapped(parts: list[str], lettering: Lettering, room: float) -> list[str]:
    """Return parts of a text in lines that fit; one that is too wide has a line to itself."""
    lines: list[str] = []
    for part in parts:
        if lines and lettering.width(lines[-1] + part) <= room:
            lines[-1] += part
        else:
            lines.append(part.lstrip())
    return lines


def _balanced(title: SetTitle, parts: list[str]) -> list[str]:
    """Return the title in as many lines, all about as long: no last word stands alone."""
    lines = title.lines
    for percent in range(95, 45, -5):
        narrower = _wrapped(parts, title.lettering, LINE / title.size * percent / 100)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def _broken(line: str, lettering: Lettering, room: float) -> list[str]:
    """Return a line in parts that fit, broken inside its word if it must be."""
    parts = [""]
    for letter in line:
        if lettering.width(parts[-1] + letter) > room:
            parts.append("")
        parts[-1] += letter
    return parts


def _cut_short(line: str, lettering: Lettering, room: float) -> str:
    """Return a line without its last words, or with a part of its only one, and with a sign that says so."""
    parts = parts_between_breaks(line)
    parts = parts if len(parts) > 1 else list(line)
    while parts and lettering.width("".join(parts) + " …") > room:
        parts.pop()
    return "".join(parts) + " …"


def _in_one_line(text: str, lettering: Lettering, room: float) -> tuple[str, int]:
    """Return a text and the largest size in which it fits into a line, cut short if it never does."""
    for size in NAME_SIZES:
        if lettering.width(text) * size <= room:
            return text, size
    return _cut_short(text, lettering, room / size), size


def _draw_line(
    draw: ImageDraw.ImageDraw,
    text: str,
    lettering: Lettering,
    size: int,
    foot: int,
    colour: str,
    indent: int = 0,
) -> None:
    """Write one line at the side where reading starts, `indent` pixels further in."""
    is_from_right = lettering.direction == "rtl"
    x, anchor = (WIDTH - MARGIN - indent, "rs") if is_from_right else (MARGIN + indent, "ls")
    draw.text(
        (x, foot),
        lettering.spaced(text),
        font=lettering.at(size),
        fill=colour,
        anchor=anchor,
        stroke_width=OVERLAP if is_from_right else 0,
        **lettering.shaping(),
    )
