"""Make the fonts of sharing pictures, static/fonts/share-*.woff2, and beside each the list of its letters.

    scripts/share_font.py PACKAGES

PACKAGES is a folder `node_modules`, or any other that holds the packages below the names that they have
there; static/fonts/README.txt says which packages and versions they are. Running it twice changes nothing.

Pillow shapes a line with one font at a time. So each pair of typefaces gets a font of its own with all
letters that a title may mix: its headings' family gives those that it has, and others give those that it
lacks. Japanese and Chinese have a font each, since one character is drawn differently in each of them.
"""

import argparse
import json
import tempfile
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from fontTools.merge import Merger, Options
from fontTools.subset import Options as SubsetOptions
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.ttLib.tables.otTables import LangSys, LangSysRecord, Script, ScriptRecord
from fontTools.varLib.instancer import instantiateVariableFont

# Seen when this is run by name, as scripts are.
from typefaces import (
    CAIRO,
    EUROPEAN,
    FEATURES,
    FONTS,
    HEEBO,
    PAIRS,
    Family,
    Pair,
    codes_in,
    font_file,
    package_file,
)

# What Noto Sans comes in; the letters that we keep in a file of their own are among its `latin-ext`.
IN_PACKAGES = tuple(subset for subset in EUROPEAN if subset != "latin-rare")
WEIGHT = 800
UNITS = 1000
NO_FEATURE = 0xFFFF
# A day for each file, so that a font made twice is the same: seconds since 1904.
MADE = 3_850_000_000

# Arrows, boxes and mathematics are no letters.
LETTERS = codes_in(
    "U+0020-024F, U+0259, U+02B9-052F, U+0531-06FF, U+10A0-10FF, U+1C90-1CBF, U+1E00-1FFF, U+2010-2063, "
    "U+20A0-20BF, U+2100-2122, U+2D00-2D2F, U+FB1D-FDFE, U+FE70-FEFF"
)
# Those of Japanese and Chinese besides: characters, kana, bopomofo, their signs, wide and narrow forms.
HAN_LETTERS = codes_in(
    "U+2460-24FF, U+2E80-30FF, U+3105-312F, U+31F0-33FF, U+3400-9FFF, U+F900-FAFF, U+FE30-FE4F, U+FF00-FFEF"
)


@dataclass(frozen=True)
class Part:
    """What a font file gives: its letters in one weight, so much larger, or some letters of them."""

    path: Path
    scale: float = 1
    weight: int = WEIGHT
    letters: frozenset[int] = frozenset(LETTERS)


def noto(packages: Path, name: str, subset: str) -> Part:
    """Return letters of Noto, in which all scripts have the same look."""
    return Part(packages / "@fontsource-variable" / name / "files" / f"{name}-{subset}-wght-normal.woff2")


def shared_parts(packages: Path) -> Iterator[Part]:
    """Yield what every pair's font has of letters that its own families lack."""
    yield Part(package_file(packages, CAIRO, "arabic"))
    yield Part(package_file(packages, HEEBO, "hebrew"))
    for script in ("hebrew", "armenian", "georgian"):
        yield noto(packages, f"noto-sans-{script}", script)
    yield from (noto(packages, "noto-sans", subset) for subset in (*reversed(IN_PACKAGES), "greek-ext"))


def script_part(packages: Path, family: Family, subset: str, weight: int) -> Part:
    """Return the letters of a family for a script, as heavy and as large as on pages."""
    return Part(
        package_file(packages, family, subset),
        float(family.size_adjust.rstrip("%") or 100) / 100,
        min(max(weight, family.weights[0]), family.weights[1]),
        # Those that pages have. Noto's Naskh has a thousand more.
        frozenset(LETTERS & set(font_file(FONTS / f"{family.file_name}-{subset}.woff2").getBestCmap())),
    )


