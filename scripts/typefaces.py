"""Make the fonts and style sheets of the campaigns' typefaces: static/fonts/ and static/css/letters/.

    scripts/typefaces.py fonts PACKAGES     the font files, from npm packages that were unpacked
    scripts/typefaces.py sheets             the style sheets, from the font files

PACKAGES is a folder `node_modules`, or any other that holds the packages below the names that they have
there. static/fonts/README.txt says which packages and versions they are. Running it twice changes nothing.

The sheets' numbers come from the fonts' own tables. A stand-in, a font of the reader's own that is shown
until ours has arrived, takes up the same room as ours: as wide, by the letters of average text, and as high.
Headings are as large as their letters are narrow, so that a long word fits a phone with any typeface.
"""

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.pens.boundsPen import BoundsPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib.instancer import instantiateVariableFont
from PIL import ImageFont

STATIC = Path(__file__).resolve().parent.parent / "static"
FONTS = STATIC / "fonts"
SHEETS = STATIC / "css" / "letters"


def codes_in(unicode_range: str) -> set[int]:
    """Return the numbers of all letters of a style sheet's `unicode-range`."""
    codes: set[int] = set()
    for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", unicode_range):
        codes.update(range(int(first, 16), int(last or first, 16) + 1))
    return codes


# What a file has, and what a browser fetches it for. What no language of Europe is written in is left out:
# phonetics, Vietnamese, Old Church Slavonic.
RANGES = {
    "cyrillic-ext": "U+0460-048F, U+0492-04AF, U+04B2-052F, U+20B4",
    "cyrillic": "U+0301, U+0400-045F, U+0490-0491, U+04B0-04B1, U+2116",
    "greek": "U+0370-0377, U+037A-037F, U+0384-038A, U+038C, U+038E-03A1, U+03A3-03FF",
    # Letters of names and words from further away than the languages that pages are in.
    "latin-rare": "U+0108-0109, U+0114-0115, U+011C-011D, U+0124-0125, U+0128-0129, U+012C-012D, "
    "U+0132-0135, U+0138, U+013F-0140, U+0149-014F, U+0156-0157, U+0166-0169, U+016C-016D, U+017F, U+018F, "
    "U+0192, U+01CD-01DC, U+01E4-01E9, U+01EE-01EF, U+01FA-0217, U+0232-0233, U+0237, U+0259, U+0292, "
    "U+02C7, U+02D8-02D9, U+02DB, U+02DD, U+1E00-1E7F, U+1E86-1E9F, U+1EF4-1EF9, U+2020, U+20A0-20AB, "
    "U+20AD-20C0, U+2113",
    "latin-ext": "U+0100-0107, U+010A-0113, U+0116-011B, U+011E-0123, U+0126-0127, U+012A-012B, "
    "U+012E-0131, U+0136-0137, U+0139-013E, U+0141-0148, U+0150-0155, U+0158-0165, U+016A-016B, "
    "U+016E-017E, U+0218-021B, U+0304, U+0308, U+0329, U+1E80-1E85, U+1EF2-1EF3",
    "latin": "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, "
    "U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD",
    "arabic": "U+0600-06FF, U+FDF2, U+FDFA",
    "hebrew": "U+0591-05F4, U+20AA, U+FB1D-FB4F",
}
# How many points a letter's size has. Nobody sees finer ones: in a heading of 100 pixels, a fifth of one.
GRID = 500
# A letter and its accent that are written as two: a font puts them together if it has both.
MARKS = codes_in("U+0300-0304, U+0306-0308, U+030A-030C, U+0327-0328")
EUROPEAN = ("cyrillic-ext", "cyrillic", "greek", "latin-rare", "latin-ext", "latin")
# Of a language's letters, of letters side by side, and of numbers in columns. No style asks for others.
FEATURES = [
    "calt",
    "ccmp",
    "fina",
    "init",
    "kern",
    "liga",
    "locl",
    "mark",
    "medi",
    "mkmk",
    "rlig",
    "rvrn",
    "tnum",
]


