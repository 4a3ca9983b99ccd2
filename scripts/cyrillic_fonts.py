"""Let Sofia Sans draw Cyrillic as the world outside of Bulgaria reads it, and Bulgarian in its own forms.

The type was made in Sofia: its plain letters are Bulgaria's (“п” looks like “n”), and the international ones
come where a page says that it is Russian. Ukrainian, Serbian and Macedonian pages got Bulgaria's. This turns
it round in each font that has them: the international forms come everywhere but on Bulgarian pages. Run it by
hand after the fonts were taken anew from their packages; running it twice changes nothing.
"""

from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.otTables import LangSys, LangSysRecord

FONTS = Path(__file__).resolve().parent.parent / "static" / "fonts"
RUSSIAN, BULGARIAN = "RUS ", "BGR "
NO_FEATURE = 0xFFFF


def turn_round(font: TTFont) -> bool:
    """Make Russian's forms those of all languages but Bulgarian; return whether there was anything to do."""
    done = False
    for record in font["GSUB"].table.ScriptList.ScriptRecord:
        script = record.Script
        russian = [one for one in script.LangSysRecord if one.LangSysTag == RUSSIAN]
        if record.ScriptTag != "cyrl" or not russian:
            continue
        bulgarian = LangSysRecord()
        bulgarian.LangSysTag = BULGARIAN
        bulgarian.LangSys = script.DefaultLangSys or LangSys()
        if script.DefaultLangSys is None:
            bulgarian.LangSys.LookupOrder, bulgarian.LangSys.ReqFeatureIndex = None, NO_FEATURE
            bulgarian.LangSys.FeatureIndex, bulgarian.LangSys.FeatureCount = [], 0
        script.DefaultLangSys = russian[0].LangSys
        script.LangSysRecord = [one for one in script.LangSysRecord if one is not russian[0]] + [bulgarian]
        script.LangSysRecord.sort(key=lambda one: one.LangSysTag)
        done = True
    return done


def main() -> None:
    """Turn the fonts of the pages round."""
    for path in sorted(FONTS.glob("sofia-sans-*cyrillic*.woff2")):
        font = TTFont(path)
        if turn_round(font):
            font.save(path)
            print(path.name)


if __name__ == "__main__":
    main()
