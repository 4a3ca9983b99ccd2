"""The drawings of a brand, in its colours: mark, signs of accents, icons, what stands in the front."""

import base64
import re
from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO

import resvg_py
from PIL import Image

from .clean_drawing import PNG_START
from .drawing_field import is_png
from .drawings import DRAWINGS, drawing
from .icons import icon_shapes
from .palette import Scheme
from .shown import ShownBrand

SVG_START = '<svg xmlns="http://www.w3.org/2000/svg" viewBox='
VARIABLE = re.compile(r"var\(\s*--([\w-]+)\s*\)")
VIEW_BOX = re.compile(r'viewBox="([^"]*)"')
# What a drawing may call the page's ground.
PAPER = "paper"
# Of an icon's side: what is left free around the mark.
ICON_MARGIN = 0.13


def coloured(picture: str, tokens: Mapping[str, str]) -> str:
    """Return a drawing with the brand's colours where it names them, such as `var(--ink)`."""
    known = {**tokens, PAPER: tokens["ground"]}
    return VARIABLE.sub(lambda variable: known.get(variable[1], tokens["ink"]), picture)


def mark_of(brand: ShownBrand) -> str:
    """Return the mark as it was drawn: the own one, or the chosen sign."""
    return brand.mark or sign(brand.mark_icon)


def sign_of_accent(brand: ShownBrand, number: int) -> str:
    """Return the sign of an accent, whose number counts from 1."""
    return brand.accent_drawings[number - 1] or sign(brand.accent_icons[number - 1])


def sign(name: str) -> str:
    """Return one of our signs as a drawing; an empty one for a name that isn't any more."""
    try:
        shapes = icon_shapes(name)
    except KeyError:
        shapes = ""
    return f'{SVG_START}"0 0 100 100">{shapes}</svg>'


def hero_of(brand: ShownBrand) -> str:
    """Return the drawing beside the title of the front page as it was drawn; "" if there is none."""
    if brand.hero_drawing:
        return brand.hero_drawing
    return drawing(brand.hero) if brand.hero in dict(DRAWINGS) else ""


def hero_in(brand: ShownBrand, scheme: Scheme) -> str:
    """Return the same in the scheme's colours."""
    picture = hero_of(brand)
    tokens = brand.colours.of(scheme)
    # It stands on the poster, not on the page.
    on_poster = {"ink": tokens["stage-title"], "mark": tokens["stage-mark"]}
    return picture if is_png(picture) else coloured(picture, {**tokens, **on_poster})


def shape_of(picture: str) -> tuple[float, float]:
    """Return how wide and how high a stored picture is, in its own units; a square for what doesn't say."""
    if is_png(picture):
        return Image.open(BytesIO(png_bytes(picture))).size
    box = VIEW_BOX.search(picture)
    try:
        _left, _top, width, height = (
            [float(number) for number in re.split(r"[\s,]+", box[1].strip())] if box else []
        )
    except ValueError:
        return 1.0, 1.0
    return (width, height) if width > 0 and height > 0 else (1.0, 1.0)


def png_bytes(picture: str) -> bytes:
    """Return the file that a `data:` address holds."""
    return base64.b64decode(picture.removeprefix(PNG_START))


def drawn(picture: str, width: int, height: int, tokens: Mapping[str, str]) -> Image.Image:
    """Return a stored picture as points, as large as it fits, on a clear ground."""
    if is_png(picture):
        image = Image.open(BytesIO(png_bytes(picture))).convert("RGBA")
    else:
        own_width, own_height = shape_of(picture)
        scale = min(width / own_width, height / own_height)
        content = resvg_py.svg_to_bytes(
            coloured(picture, tokens),
            skip_system_fonts=True,
            width=max(1, round(own_width * scale)),
            height=max(1, round(own_height * scale)),
        )
        image = Image.open(BytesIO(bytes(content))).convert("RGBA")
    image.thumbnail((width, height))
    return image


def in_one_colour(image: Image.Image, colour: str) -> Image.Image:
    """Return the same shapes, all in one colour."""
    filled = Image.new("RGBA", image.size, colour)
    filled.putalpha(image.getchannel("A"))
    return filled


def mark_upon(brand: ShownBrand, side: int, colour: str) -> Image.Image:
    """Return the mark, at most `side` pixels wide and high: in the colour, if it is drawn in one."""
    image = drawn(mark_of(brand), side, side, brand.colours.light)
    return in_one_colour(image, colour) if brand.mark_in_one_colour or not brand.mark else image


@lru_cache(maxsize=32)
def icon(brand: ShownBrand, side: int, file_format: str = "PNG") -> bytes:
    """Return the icon for tabs and home screens: the mark upon the poster's colour, `side` pixels wide."""
    tokens = brand.colours.light
    # Drawn larger and made smaller, so that its edges are smooth.
    large = max(side * 4, 128)
    icon_image = Image.new("RGBA", (large, large), tokens["stage"])
    mark = mark_upon(brand, round(large * (1 - 2 * ICON_MARGIN)), tokens["on-stage"])
    icon_image.alpha_composite(mark, ((large - mark.width) // 2, (large - mark.height) // 2))
    icon_image = icon_image.resize((side, side), Image.Resampling.LANCZOS)
    output = BytesIO()
    icon_image.save(output, file_format)
    return output.getvalue()