@dataclass(frozen=True)
class Family:
    """The files of one family: where they come from and what they keep of it."""

    name: str
    package: str
    # The least and the most weight; the same twice is a single one.
    weights: tuple[int, int]
    # The other axes of the package's files, each held at one value.
    axes: dict[str, float] = field(default_factory=dict, hash=False)
    # What the package calls its files with these axes.
    kind: str = "wght"
    subsets: tuple[str, ...] = EUROPEAN
    without: tuple[str, ...] = ()
    # Arabic as large as in the other pairs, where a family's letters are small.
    size_adjust: str = ""

    @property
    def file_name(self) -> str:
        """The start of its files' names."""
        return self.name.lower().replace(" ", "-")

    @property
    def single_weight(self) -> bool:
        """Whether it has one weight alone."""
        return self.weights[0] == self.weights[1]


SOFIA = Family("Sofia Sans", "@fontsource-variable/sofia-sans", (400, 700))
SOFIA_EXTRA_CONDENSED = Family(
    "Sofia Sans Extra Condensed", "@fontsource-variable/sofia-sans-extra-condensed", (800, 800)
)
EB_GARAMOND = Family("EB Garamond", "@fontsource-variable/eb-garamond", (700, 700))
COMMISSIONER = Family("Commissioner", "@fontsource-variable/commissioner", (400, 700))
# Several forms of each letter take turns in it, as in handwriting: four times the bytes for what few notice.
PLAYPEN = Family("Playpen Sans", "@fontsource-variable/playpen-sans", (800, 800), without=("calt",))
# They would join "f" and "i" in Turkish too, where the dot tells "i" from "ı".
OPEN_SANS = Family("Open Sans", "@fontsource-variable/open-sans", (400, 700), without=("liga",))
ROBOTO_SLAB = Family("Roboto Slab", "@fontsource-variable/roboto-slab", (800, 800), without=("liga",))
ROBOTO = Family("Roboto", "@fontsource-variable/roboto", (400, 700))
LITERATA_DISPLAY = Family(
    "Literata Display", "@fontsource-variable/literata", (700, 700), {"opsz": 36}, "opsz"
)
LITERATA = Family("Literata", "@fontsource-variable/literata", (400, 700))
# It makes an arrow of "->", which nobody has asked for.
INTER_DISPLAY = Family(
    "Inter Display", "@fontsource-variable/inter", (800, 800), {"opsz": 32}, "opsz", without=("calt",)
)
INTER = Family("Inter", "@fontsource-variable/inter", (400, 700), without=("calt",))
CAIRO = Family("Cairo", "@fontsource-variable/cairo", (400, 900), subsets=("arabic",))
NASKH = Family(
    "Noto Naskh Arabic",
    "@fontsource-variable/noto-naskh-arabic",
    (400, 700),
    subsets=("arabic",),
    size_adjust="115%",
)
HEEBO = Family("Heebo", "@fontsource-variable/heebo", (400, 900), subsets=("hebrew",))
FRANK_RUHL = Family(
    "Frank Ruhl Libre", "@fontsource-variable/frank-ruhl-libre", (400, 900), subsets=("hebrew",)
)

# The reader's own fonts. Japanese and Chinese ones of ours would be megabytes.
JAPANESE_SANS = '"Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic", "Meiryo"'
JAPANESE_ROUND = f'"Hiragino Maru Gothic ProN", {JAPANESE_SANS}'
JAPANESE_SERIF = '"Hiragino Mincho ProN", "Noto Serif CJK JP", "Noto Serif JP", "Yu Mincho"'
SIMPLIFIED_SANS = '"PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei"'
SIMPLIFIED_SERIF = '"Songti SC", "Noto Serif CJK SC", "Noto Serif SC", "SimSun"'
TRADITIONAL_SANS = '"PingFang TC", "Noto Sans CJK TC", "Noto Sans TC", "Microsoft JhengHei"'
TRADITIONAL_SERIF = '"Songti TC", "Noto Serif CJK TC", "Noto Serif TC", "PMingLiU"'


