"""The letters of sharing pictures: which font writes a text, and how much room the text takes in it.

Each pair of typefaces has one font with all letters of Europe and its neighbours, so that scripts may mix in
a line. Japanese and Chinese have a font each, beside all pairs. scripts/share_font.py makes them.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypedDict

from django.utils.translation import get_language_info
from PIL import ImageFont, features

from .static_files import static_path, static_text

# They join letters or turn the direction, and are never seen.
UNSEEN = {
    "\N{ZERO WIDTH NON-JOINER}",
    "\N{ZERO WIDTH JOINER}",
    "\N{LEFT-TO-RIGHT MARK}",
    "\N{RIGHT-TO-LEFT MARK}",
}
# Each has its own forms of the same characters.
HAN_LANGUAGES = ("zh-hans", "zh-hant", "ja")
# Letters grow evenly with the size, so that one size tells of all: opening a font anew takes time.
MEASURED_AT = 100
# From line to line, in parts of the size. Characters fill their squares and need more air.
LINE_HEIGHT, HAN_LINE_HEIGHT = 1.04, 1.2
# A quarter of the size; where a font lacks it, its own space is made as wide.
WIDE_SPACE = "\N{FOUR-PER-EM SPACE}"
KANA = ("HIRAGANA", "KATAKANA")


class Shaping(TypedDict, total=False):
    """What Pillow is told of a text."""

    direction: str
    language: str


@dataclass(frozen=True)
class Lettering:
    """A font by its name, such as `poster` or `ja`, and the language that is written in it.

    All measures are in parts of the size.
    """

    font: str
    language: str

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """The direction of the language."""
        return "rtl" if get_language_info(self.language)["bidi"] else "ltr"

    @property
    def line_height(self) -> float:
        """How far a line is from the next one, unless its letters need more."""
        return HAN_LINE_HEIGHT if self.font in HAN_LANGUAGES else LINE_HEIGHT

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        """Return the font in a size, in pixels."""
        return _font(self.font, size)

    def width(self, text: str) -> float:
        """Return how wide a line is."""
        return _width(self, text)

    def rise(self, text: str) -> float:
        """Return how far a line reaches above the letters' foot."""
        return _heights(self, text)[0]

    def drop(self, text: str) -> float:
        """Return how far a line reaches below the letters' foot."""
        return _heights(self, text)[1]

    def spaced(self, text: str) -> str:
        """Return the text with the spaces that its letters need: narrow Latin ones have narrow spaces."""
        return text.replace(" ", WIDE_SPACE) if self.direction == "rtl" else text

    def shaping(self) -> Shaping:
        """Return what Pillow is to know of the text: only with it are letters joined and turned round."""
        return {"direction": self.direction, "language": self.language} if can_shape() else {}


@lru_cache(maxsize=4096)
def _width(lettering: Lettering, text: str) -> float:
    font = _measuring_font(lettering.font)
    return font.getlength(lettering.spaced(text), **lettering.shaping()) / MEASURED_AT


@lru_cache(maxsize=1024)
def _heights(lettering: Lettering, text: str) -> tuple[float, float]:
    font = _measuring_font(lettering.font)
    _left, top, _right, bottom = font.getbbox(lettering.spaced(text), anchor="ls", **lettering.shaping())
    return -top / MEASURED_AT, bottom / MEASURED_AT


@lru_cache(maxsize=1)
def can_shape() -> bool:
    """Tell whether Pillow finds what it takes to join letters and to write from the right.

    That needs the library FriBiDi, which Pillow doesn't bring along.
    """
    return features.check("raqm") is True


def lettering_for(text: str, language: str, typefaces: str) -> tuple[Lettering, str]:
    """Return the lettering for a text in a language, and the text as it can write it.

    That is the one of the pair of typefaces; where it lacks a letter or a sign, the first that lacks none.
    Where each lacks something, it is the first that has all letters, without the signs that it lacks. The
    text is "" if none has all letters.
    """
    fonts = [typefaces, *_han_fonts(text, language)]
    for font in fonts:
        if all(written is not None for written in _written(text, font)):
            return Lettering(font, language), as_the_font_writes_it(text, font)
    for font in fonts:
        if written := as_the_font_writes_it(text, font):
            return Lettering(font, language), written
    return Lettering(typefaces, language), ""


def _han_fonts(text: str, language: str) -> list[str]:
    """Return the fonts of Japanese and Chinese, that of the language first; kana are Japanese."""
    is_japanese = any(unicodedata.name(letter, "").startswith(KANA) for letter in text)
    own = language if language in HAN_LANGUAGES else "ja" if is_japanese else ""
    return sorted(HAN_LANGUAGES, key=lambda font: font != own)


def as_the_font_writes_it(text: str, font: str) -> str:
    """Return the text as the font can write it; nothing if it lacks a letter of it, as half a word misleads.

    A sign that is no letter, such as a small picture, is left out. A letter with a mark is taken apart where
    only its parts are in the font.
    """
    shown = []
    for letter, written in zip(unicodedata.normalize("NFC", text), _written(text, font), strict=True):
        if written is None and unicodedata.category(letter)[0] in "LMN":
            return ""
        shown.append(" " if written is None else written)
    return " ".join("".join(shown).split())


def _written(text: str, font: str) -> list[str | None]:
    """Return how the font writes each letter; None for what it lacks."""
    return [_letter_written(letter, font) for letter in unicodedata.normalize("NFC", text)]


def _letter_written(letter: str, font: str) -> str | None:
    if letter in UNSEEN or letter.isspace() or ord(letter) in letters_of_font(font):
        return letter
    parts = unicodedata.normalize("NFD", letter)
    return parts if all(ord(part) in letters_of_font(font) for part in parts) else None


@lru_cache(maxsize=16)
def letters_of_font(font: str) -> frozenset[int]:
    """Return the numbers of all letters that can be written in a font."""
    ranges = static_text(f"fonts/share-{font}.txt").split()
    bounds = [[int(number, 16) for number in part.split("-")] for part in ranges]
    letters = (code for part in bounds for code in range(part[0], part[-1] + 1))
    return frozenset(code for code in letters if can_shape() or not _is_from_right(code))


def _is_from_right(code: int) -> bool:
    """Tell whether a letter is of a script that is written from the right."""
    return unicodedata.bidirectional(chr(code)) in ("R", "AL", "AN")


# A font of Japanese or Chinese takes some megabytes of memory in each size. So one is kept to measure by, and
# of those that pictures are drawn in only the last ones: most pictures are drawn once a day.
@lru_cache(maxsize=16)
def _measuring_font(name: str) -> ImageFont.FreeTypeFont:
    return _opened(name, MEASURED_AT)


@lru_cache(maxsize=4)
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return _opened(name, size)


def _opened(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(static_path(f"fonts/share-{name}.woff2"), size)
