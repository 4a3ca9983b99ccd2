"""The pairs of typefaces that a campaign can be set in: one for what is said loudly, one for reading.

Each has a style sheet, static/css/letters/<key>.css, with its fonts, what stands in until they have arrived,
and the sizes that suit its letters. scripts/typefaces.py makes sheets and fonts, and says from what.
"""

from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from .static_files import static_text


@dataclass(frozen=True)
class Typefaces:
    """A pair of families, by their names in CSS, and those that write Arabic and Hebrew beside it."""

    key: str
    name: str | Promise
    poster: str
    text: str
    arabic: str = "Cairo"
    hebrew_poster: str = "Heebo"
    hebrew_text: str = "Heebo"


DEFAULT = "poster"
TYPEFACES = {
    pair.key: pair
    for pair in [
        Typefaces("poster", _("Poster: loud and narrow"), "Sofia Sans Extra Condensed", "Sofia Sans"),
        Typefaces(
            "calm",
            _("Calm: fine and quiet"),
            "EB Garamond",
            "Commissioner",
            arabic="Noto Naskh Arabic",
            hebrew_poster="Frank Ruhl Libre",
        ),
        Typefaces("warm", _("Warm: as if written by hand"), "Playpen Sans", "Open Sans"),
        Typefaces("press", _("Press: firm, like a newspaper"), "Roboto Slab", "Roboto"),
        Typefaces(
            "book",
            _("Book: made for long reading"),
            "Literata Display",
            "Literata",
            arabic="Noto Naskh Arabic",
            hebrew_poster="Frank Ruhl Libre",
            hebrew_text="Frank Ruhl Libre",
        ),
        Typefaces("plain", _("Plain: clear and matter-of-fact"), "Inter Display", "Inter"),
    ]
}

# Which of a family's files a language needs beside the plain Latin one. Where a language is missing here, its
# letters come a moment later.
SUBSETS = {
    **dict.fromkeys(["ar", "fa"], "arabic"),
    "el": "greek",
    "he": "hebrew",
    **dict.fromkeys(["bg", "mk", "ru", "sr", "uk"], "cyrillic"),
    "sr-latn": "latin-ext",
    **dict.fromkeys(
        ["bs", "cs", "cy", "hr", "hu", "lt", "lv", "mt", "pl", "ro", "sk", "sl", "tr"], "latin-ext"
    ),
}

# Their headings are set in a font of their own letters; for the few Latin ones, the text's font will do.
WITHOUT_POSTER_FONT = {"ar", "fa", "he", "ja", "zh"}


def first_fonts(language_code: str, typefaces: str = DEFAULT) -> list[str]:
    """Return the paths of the font files, below the static files' address, the most needed first.

    A language's pages need them at once: a browser fetches them before it knows the styles. Raises KeyError
    for a pair that isn't one of `TYPEFACES`.
    """
    pair = TYPEFACES[typefaces]
    base_language = language_code.partition("-")[0]
    subset = SUBSETS.get(language_code, SUBSETS.get(base_language))
    families = {
        "arabic": [pair.arabic],
        "hebrew": [pair.hebrew_poster, pair.hebrew_text],
        None: [],
    }.get(subset, [pair.poster, pair.text])
    # Every page has digits and spaces in Latin letters' fonts, and a name or an address in Latin letters.
    latin = [pair.text] if base_language in WITHOUT_POSTER_FONT else [pair.poster, pair.text]
    needed = [*((family, subset) for family in families), *((family, "latin") for family in latin)]
    return [f"fonts/{slugify(family)}-{part}.woff2" for family, part in dict.fromkeys(needed)]


@cache
def letters_sheet(typefaces: str) -> str:
    """Return the style sheet of a pair. It names its fonts as seen from where it lies: `../../fonts/`.

    Raises KeyError for a pair that isn't one of `TYPEFACES`, FileNotFoundError where its sheet is missing.
    """
    return static_text(f"css/letters/{TYPEFACES[typefaces].key}.css")