@dataclass(frozen=True)
class Pair:
    """A campaign's letters: a poster family and a text family, each also for other scripts."""

    key: str
    says: str
    poster: Family
    text: Family
    arabic: Family = CAIRO
    hebrew_poster: Family = HEEBO
    hebrew_text: Family = HEEBO
    japanese: tuple[str, str] = (JAPANESE_SANS, JAPANESE_SANS)
    simplified: tuple[str, str] = (SIMPLIFIED_SANS, SIMPLIFIED_SANS)
    traditional: tuple[str, str] = (TRADITIONAL_SANS, TRADITIONAL_SANS)
    # What the reader's device calls letters of this kind.
    poster_kind: str = "sans-serif"
    text_kind: str = "sans-serif"

    @property
    def poster_weight(self) -> int:
        """The weight of headings."""
        return self.poster.weights[1]

    @property
    def families(self) -> list[Family]:
        """All of its families, each once."""
        return [
            *dict.fromkeys([self.text, self.poster, self.arabic, self.hebrew_text, self.hebrew_poster], None)
        ]


PAIRS = [
    Pair("poster", "Loud and narrow", SOFIA_EXTRA_CONDENSED, SOFIA),
    Pair(
        "calm",
        "Quiet and fine",
        EB_GARAMOND,
        COMMISSIONER,
        arabic=NASKH,
        hebrew_poster=FRANK_RUHL,
        japanese=(JAPANESE_SERIF, JAPANESE_SANS),
        simplified=(SIMPLIFIED_SERIF, SIMPLIFIED_SANS),
        traditional=(TRADITIONAL_SERIF, TRADITIONAL_SANS),
        poster_kind="serif",
    ),
    Pair("warm", "As if by hand", PLAYPEN, OPEN_SANS, japanese=(JAPANESE_ROUND, JAPANESE_SANS)),
    Pair("press", "As in a newspaper", ROBOTO_SLAB, ROBOTO, poster_kind="serif"),
    Pair(
        "book",
        "As in a book",
        LITERATA_DISPLAY,
        LITERATA,
        arabic=NASKH,
        hebrew_poster=FRANK_RUHL,
        hebrew_text=FRANK_RUHL,
        japanese=(JAPANESE_SERIF, JAPANESE_SERIF),
        simplified=(SIMPLIFIED_SERIF, SIMPLIFIED_SERIF),
        traditional=(TRADITIONAL_SERIF, TRADITIONAL_SERIF),
        poster_kind="serif",
        text_kind="serif",
    ),
    Pair("plain", "Plain and clear", INTER_DISPLAY, INTER),
]


# --- The font files ---


def make_fonts(packages: Path) -> Iterator[Path]:
    """Write the files of all families from their packages, and yield where each is."""
    # Cairo's choice of letters is kept for Naskh, which has a thousand more.
    arabic_letters: set[int] = set()
    for family in dict.fromkeys(family for pair in PAIRS for family in pair.families):
        for subset in family.subsets:
            source = package_file(packages, family, subset)
            font = reduced(source, family, subset, arabic_letters if family is NASKH else None)
            if family is CAIRO:
                arabic_letters |= set(font.getBestCmap())
            if family in (SOFIA, SOFIA_EXTRA_CONDENSED) and subset.startswith("cyrillic"):
                # Seen when this is run by name, as scripts are.
                from cyrillic_fonts import turn_round

                turn_round(font)
            path = FONTS / f"{family.file_name}-{subset}.woff2"
            font = reread(font)
            scale_upem(font, GRID)
            font.flavor = "woff2"
            font.save(path)
            yield path


def package_file(packages: Path, family: Family, subset: str) -> Path:
    """Return where a package has the letters of a subset."""
    subset = "latin-ext" if subset == "latin-rare" else subset
    name = family.package.partition("/")[2]
    return packages / family.package / "files" / f"{name}-{subset}-{family.kind}-normal.woff2"


def reread(font: TTFont) -> TTFont:
    """Return a font as it is once it was saved: its tables then agree on which letters they know."""
    file = BytesIO()
    font.flavor = None
    font.save(file)
    file.seek(0)
    return TTFont(file, recalcTimestamp=False)