def parts_of(pair: Pair, packages: Path) -> Iterator[Part]:
    """Yield where the letters of a pair's font come from: a letter comes from the first that has it."""
    for subset in reversed(EUROPEAN):
        yield Part(FONTS / f"{pair.poster.file_name}-{subset}.woff2")
    for family, subset in ((pair.arabic, "arabic"), (pair.hebrew_poster, "hebrew")):
        yield script_part(packages, family, subset, pair.poster_weight)
    yield from shared_parts(packages)


def standard(*codecs: str) -> set[int]:
    """Return the letters of national standards, each by the name of an encoding that holds no others."""
    found = set()
    for codec in codecs:
        for lead in range(0x81, 0xFF):
            for trail in range(0x40, 0xFF):
                try:
                    letter = bytes([lead, trail]).decode(codec)
                except UnicodeDecodeError:
                    continue
                if len(letter) == 1:
                    found.add(ord(letter))
    return found


def of_the_web(packages: Path, name: str) -> set[int]:
    """Return the letters that a language's pages on the web are written in, as counted for Google's fonts."""
    ranges = json.loads((packages / "@fontsource-variable" / name / "unicode.json").read_text())
    return {code for unicode_range in ranges.values() for code in codes_in(unicode_range.upper())}


def big5_common() -> set[int]:
    """Return the first level of Big5, and its signs."""
    big5 = standard("big5")
    return {code for code in big5 if chr(code).encode("big5") < b"\xc9"}


def han_letters(language: str, packages: Path) -> set[int]:
    """Return the letters that a language's font has: of tens of thousands, those that people use."""
    if language == "ja":
        # Names are written in more than the first two levels: 髙, 﨑.
        return standard("euc_jis_2004", "cp932")
    if language == "zh-hans":
        return standard("gb2312") | of_the_web(packages, "noto-sans-sc")
    return big5_common() | of_the_web(packages, "noto-sans-tc")


HAN = {"ja": "JP", "zh-hans": "SC", "zh-hant": "TC"}


def han_parts(language: str, packages: Path) -> Iterator[Part]:
    """Yield where the letters of a font for Japanese or Chinese come from."""
    name = HAN[language]
    folder = packages / "@expo-google-fonts" / f"noto-sans-{name.lower()}" / "800ExtraBold"
    letters = frozenset(han_letters(language, packages) & (LETTERS | HAN_LETTERS) | set(range(0x20, 0x250)))
    yield Part(folder / f"NotoSans{name}_800ExtraBold.ttf", letters=letters)
    yield from (noto(packages, "noto-sans", subset) for subset in reversed(IN_PACKAGES))


