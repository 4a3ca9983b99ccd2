"""A campaign's typefaces: every language has its letters, and nothing moves when they arrive."""

import re
import runpy
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont

from campaign_site.languages import all_languages
from editorial.typefaces import DEFAULT, SUBSETS, TYPEFACES, first_fonts, letters_sheet

from .alphabets import ALPHABETS, SIGNS, letters_of

STATIC = Path(settings.BASE_DIR) / "static"
SHEETS = STATIC / "css" / "letters"
# Written in the reader's own fonts.
OF_THE_READER = {"ja", "zh-hans", "zh-hant"}
LANGUAGES = sorted({code for code, _name in all_languages()} - OF_THE_READER)
# Bytes: of one file, and of all that the first page of a visit fetches at once.
MOST_IN_A_FILE = 40_000
MOST_AT_FIRST = 78_000


@dataclass(frozen=True)
class Face:
    """An @font-face rule that names a file."""

    family: str
    path: Path
    letters: frozenset[int]


def descriptors(rule: str) -> dict[str, str]:
    """Return what an @font-face rule says, by name."""
    return {name: " ".join(value.split()) for name, value in re.findall(r"([\w-]+):\s+([^;]+);", rule)}


def rules(key: str) -> Iterator[dict[str, str]]:
    """Yield what each @font-face rule of a pair says."""
    for rule in re.findall(r"@font-face \{(.*?)\}", letters_sheet(key), re.DOTALL):
        yield descriptors(rule)


def faces(key: str) -> Iterator[Face]:
    """Yield those that name a file of ours."""
    for rule in rules(key):
        if found := re.match(r'url\("\.\./\.\./(fonts/[^"]+)"\) format\("woff2"\)', rule["src"]):
            letters = range_of(rule["unicode-range"])
            yield Face(rule["font-family"].strip('"'), STATIC / found[1], frozenset(letters))


def range_of(unicode_range: str) -> Iterator[int]:
    """Yield the numbers of all letters that a rule is for."""
    for part in re.findall(r"U\+([0-9A-F-]+)", unicode_range):
        first, _, last = part.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


@cache
def letters_in(path: Path) -> frozenset[int]:
    """Return the numbers of the letters that a font file draws."""
    with TTFont(path) as font:
        return frozenset(font.getBestCmap())


def families_for(key: str, language: str) -> set[str]:
    """Return the families that must each have a language's letters."""
    pair = TYPEFACES[key]
    if language in ("ar", "fa"):
        return {pair.arabic}
    return {pair.hebrew_poster, pair.hebrew_text} if language == "he" else {pair.poster, pair.text}


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    """Everything in the script that makes fonts and sheets."""
    return runpy.run_path(str(Path(settings.BASE_DIR) / "scripts" / "typefaces.py"))


@pytest.mark.parametrize("key", TYPEFACES)
def test_each_pair_has_all_letters_of_each_language(key: str) -> None:
    """What a font lacks comes from another one, and a word in two fonts looks like a mistake."""
    drawn: dict[str, set[int]] = {}
    for face in faces(key):
        drawn.setdefault(face.family, set()).update(face.letters & letters_in(face.path))
    for language in LANGUAGES:
        # Signs of Arabic and Hebrew texts are those of the Latin fonts.
        own = letters_of(language) - (set(SIGNS) if language in ("ar", "fa", "he") else set())
        for family in families_for(key, language):
            missing = [letter for letter in sorted(own) if ord(letter) not in drawn[family]]
            assert missing == [], (language, family)


@pytest.mark.parametrize("key", TYPEFACES)
def test_each_file_has_the_letters_that_it_is_fetched_for(key: str) -> None:
    """And no others, but for the marks that it puts together with letters."""
    letters = {ord(letter) for code in ALPHABETS for letter in letters_of(code)}
    letters -= {ord("Ə"), ord("ə"), ord("₴")}
    for face in faces(key):
        assert face.path.exists(), face.path
        drawn = letters_in(face.path)
        assert [chr(code) for code in (letters & face.letters) - drawn if code > 0x2FF] == [], face.path
        assert {code for code in drawn - face.letters if not 0x300 <= code < 0x370} == set(), face.path


def test_each_font_is_some_pairs() -> None:
    """A file that no sheet names is only weight."""
    named = {face.path for key in TYPEFACES for face in faces(key)}
    of_pictures = {STATIC / "fonts" / f"share-{key}.woff2" for key in (*TYPEFACES, *OF_THE_READER)}
    assert {*(STATIC / "fonts").glob("*.woff2")} - named == of_pictures
    assert {path.stem for path in SHEETS.glob("*.css")} == {*TYPEFACES}


def test_the_licence_of_each_family_is_with_it() -> None:
    """Each licence asks for that."""
    readme = (STATIC / "fonts" / "README.txt").read_text()
    for family in {face.family for key in TYPEFACES for face in faces(key)}:
        [licence] = re.findall(rf"^{family}(?: \(\w+\))?  +[@t].* (\S+\.txt)$", readme, re.MULTILINE)
        text = (STATIC / "fonts" / licence).read_text()
        assert re.search(r"SIL Open Font License, Version 1\.1|Apache License", text)
        assert 'Reserved Font Name "' not in text