def reduced(source: Path, family: Family, subset: str, letters: set[int] | None) -> TTFont:
    """Return a package's font with the weights, letters and features that pages use, and no others."""
    font = TTFont(source, recalcTimestamp=False)
    lowest, highest = family.weights
    limits: dict[str, object] = dict(family.axes)
    limits["wght"] = lowest if family.single_weight else (lowest, highest)
    font = reread(instantiateVariableFont(font, limits))
    options = Options()
    options.layout_features = [feature for feature in FEATURES if feature not in family.without]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.hinting = False
    options.notdef_outline = True
    subsetter = Subsetter(options)
    codes = (codes_in(RANGES[subset]) | MARKS) & set(font.getBestCmap())
    subsetter.populate(unicodes=codes & letters if letters else codes)
    subsetter.subset(font)
    return font


# --- What the sheets say ---

# How often a letter comes in a thousand of text, in the hub's words in twelve languages of the EU.
FREQUENCIES = {
    " ": 153, "e": 114, "a": 68, "i": 66, "n": 65, "t": 59, "s": 54, "r": 49, "o": 48, "l": 33, "u": 32,
    "d": 30, "m": 24, "c": 23, "p": 19, "g": 14, "h": 14, ".": 13, "k": 13, "v": 13, "z": 11, ",": 9,
    "b": 9, "f": 8, "j": 8, "y": 6, "w": 5, "q": 4, "S": 3, "A": 3, "D": 2, "P": 2, "N": 2, "E": 2,
    "T": 2, "C": 2, "L": 2, "x": 1, "V": 1, "M": 1, "W": 1, "U": 1, "O": 1, "K": 1, "I": 1, "F": 1,
    "R": 1, "G": 1, "B": 1, "Z": 1, "J": 1, "H": 1,
}  # fmt: skip
ARABIC_TEXT = (
    "نطالب بحظر المراقبة الجماعية للوجوه في الأماكن العامة في أوروبا. وقّعوا العريضة الآن، فالساحات ملك "
    "للجميع ولا يحق لأحد أن يتعقب خطواتنا"
)


@dataclass(frozen=True)
class StandIn:
    """A font of the reader's own, with the mean widths of its letters, in parts of its size."""

    name: str
    regular: Sequence[str]
    bold: Sequence[str]
    regular_width: float
    bold_width: float


# Their widths at 400 and 700: `scripts/typefaces.py widths FILE` measures them. Arial is as wide as Arimo.
STAND_INS = [
    StandIn(
        "Arial",
        ["Arial", "Liberation Sans", "Arimo"],
        ["Arial Bold", "Arial-BoldMT", "Liberation Sans Bold", "Arimo Bold"],
        0.4466,
        0.4802,
    ),
    StandIn("Roboto", ["Roboto", "Roboto Regular"], ["Roboto Bold", "Roboto-Bold"], 0.4449, 0.4522),
    StandIn(
        "Open Sans",
        ["Open Sans", "Open Sans Regular", "Noto Sans", "Noto Sans Regular"],
        ["Open Sans Bold", "OpenSans-Bold", "Noto Sans Bold"],
        0.4670,
        0.5019,
    ),
]
# The same for Arabic: the mean width of a word.
ARABIC_STAND_INS = [
    StandIn(
        "Naskh",
        ["Noto Naskh Arabic", "NotoNaskhArabic-Regular"],
        ["Noto Naskh Arabic Bold", "NotoNaskhArabic-Bold"],
        2.0794,
        2.1699,
    ),
    StandIn(
        "Noto Arabic",
        ["Noto Sans Arabic", "NotoSansArabic-Regular"],
        ["Noto Sans Arabic Bold", "NotoSansArabic-Bold"],
        2.2825,
        2.5039,
    ),
]


@cache
def font_file(path: Path) -> TTFont:
    """Return a font file, opened once."""
    return TTFont(path)


def glyphs_at(font: TTFont, weight: int) -> Mapping[str, Any]:
    """Return a font's drawings by their names, in one weight or in the one nearest to it that it has."""
    glyphs: Mapping[str, Any] = font.getGlyphSet(location={"wght": weight} if "fvar" in font else None)
    return glyphs


