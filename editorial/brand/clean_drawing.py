"""SVG made safe: what it may hold is listed, all else is taken out; and pictures brought to a modest size."""

import base64
import re
from io import BytesIO
from xml.etree import ElementTree

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

SVG = "http://www.w3.org/2000/svg"
XLINK_LINK = "{http://www.w3.org/1999/xlink}href"
PNG_START = "data:image/png;base64,"
# In bytes. Marks are far smaller; larger ones would wait on each page.
LARGEST_FILE = 300_000
# In pixels, of a PNG: sharp in the largest place that it stands in.
LARGEST_SIDE = 1_600
MOST_ELEMENTS = 5_000
MOST_POINTS = 40_000_000

DRAWN = {
    *("svg", "g", "defs", "symbol", "use", "title", "desc"),
    *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
    *("linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern"),
    "style",
}
DRAWING = {
    *(
        "id",
        "class",
        "d",
        "points",
        "x",
        "y",
        "x1",
        "y1",
        "x2",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "fx",
        "fy",
        "fr",
    ),
    *("width", "height", "viewBox", "preserveAspectRatio", "transform", "style", "offset", "pathLength"),
    *("fill", "fill-opacity", "fill-rule", "clip-rule", "opacity", "color", "display", "visibility"),
    *("stroke", "stroke-width", "stroke-opacity", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit"),
    *("stroke-dasharray", "stroke-dashoffset", "vector-effect", "clip-path", "mask", "paint-order"),
    *("stop-color", "stop-opacity", "gradientUnits", "gradientTransform", "spreadMethod"),
    *(
        "clipPathUnits",
        "maskUnits",
        "maskContentUnits",
        "patternUnits",
        "patternContentUnits",
        "patternTransform",
    ),
}
# A style that fetches, imports or hides what it says.
UNSAFE_STYLE = re.compile(r"@|\\|url\s*\(\s*['\"]?(?!#)|expression|javascript:|<", re.IGNORECASE)
LENGTH = re.compile(r"\s*(\d*\.?\d+)(?:px)?\s*")

NO_DRAWING = _("This is no picture that we can show: choose an SVG or a PNG file.")
TOO_LARGE = _("This file is too large for every page to carry. It may have 300 kB: save it smaller.")


def clean_picture(content: bytes) -> str:
    """Return what is kept of an uploaded SVG or PNG: the drawing's text, or a `data:` address of a PNG.

    Raises ValidationError, in words, for what can't be shown.
    """
    if len(content) > LARGEST_FILE:
        raise ValidationError(TOO_LARGE, code="too_large")
    if content.startswith(b"\x89PNG"):
        return _clean_png(content)
    return clean_drawing(content)


def clean_drawing(content: bytes) -> str:
    """Return an SVG with nothing in it but shapes and colours. Raises ValidationError if it isn't one."""
    try:
        root = fromstring(content)
    except (ElementTree.ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise ValidationError(NO_DRAWING, code="no_drawing") from error
    if _local(root.tag) != "svg":
        raise ValidationError(NO_DRAWING, code="no_drawing")
    if sum(1 for _element in root.iter()) > MOST_ELEMENTS:
        raise ValidationError(TOO_LARGE, code="too_large")
    cleaned = _cleaned(root)
    if not cleaned.get("viewBox"):
        cleaned.set("viewBox", _box_of(root))
    # It fills the place that it is given.
    for name in ("width", "height"):
        cleaned.attrib.pop(name, None)
    ElementTree.register_namespace("", SVG)
    return ElementTree.tostring(cleaned, encoding="unicode")


def _cleaned(element: ElementTree.Element) -> ElementTree.Element:
    clean = ElementTree.Element(f"{{{SVG}}}{_local(element.tag)}")
    for name, value in element.attrib.items():
        if name in (XLINK_LINK, "href"):
            if value.startswith("#"):
                clean.set("href", value)
        elif name in DRAWING and not UNSAFE_STYLE.search(value):
            clean.set(name, value)
    if _local(element.tag) == "style":
        clean.text = "" if UNSAFE_STYLE.search(element.text or "") else element.text
    elif _local(element.tag) in ("title", "desc"):
        clean.text = element.text
    for child in element:
        if isinstance(child.tag, str) and _local(child.tag) in DRAWN:
            clean.append(_cleaned(child))
    return clean


def _local(tag: str) -> str:
    """Return an element's name if it is SVG's, or of no namespace; nothing for another's."""
    namespace, _brace, name = tag.rpartition("}")
    return name if namespace in ("", f"{{{SVG}") else ""


def _box_of(root: ElementTree.Element) -> str:
    """Return the viewBox that a drawing's width and height stand for. Raises ValidationError without them."""
    sizes = [LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    if not all(sizes):
        raise ValidationError(
            _("This drawing doesn’t say how large it is: save it with a width, a height or a “viewBox”."),
            code="no_size",
        )
    width, height = (size[1] for size in sizes if size is not None)
    return f"0 0 {width} {height}"


def _clean_png(content: bytes) -> str:
    """Return a PNG made anew, without what nobody sees in it."""
    try:
        picture: Image.Image = Image.open(BytesIO(content), formats=["PNG"])
        if picture.width * picture.height > MOST_POINTS:
            raise ValidationError(TOO_LARGE, code="too_large")
        picture = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise ValidationError(NO_DRAWING, code="no_drawing") from error
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    output = BytesIO()
    picture.save(output, "PNG", optimize=True)
    return PNG_START + base64.b64encode(output.getvalue()).decode("ascii")