def test_the_licences_of_pictures_fonts_are_with_them() -> None:
    readme = (STATIC / "fonts" / "README.txt").read_text()
    for name in ["OFL-Noto.txt", "OFL-Noto-CJK.txt"]:
        assert name in readme
        assert "SIL Open Font License, Version 1.1" in (STATIC / "fonts" / name).read_text()


@pytest.mark.parametrize("key", TYPEFACES)
@pytest.mark.parametrize("selector", [":lang(ja)", ":lang(zh)", ":lang(zh-hant)"])
def test_japanese_and_chinese_are_in_a_font_of_their_own_on_each_system(key: str, selector: str) -> None:
    """Without one, a browser takes another language's forms of the same characters."""
    rule = re.search(rf"^{re.escape(selector)} \{{(.*?)\}}", letters_sheet(key), re.DOTALL | re.MULTILINE)
    assert rule
    for families in descriptors(rule[1]).values():
        kinds = {
            "Apple": ("Hiragino", "PingFang", "Songti"),
            "Windows": ("Yu ", "Meiryo", "Microsoft", "SimSun", "PMingLiU"),
            "Linux": ("Noto",),
        }
        for system, names in kinds.items():
            assert any(f'"{name}' in families for name in names), system
        ours = {":lang(ja)": " JP", ":lang(zh)": " SC", ":lang(zh-hant)": " TC"}[selector]
        assert {name[-4:-1] for name in re.findall(r'"Noto [^"]+"', families)} == {ours}


@pytest.mark.parametrize("key", TYPEFACES)
def test_what_a_page_needs_at_once_is_little_and_used(key: str) -> None:
    """A file that no style names would be fetched in vain, and who has a slow line waits for each."""
    named = {face.path.relative_to(STATIC).as_posix() for face in faces(key)}
    for language in ["en", "ja", *SUBSETS]:
        paths = first_fonts(language, key)
        assert len(paths) == len(set(paths))
        assert {*paths} <= named, language
        size = sum(Path(str(finders.find(path))).stat().st_size for path in paths)
        assert size <= MOST_AT_FIRST, (language, size)


def test_no_file_is_large() -> None:
    sizes = {face.path.name: face.path.stat().st_size for key in TYPEFACES for face in faces(key)}
    assert {name: size for name, size in sizes.items() if size > MOST_IN_A_FILE} == {}


def test_each_language_fetches_its_own_letters_first() -> None:
    """The poster's letters are what a visitor reads first."""
    assert first_fonts("ar") == ["fonts/cairo-arabic.woff2", "fonts/sofia-sans-latin.woff2"]
    assert first_fonts("el")[0] == "fonts/sofia-sans-extra-condensed-greek.woff2"
    assert first_fonts("de-at") == first_fonts("en") == first_fonts("en", DEFAULT)
    assert first_fonts("fr") == [
        "fonts/sofia-sans-extra-condensed-latin.woff2",
        "fonts/sofia-sans-latin.woff2",
    ]
    assert first_fonts("he", "calm") == [
        "fonts/frank-ruhl-libre-hebrew.woff2",
        "fonts/heebo-hebrew.woff2",
        "fonts/commissioner-latin.woff2",
    ]
    assert first_fonts("sr", "plain")[0] == "fonts/inter-display-cyrillic.woff2"
    assert first_fonts("sr-latn", "plain")[0] == "fonts/inter-display-latin-ext.woff2"


@pytest.mark.parametrize("key", TYPEFACES)
def test_a_sheet_is_what_its_fonts_tables_say(key: str, made: dict[str, Any]) -> None:
    """The room of the stand-ins, the sizes and the heights of lines are computed: nobody types them."""
    [pair] = [pair for pair in made["PAIRS"] if pair.key == key]
    assert (SHEETS / f"{key}.css").read_text(encoding="utf-8") == made["sheet_of"](pair)


@pytest.mark.parametrize("key", TYPEFACES)
def test_a_sheet_names_the_pairs_families_first(key: str) -> None:
    sheet, pair = letters_sheet(key), TYPEFACES[key]
    tokens = re.search(r"^:root \{(.*?)\}", sheet, re.DOTALL | re.MULTILINE)
    assert tokens
    said = descriptors(tokens[1])
    assert said["--text-family"].startswith(f'"{pair.text}", ')
    assert said["--poster-family"].startswith(f'"{pair.poster}", ')
    weights = {rule["font-weight"] for rule in rules(key) if rule["font-family"] == f'"{pair.poster}"'}
    assert weights == {said["--poster-weight"]}
    for selector, family in {
        ":is(:lang(ar), :lang(fa))": pair.arabic,
        ":lang(he)": pair.hebrew_poster,
    }.items():
        rule = re.search(rf"^{re.escape(selector)} \{{(.*?)\}}", sheet, re.DOTALL | re.MULTILINE)
        assert rule
        assert descriptors(rule[1])["--script-poster"].startswith(f'"{family}"')