def mean_width(path: Path, weight: int) -> float:
    """Return how wide a letter of a Latin font is in text, in parts of the font's size."""
    font = font_file(path)
    names, glyphs = font.getBestCmap(), glyphs_at(font, weight)
    total = sum(glyphs[names[ord(letter)]].width * times for letter, times in FREQUENCIES.items())
    return float(total) / sum(FREQUENCIES.values()) / font["head"].unitsPerEm


def mean_arabic_width(path: Path, weight: int) -> float:
    """Return how wide a word of an Arabic font is, its letters joined, in parts of the font's size."""
    font, file, size = TTFont(path), BytesIO(), 1000
    font.flavor = None
    font.save(file)
    file.seek(0)
    shaped = ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.RAQM)
    shaped.set_variation_by_axes([weight])
    words = ARABIC_TEXT.split()
    return sum(shaped.getlength(word, direction="rtl") for word in words) / len(words) / size


def line_needs(family: Family) -> float:
    """Return how high a line must be for its accents not to meet the tails of the line above."""
    highest, lowest = 0.0, 0.0
    for subset in ("latin", "latin-ext", "greek", "cyrillic"):
        font = font_file(FONTS / f"{family.file_name}-{subset}.woff2")
        names, glyphs = font.getBestCmap(), glyphs_at(font, family.weights[1])
        for letter in "ÅÚŽŐŻΪЙgyĄțķДц":
            if name := names.get(ord(letter)):
                pen = BoundsPen(glyphs)
                glyphs[name].draw(pen)
                bottom, top = (height / font["head"].unitsPerEm for height in (pen.bounds[1], pen.bounds[3]))
                lowest, highest = min(lowest, bottom), max(highest, top)
    return highest - lowest


def percent(share: float) -> str:
    """Return a share as a style sheet writes it."""
    return f"{share * 100:.1f}%"


def number(value: float) -> str:
    """Return a number as a style sheet writes it: with at most three places, and none for nothing."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def wrapped(name: str, parts: Sequence[str], indent: str = "  ") -> str:
    """Return a declaration, on as many lines as its parts need."""
    line = f"{indent}{name}: {', '.join(parts)};"
    if len(line) <= 120:
        return line
    lines, inner = [f"{indent}{name}:"], f"{indent}  "
    current = inner
    for place, part in enumerate(parts):
        piece = part + (";" if place == len(parts) - 1 else ",")
        if len(current.rstrip() + " " + piece) > 120 and current.strip():
            lines.append(current.rstrip())
            current = inner
        current += piece + " "
    return "\n".join([*lines, current.rstrip()])


def face(*declarations: str) -> str:
    """Return an @font-face rule."""
    return "\n".join(["@font-face {", *declarations, "}"])


def stand_in_faces(pair: Pair) -> Iterator[str]:
    """Yield the rules of the reader's own fonts that stand in for the pair's European letters."""
    roles = [("Text", pair.text, 400), ("Text", pair.text, 700), ("Poster", pair.poster, pair.poster_weight)]
    for role, family, weight in roles:
        path = FONTS / f"{family.file_name}-latin.woff2"
        font = font_file(path)
        units, lines = font["head"].unitsPerEm, font["hhea"]
        for stand_in in STAND_INS:
            regular = weight == 400
            names = stand_in.regular if regular else stand_in.bold
            size = mean_width(path, weight) / (stand_in.regular_width if regular else stand_in.bold_width)
            yield face(
                f'  font-family: "{role} on {stand_in.name}";',
                wrapped("src", [f'local("{name}")' for name in names]),
                f"  font-weight: {weight};",
                f"  size-adjust: {percent(size)};",
                f"  ascent-override: {percent(lines.ascent / units / size)};",
                f"  descent-override: {percent(-lines.descent / units / size)};",
                f"  line-gap-override: {percent(lines.lineGap / units / size).replace('0.0%', '0%')};",
            )


def arabic_stand_in_faces(pair: Pair) -> Iterator[str]:
    """Yield the rules of the reader's own fonts that stand in for the pair's Arabic letters."""
    path = FONTS / f"{pair.arabic.file_name}-arabic.woff2"
    larger = float(pair.arabic.size_adjust.rstrip("%") or 100) / 100
    for role, weight in (("Text", 400), ("Poster", pair.poster_weight)):
        for stand_in in ARABIC_STAND_INS:
            regular = weight == 400
            names = stand_in.regular if regular else stand_in.bold
            size = larger * mean_arabic_width(path, weight)
            size /= stand_in.regular_width if regular else stand_in.bold_width
            yield face(
                f'  font-family: "{role} on {stand_in.name}";',
                wrapped("src", [f'local("{name}")' for name in names]),
                f"  font-weight: {weight};",
                f"  size-adjust: {percent(size)};",
                "  unicode-range: U+0600-06FF;",
            )


def own_faces(pair: Pair) -> Iterator[str]:
    """Yield the rules of the pair's own fonts."""
    for family in pair.families:
        lowest, highest = family.weights
        for subset in family.subsets:
            yield face(
                f'  font-family: "{family.name}";',
                f'  src: url("../../fonts/{family.file_name}-{subset}.woff2") format("woff2");',
                f"  font-weight: {lowest if family.single_weight else f'{lowest} {highest}'};",
                "  font-display: swap;",
                *([f"  size-adjust: {family.size_adjust};"] if family.size_adjust else []),
                wrapped("unicode-range", RANGES[subset].split(", ")),
            )