def ready(part: Part, taken: set[int]) -> TTFont | None:
    """Return a font in the one weight and size, with letters that aren't taken yet; nothing without any."""
    font = TTFont(part.path, recalcTimestamp=False)
    if "fvar" in font:
        limits = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes} | {"wght": part.weight}
        font = instantiateVariableFont(font, limits)
    units = round(UNITS * part.scale)
    if font["head"].unitsPerEm != units:
        scale_upem(font, units)
    font["head"].unitsPerEm = UNITS
    letters = (set(font.getBestCmap()) & part.letters) - taken
    if not letters:
        return None
    languages = {tag: list(languages_of(font, tag)) for tag in LAYOUT_TABLES if tag in font}
    options = SubsetOptions()
    options.layout_features = FEATURES
    options.name_IDs = []
    options.hinting = False
    options.drop_tables += ["STAT", "BASE", "prep", "gasp", "fpgm", "cvt ", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    for tag, found in languages.items():
        if tag in font:
            know_languages(font, tag, found, as_others=False)
    taken |= letters
    return font


# --- What merging would lose ---

LAYOUT_TABLES = ("GSUB", "GPOS")
# By OpenType's names: a script, and a language of it.
Language = tuple[str, str]


def languages_of(font: TTFont, table: str) -> Iterator[Language]:
    """Yield the scripts and languages that a table tells apart; the language is "" for all others."""
    for record in font[table].table.ScriptList.ScriptRecord:
        yield record.ScriptTag, ""
        yield from ((record.ScriptTag, language.LangSysTag) for language in record.Script.LangSysRecord)


def know_languages(font: TTFont, table: str, languages: Iterable[Language], *, as_others: bool) -> None:
    """Say of each language what the font does in it: the same as in all others, or nothing.

    In a merged font, what one part says of a language counts for all of them: the others would do nothing
    in it. So would those that speak of no script. And making a font smaller leaves out a language in which
    nothing is done any more, so that it becomes one of the others.
    """
    scripts = font[table].table.ScriptList
    by_tag = {record.ScriptTag: record.Script for record in scripts.ScriptRecord}
    for script_tag, language_tag in languages:
        if script_tag not in by_tag:
            by_tag[script_tag] = deepcopy(by_tag["DFLT"]) if as_others and "DFLT" in by_tag else no_script()
        script = by_tag[script_tag]
        if language_tag and language_tag not in {record.LangSysTag for record in script.LangSysRecord}:
            record = LangSysRecord()
            record.LangSysTag = language_tag
            others = script.DefaultLangSys if as_others else None
            record.LangSys = deepcopy(others) if others else no_features()
            script.LangSysRecord = sorted([*script.LangSysRecord, record], key=lambda one: one.LangSysTag)
            script.LangSysCount = len(script.LangSysRecord)
    scripts.ScriptRecord = []
    for tag in sorted(by_tag):
        record = ScriptRecord()
        record.ScriptTag, record.Script = tag, by_tag[tag]
        scripts.ScriptRecord.append(record)
    scripts.ScriptCount = len(scripts.ScriptRecord)


def no_features() -> LangSys:
    """Return what a font does in a language for which it has nothing to do."""
    system = LangSys()
    system.LookupOrder, system.ReqFeatureIndex = None, NO_FEATURE
    system.FeatureIndex, system.FeatureCount = [], 0
    return system


def no_script() -> Script:
    """Return what a font does in a script for which it has nothing to do."""
    script = Script()
    script.DefaultLangSys, script.LangSysRecord, script.LangSysCount = no_features(), [], 0
    return script


def merged(parts: Iterable[Part]) -> TTFont:
    """Return one font with the letters of all."""
    taken: set[int] = set()
    fonts = [font for part in parts if (font := ready(part, taken)) is not None]
    for tag in LAYOUT_TABLES:
        having = [font for font in fonts if tag in font]
        languages = list(dict.fromkeys(one for font in having for one in languages_of(font, tag)))
        for font in having:
            know_languages(font, tag, languages, as_others=True)
    with tempfile.TemporaryDirectory() as scratch:
        paths = [str(Path(scratch) / f"{number}.ttf") for number in range(len(fonts))]
        for font, path in zip(fonts, paths, strict=True):
            font.flavor = None
            font.save(path)
        font = Merger(Options(drop_tables=["DSIG", "name"])).merge(paths)
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = MADE
    return font


# --- The files ---


def ranges_of(codes: Iterable[int]) -> str:
    """Return numbers of letters as a text, a range a line: the server reads it without opening the font."""
    lines: list[list[int]] = []
    for code in sorted(codes):
        if lines and lines[-1][1] == code - 1:
            lines[-1][1] = code
        else:
            lines.append([code, code])
    return "".join(f"{first:04X}-{last:04X}\n" for first, last in lines)


def write(name: str, font: TTFont) -> None:
    """Write a font and the list of its letters, and say how large they are."""
    path = FONTS / f"share-{name}.woff2"
    font.flavor = "woff2"
    font.save(path)
    path.with_suffix(".txt").write_text(ranges_of(font.getBestCmap()), encoding="ascii")
    print(f"{path.name}: {len(font.getBestCmap())} letters, {path.stat().st_size} bytes")


def main() -> None:
    """Make all of them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("packages", type=Path, help="the folder of npm packages")
    packages = parser.parse_args().packages
    for pair in PAIRS:
        write(pair.key, merged(parts_of(pair, packages)))
    for language in HAN:
        write(language, merged(han_parts(language, packages)))


if __name__ == "__main__":
    main()
