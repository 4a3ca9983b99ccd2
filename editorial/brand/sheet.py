"""The style sheet of a brand: its colours, letters, frame and corners, in one file that never changes."""

import re
from collections.abc import Mapping
from functools import cache

from django.templatetags.static import static

from ..static_files import static_text
from ..typefaces import letters_sheet
from .addresses import address_of
from .drawing_field import address_of_picture, is_png
from .palette import ACCENTS
from .pictures import mark_of, shape_of, sign_of_accent
from .shown import ShownBrand

# A file in the style sheets of `static/css/letters` and `static/css/frames`.
STATIC_FILE = re.compile(r'url\("\.\./\.\./([^"]+)"\)')
# As large as they look right at buttons; fields and cards follow.
CORNERS = {"square": "0", "soft": "0.375rem", "round": "1.25rem"}

# In letters. All of our own signs are smaller.
LARGEST_WITHIN = 2_000


def sheet_of(brand: ShownBrand, name: str) -> str:
    """Return the style sheet of a brand, whose other files are found under the name."""
    light, dark = (_declarations(tokens) for tokens in (brand.colours.light, brand.colours.dark))
    parts = [
        letters_sheet(brand.typefaces),
        _frame_sheet(brand.frame),
        f":root{{{light}--corners:{CORNERS[brand.corners]};{_pictures(brand, name)}}}",
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}",
    ]
    return STATIC_FILE.sub(lambda file: f'url("{static(file[1])}")', "\n".join(parts))


def _declarations(tokens: Mapping[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in tokens.items())


def _pictures(brand: ShownBrand, name: str) -> str:
    """Return the addresses of the brand's signs, as tokens."""
    signs = {
        "brand-mark": _address(mark_of(brand), name, "mark"),
        **{
            f"sign-{number}": _address(sign_of_accent(brand, number), name, f"sign-{number}")
            for number in ACCENTS
        },
    }
    shape = ""
    if brand.wordmark:
        signs["brand-wordmark"] = address_of(name, "wordmark")
        width, height = shape_of(brand.wordmark)
        shape = f"--brand-wordmark-shape:{width / height:.4g};"
    return shape + "".join(f'--{token}:url("{address}");' for token, address in signs.items())


def _address(drawing: str, name: str, file: str) -> str:
    """Return where a sign is: in the sheet itself if it is small, or in a file of its own.

    A front page shows a sign for each idea of the campaign. To ask for one costs more than all of them do.
    """
    is_small = len(drawing) <= LARGEST_WITHIN and not is_png(drawing)
    return address_of_picture(drawing) if is_small else address_of(name, file)


@cache
def _frame_sheet(frame: str) -> str:
    return static_text(f"css/frames/{frame}.css")