def poster_scale(pair: Pair) -> float:
    """Return how large headings are, beside the narrowest letters: a word takes as much of a line."""
    narrowest = mean_width(FONTS / f"{SOFIA_EXTRA_CONDENSED.file_name}-latin.woff2", 800)
    return round(
        narrowest / mean_width(FONTS / f"{pair.poster.file_name}-latin.woff2", pair.poster_weight), 2
    )


def poster_leading(pair: Pair) -> float:
    """Return how high a line of a large heading is, in parts of its size: accents ask for more."""
    return round(0.9 + 0.75 * (line_needs(pair.poster) - line_needs(SOFIA_EXTRA_CONDENSED)), 2)


def text_scale(pair: Pair, weight: int) -> float:
    """Return how large text in a weight may be to be as wide as Sofia Sans."""
    usual = mean_width(FONTS / f"{SOFIA.file_name}-latin.woff2", weight)
    return round(usual / mean_width(FONTS / f"{pair.text.file_name}-latin.woff2", weight), 2)


def clamp(scale: float, least: float, start: float, slope: float, most: float, *, floor: float = 0) -> str:
    """Return a size between a least and a most in rem that grows by `slope` vw."""
    smallest = max(least * scale, floor)
    largest = max(most * scale, smallest)
    return (
        f"clamp({number(smallest)}rem, {number(start * scale)}rem + {number(slope * scale)}vw, "
        f"{number(largest)}rem)"
    )


STACK = [f"on {stand_in.name}" for stand_in in STAND_INS]


def stack(role: str, first: Sequence[str], kind: str) -> list[str]:
    """Return the families of a role: ours, those that stand in, and the device's own."""
    return [
        *first,
        *(f'"{role} {each}"' for each in STACK),
        *(["system-ui"] if kind == "sans-serif" else []),
        kind,
    ]


