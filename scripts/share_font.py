"""Make static/fonts/share-letters.woff2: the letters of sharing pictures, in one font, so that they may mix.

Pillow shapes a line with one font at a time. So the fonts of the site are merged into one; each of them gives
the letters that those before it lack. Run it by hand, with the folder where the npm packages named below were
unpacked; static/fonts/README.txt says which they are.
"""

import argparse
import tempfile
from collections.abc import Iterable
from copy import copy
from pathlib import Path

from fontTools.merge import Merger, Options
from fontTools.subset import Options as SubsetOptions
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.ttLib.tables.otTables import LangSysRecord
from fontTools.varLib.instancer import instantiateVariableFont

FONTS = Path(__file__).resolve().parent.parent / "static" / "fonts"
WEIGHT = 800
UNITS = 1000
# In this order: a letter comes from the first that has it.
OWN = [
    *(f"sofia-sans-extra-condensed-{part}.woff2" for part in ("latin", "latin-ext", "greek", "cyrillic")),
    "sofia-sans-extra-condensed-cyrillic-ext.woff2",
]
FROM_PACKAGES = [
    "cairo/files/cairo-arabic-wght-normal.woff2",
    "heebo/files/heebo-hebrew-wght-normal.woff2",
    "noto-sans-hebrew/files/noto-sans-hebrew-hebrew-wght-normal.woff2",
    "noto-sans-armenian/files/noto-sans-armenian-armenian-wght-normal.woff2",
    "noto-sans-georgian/files/noto-sans-georgian-georgian-wght-normal.woff2",
    # What the poster's own letters lack: the rest of Latin, signs and marks.
    "noto-sans/files/noto-sans-latin-ext-wght-normal.woff2",
]
# Arrows, boxes and mathematics are no letters.
LETTERS = [(0x20, 0x250), (0x259, 0x25A), (0x2B9, 0x370), (0x370, 0x530), (0x531, 0x700), (0x10A0, 0x1100)]
LETTERS += [(0x1C90, 0x1CC0), (0x1E00, 0x2000), (0x2010, 0x2064), (0x20A0, 0x20C0), (0x2100, 0x2123)]
LETTERS += [(0x2D00, 0x2D30), (0xFB1D, 0xFB50), (0xFB50, 0xFDFF), (0xFE70, 0xFF00)]


def ready(path: Path, taken: set[int]) -> TTFont | None:
    """Return a font in the one weight and size, with letters that aren't taken yet; nothing without any."""
    font = TTFont(path)
    if "fvar" in font:
        limits = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes} | {"wght": WEIGHT}
        font = instantiateVariableFont(font, limits)
    if font["head"].unitsPerEm != UNITS:
        scale_upem(font, UNITS)
    letters = {code for code in font.getBestCmap() for start, end in LETTERS if start <= code < end} - taken
    if not letters:
        return None
    options = SubsetOptions()
    options.layout_features = ["*"]
    options.name_IDs = []
    options.hinting = False
    options.drop_tables += ["STAT", "prep", "gasp", "fpgm", "cvt "]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    taken |= letters
    return font


def leave_bulgarian_its_own(font: TTFont) -> None:
    """Give Bulgarian the plain forms again: merging drops a language that has fewer forms than the others."""
    table = font["GSUB"].table
    script = next(record.Script for record in table.ScriptList.ScriptRecord if record.ScriptTag == "cyrl")
    record = LangSysRecord()
    record.LangSysTag, record.LangSys = "BGR ", copy(script.DefaultLangSys)
    record.LangSys.FeatureIndex = [
        index
        for index in script.DefaultLangSys.FeatureIndex
        if table.FeatureList.FeatureRecord[index].FeatureTag != "locl"
    ]
    record.LangSys.FeatureCount = len(record.LangSys.FeatureIndex)
    script.LangSysRecord, script.LangSysCount = [record], 1


def ranges_of(codes: Iterable[int]) -> str:
    """Return numbers of letters as a text, a range a line: the server reads it without opening the font."""
    lines: list[list[int]] = []
    for code in sorted(codes):
        if lines and lines[-1][1] == code - 1:
            lines[-1][1] = code
        else:
            lines.append([code, code])
    return "".join(f"{first:04X}-{last:04X}\n" for first, last in lines)


def main() -> None:
    """Merge the fonts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", type=Path, help="the folder @fontsource-variable of npm packages")
    folder = parser.parse_args().packages
    taken: set[int] = set()
    with tempfile.TemporaryDirectory() as scratch:
        parts = []
        paths = [*(FONTS / name for name in OWN), *(folder / name for name in FROM_PACKAGES)]
        for number, path in enumerate(paths):
            font = ready(path, taken)
            if font is not None:
                parts.append(str(Path(scratch) / f"{number}.ttf"))
                font.flavor = None
                font.save(parts[-1])
        merged = Merger(Options(drop_tables=["DSIG", "name"])).merge(parts)
        leave_bulgarian_its_own(merged)
        merged.flavor = "woff2"
        merged.save(FONTS / "share-letters.woff2")
    (FONTS / "share-letters.txt").write_text(ranges_of(merged.getBestCmap()), encoding="ascii")
    print(f"{len(taken)} letters, {(FONTS / 'share-letters.woff2').stat().st_size} bytes")


if __name__ == "__main__":
    main()