@pytest.mark.parametrize(
    ("key", "stand_in", "weights"),
    [("warm", "Text on Open Sans", ("400", "700")), ("press", "Text on Roboto", ("400", "700"))],
)
def test_a_font_that_stands_in_for_itself_stays_as_it_is(
    key: str, stand_in: str, weights: tuple[str, ...]
) -> None:
    """So the widths that are written down for the reader's fonts are right."""
    found = {
        rule["font-weight"]: rule["size-adjust"]
        for rule in rules(key)
        if rule["font-family"] == f'"{stand_in}"'
    }
    assert found == dict.fromkeys(weights, "100.0%")


@pytest.mark.parametrize("key", TYPEFACES)
def test_a_stand_in_is_as_high_as_the_font(key: str) -> None:
    """What is made larger or smaller has lines as high as before."""
    pair = TYPEFACES[key]
    for rule in rules(key):
        if "ascent-override" not in rule:
            continue
        family = pair.text if rule["font-family"].startswith('"Text') else pair.poster
        path = next(face.path for face in faces(key) if face.family == family and "-latin." in face.path.name)
        with TTFont(path) as font:
            lines, units = font["hhea"], font["head"].unitsPerEm
        size, ascent, descent = (
            float(rule[name].rstrip("%")) / 100
            for name in ("size-adjust", "ascent-override", "descent-override")
        )
        assert size * ascent == pytest.approx(lines.ascent / units, abs=0.001)
        assert size * descent == pytest.approx(-lines.descent / units, abs=0.001)


def test_an_unknown_pair_is_refused() -> None:
    with pytest.raises(KeyError):
        letters_sheet("../site")
    with pytest.raises(KeyError):
        first_fonts("en", "comic")


def features_for(path: Path, script: str, language: str) -> set[str]:
    """Return the features that a font file applies to a script in a language, all by OpenType's names."""
    with TTFont(path) as font:
        if "GSUB" not in font:
            return set()
        table = font["GSUB"].table
    scripts = {one.ScriptTag: one.Script for one in table.ScriptList.ScriptRecord}
    found = scripts.get(script, scripts.get("DFLT"))
    if found is None:
        return set()
    of_language = {one.LangSysTag: one.LangSys for one in found.LangSysRecord}
    system = of_language.get(language, found.DefaultLangSys)
    return (
        {table.FeatureList.FeatureRecord[index].FeatureTag for index in system.FeatureIndex}
        if system
        else set()
    )


@pytest.mark.parametrize("name", ["commissioner", "playpen-sans"])
def test_bulgarian_keeps_its_forms_and_others_the_international_ones(name: str) -> None:
    path = STATIC / "fonts" / f"{name}-cyrillic.woff2"
    assert "locl" in features_for(path, "cyrl", "BGR ")
    assert "locl" not in features_for(path, "cyrl", "UKR ")


@pytest.mark.parametrize("name", ["eb-garamond", "commissioner", "open-sans", "playpen-sans"])
def test_serbian_keeps_its_forms(name: str) -> None:
    assert "locl" in features_for(STATIC / "fonts" / f"{name}-cyrillic.woff2", "cyrl", "SRB ")


@pytest.mark.parametrize(
    "name", ["commissioner", "open-sans", "playpen-sans", "roboto-slab", "roboto", "literata", "inter"]
)
def test_romanian_gets_commas_for_cedillas(name: str) -> None:
    assert "locl" in features_for(STATIC / "fonts" / f"{name}-latin-ext.woff2", "latn", "ROM ")


def test_the_dot_of_an_i_stays_in_turkish() -> None:
    """It tells “i” from “ı”, and where a font joins “f” and “i” it is gone."""
    for path in {face.path for key in TYPEFACES for face in faces(key) if "-latin." in face.path.name}:
        features = features_for(path, "latn", "TRK ")
        assert "locl" in features or not joins_f_and_i(path), path


def joins_f_and_i(path: Path) -> bool:
    """Tell whether a font file draws “fi” as one letter in Turkish."""
    with TTFont(path) as font:
        letters = font.getBestCmap()
        if "GSUB" not in font:
            return False
        table = font["GSUB"].table
    for script in table.ScriptList.ScriptRecord:
        if script.ScriptTag not in ("latn", "DFLT"):
            continue
        turkish = [one.LangSys for one in script.Script.LangSysRecord if one.LangSysTag == "TRK "]
        for index in (turkish or [script.Script.DefaultLangSys])[0].FeatureIndex:
            for lookup in table.FeatureList.FeatureRecord[index].Feature.LookupListIndex:
                for subtable in table.LookupList.Lookup[lookup].SubTable:
                    subtable = getattr(subtable, "ExtSubTable", subtable)
                    joined = getattr(subtable, "ligatures", {}).get(letters[ord("f")], [])
                    if any(letters[ord("i")] in one.Component for one in joined):
                        return True
    return False