def tokens(pair: Pair) -> Iterator[str]:
    """Yield the rules that make the pair the page's letters."""
    scale = poster_scale(pair)
    # Wide letters look large; yet nobody is to read small ones.
    text = max(text_scale(pair, 400), 0.93)
    yield "\n".join(
        [
            ":root {",
            wrapped("--text-family", stack("Text", [f'"{pair.text.name}"'], pair.text_kind)),
            wrapped("--poster-family", stack("Poster", [f'"{pair.poster.name}"'], pair.poster_kind)),
            f"  --poster-weight: {pair.poster_weight};",
            f"  --poster-leading: {number(poster_leading(pair))};",
            f"  --poster-scale: {number(scale)};",
            f"  --button-scale: {number(text_scale(pair, 700))};",
            "",
            f"  --text: {clamp(text, 1.125, 1.06, 0.28, 1.25, floor=1.0625)};",
            f"  --lead: {clamp(text, 1.25, 1.1, 0.75, 1.75)};",
            # Half as much: a heading in the text stays larger than the text.
            f"  --part: {clamp((1 + scale) / 2, 1.75, 1.5, 1.1, 2.5)};",
            f"  --section: {clamp(scale, 2.75, 2, 3.4, 5)};",
            f"  --title: {clamp(scale, 3.25, 2, 6.2, 8)};",
            f"  --poster: {clamp(scale, 3.5, 1.2, 11, 12)};",
            f"  --long-word: {number(9.4 * scale)}vw;",
            "}",
        ]
    )
    yield "\n".join(
        [
            "/* Letters of other scripts. Their fonts are named here and not above, so that a language's",
            "   name in the list of languages makes nobody else load one. What is Latin among them is in the",
            "   text's letters. */",
            ":is(:lang(ar), :lang(fa), :lang(he), :lang(ja), :lang(zh)) {",
            wrapped(
                "--text-family", stack("Text", [f'"{pair.text.name}"', "var(--script-text)"], pair.text_kind)
            ),
            wrapped(
                "--poster-family",
                stack("Poster", [f'"{pair.text.name}"', "var(--script-poster)"], pair.poster_kind),
            ),
            "  --poster-leading: 0.9;",
            "  --poster-scale: 1;",
            "  --button-scale: 1;",
            "",
            f"  --text: {clamp(1, 1.125, 1.06, 0.28, 1.25)};",
            f"  --lead: {clamp(1, 1.25, 1.1, 0.75, 1.75)};",
            f"  --part: {clamp(1, 1.75, 1.5, 1.1, 2.5)};",
            f"  --section: {clamp(1, 2.25, 1.6, 2.7, 4)};",
            f"  --title: {clamp(1, 2.75, 1.7, 4.8, 6.5)};",
            f"  --poster: {clamp(1, 3, 1.2, 8, 9)};",
            "  --long-word: 9.4vw;",
            "}",
        ]
    )
    arabic = f'"{pair.arabic.name}"'
    scripts = [
        (
            ":is(:lang(ar), :lang(fa))",
            ", ".join([arabic, *(f'"Poster on {each.name}"' for each in ARABIC_STAND_INS)]),
            ", ".join([arabic, *(f'"Text on {each.name}"' for each in ARABIC_STAND_INS)]),
        ),
        (":lang(he)", f'"{pair.hebrew_poster.name}"', f'"{pair.hebrew_text.name}"'),
        (":lang(ja)", *pair.japanese),
        (":lang(zh)", *pair.simplified),
        (":lang(zh-hant)", *pair.traditional),
    ]
    for selector, poster_families, text_families in scripts:
        yield "\n".join(
            [
                f"{selector} {{",
                wrapped("--script-text", text_families.split(", ")),
                wrapped("--script-poster", poster_families.split(", ")),
                "}",
            ]
        )


def sheet_of(pair: Pair) -> str:
    """Return the style sheet of a pair."""
    head = (
        f"/* {pair.says}: {pair.poster.name} and {pair.text.name}. "
        "Made by scripts/typefaces.py: change it there.\n"
        "   The stand-ins take up the same room, so that nothing moves when the real letters arrive. */"
    )
    faces = [*stand_in_faces(pair), *arabic_stand_in_faces(pair), *own_faces(pair)]
    return "\n\n".join([head, *faces, *tokens(pair)]) + "\n"


def main() -> None:
    """Make what was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("fonts").add_argument("packages", type=Path, help="the folder of npm packages")
    commands.add_parser("sheets")
    commands.add_parser("widths").add_argument("file", type=Path, help="a font")
    given = parser.parse_args()
    if given.command == "fonts":
        for path in make_fonts(given.packages):
            print(f"{path.stat().st_size:7} {path.name}")
    elif given.command == "sheets":
        SHEETS.mkdir(exist_ok=True)
        for pair in PAIRS:
            (SHEETS / f"{pair.key}.css").write_text(sheet_of(pair), encoding="utf-8")
    else:
        arabic = ord("ب") in TTFont(given.file).getBestCmap()
        measure = mean_arabic_width if arabic else mean_width
        print(*(f"{weight}: {measure(given.file, weight):.4f}" for weight in (400, 700)))


if __name__ == "__main__":
    main()
