"""A shared page shows its own title, in its own language and letters, though nobody made a picture for it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import Literal

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.test import Client
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageStat

from editorial import share_letters
from editorial.brand.shown import brand_of_look
from editorial.share_letters import (
    HAN_LANGUAGES,
    as_the_font_writes_it,
    lettering_for,
    letters_of_font,
)
from editorial.share_picture import (
    draw_share_picture as draw_in_brand,
)
from editorial.typefaces import DEFAULT, TYPEFACES
from home.models import ContentPage
from tests.factories import create_home

from .alphabets import ALPHABETS, letters_of

BRAND = brand_of_look("poster")
INK = BRAND.colours.light["on-stage"]
FONTS = settings.BASE_DIR / "static" / "fonts"
LANGUAGES = sorted(dict(settings.LANGUAGES))
# Above the mark and the campaign's name.
TITLE = (0, 0, 1200, 475)


def draw_share_picture(
    title: str, site_name: str, language: str = "en", typefaces: str = DEFAULT
) -> Image.Image:
    return draw_in_brand(title, site_name, language, replace(BRAND, typefaces=typefaces))


def letters_in(picture: Image.Image) -> Image.Image:
    """Return where the picture has letters: white upon black."""
    assert picture.size == (1200, 630)
    distance = ImageChops.difference(picture, Image.new("RGB", picture.size, INK)).convert("L")
    return distance.point(lambda each: 255 if each == 0 else 0)


def ink(picture: Image.Image) -> range:
    """Return the columns from the first to the last letter."""
    letters = letters_in(picture).getbbox()
    return range(letters[0], letters[2]) if letters else range(0)


def lines_of_title(picture: Image.Image) -> int:
    """Return how many lines the title has: rows of points with letters, and gaps between them."""
    title = letters_in(picture).crop(TITLE)
    rows = [title.crop((0, row, 1200, row + 1)).getbbox() is not None for row in range(TITLE[3])]
    return sum(has_letters for has_letters, _row in groupby(rows))


@pytest.mark.slow
@pytest.mark.parametrize("typefaces", TYPEFACES)
@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Red lines", "en"),
        ("Biometrische Massenüberwachung gehört verboten, bevor sie überall steht", "de"),
        ("Donaudampfschifffahrtsgesellschaftskapitänsmützenverordnungsentwurf", "de"),
        ("ÅÄÖ ŽŠĆ gjpqy ÅÄÖ ŽŠĆ gjpqy", "sv"),
        ("Κόκκινες γραμμές", "el"),
        ("Красные линии", "ru"),
        ("خطوط حمراء", "ar"),
        ("نُطَالِبُ بِحَظْرِ المُرَاقَبَة", "ar"),
        ("קווים אדומים", "he"),
        ("خطوط قرمز", "fa"),
        ("顔認識による大規模な生体監視を、ヨーロッパの公共の場で禁止せよ。", "ja"),
        ("签名", "zh-hans"),
        ("禁止在公共場所進行大規模生物辨識監控" * 12, "zh-hant"),
        ("word " * 200, "en"),
        ("", "en"),
    ],
)
def test_every_title_stays_inside_the_frame(title: str, language: str, typefaces: str) -> None:
    """And above the campaign's name, whatever its letters have above and below them."""
    picture = draw_share_picture(title, "Seen", language, typefaces)
    assert ink(picture)[0] >= 70
    assert ink(picture)[-1] <= 1130
    letters = letters_in(picture).crop(TITLE).getbbox()
    if title:
        assert letters is not None
        assert letters[1] >= 70
        assert letters[3] <= 460


@pytest.mark.slow
@pytest.mark.parametrize("typefaces", TYPEFACES)
@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("Gesichtserkennungsüberwachung", "de"),
        ("Vorratsdatenspeicherungsverpflichtung", "de"),
        ("Telekommunikationsüberwachungsverordnung", "de"),
        ("joukkovalvontajärjestelmälainsäädäntö", "fi"),
        ("epäjärjestelmällisyydellänsäkäänköhän", "fi"),
    ],
)
def test_a_long_word_is_never_broken(word: str, language: str, typefaces: str) -> None:
    assert lines_of_title(draw_share_picture(word, "", language, typefaces)) == 1


@pytest.mark.slow
@pytest.mark.parametrize("typefaces", TYPEFACES)
def test_accents_never_meet_the_tails_of_the_line_above(typefaces: str) -> None:
    tails, accents = "gjpqy" * 5, "ŮĘŮÅŮ" * 4
    together, *alone = (
        lines_of_title(draw_share_picture(title, "", "cs", typefaces))
        for title in (f"{tails} {accents}", tails, accents)
    )
    assert together == sum(alone)


@pytest.mark.slow
@pytest.mark.parametrize("typefaces", TYPEFACES)
@pytest.mark.parametrize("name", ["S" * 90, "A campaign with a long name, " * 8, "夺回你的脸" * 20])
def test_the_campaigns_name_stays_inside_the_frame(name: str, typefaces: str) -> None:
    assert 600 <= ink(draw_share_picture("We", name, "en", typefaces))[-1] <= 1130


@pytest.mark.slow
def test_a_title_that_reads_from_the_right_stands_at_the_right() -> None:
    assert ink(draw_share_picture("نحن", "", "ar"))[0] > 600
    assert ink(draw_share_picture("We", ""))[-1] < 600


@pytest.mark.slow
def test_no_last_character_stands_alone() -> None:
    """Where a line may end anywhere, the lines are about as long."""
    letters = letters_in(draw_share_picture("顔認識監視禁止", "", "ja")).crop(TITLE)
    last_line = letters.crop((0, 300, *TITLE[2:])).getbbox()
    assert last_line is not None
    assert last_line[2] - last_line[0] > 400


@pytest.fixture
def page(db: None) -> ContentPage:
    added: ContentPage = create_home().add_child(instance=ContentPage(title="About", slug="about"))
    return added


def test_a_public_page_names_its_picture(client: Client, page: ContentPage) -> None:
    url = f"/share/{page.pk}.png"
    assert url in client.get("/en/about/").content.decode()
    response = client.get(url)
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert "max-age" in response["Cache-Control"]


def test_a_draft_has_no_picture(client: Client, page: ContentPage) -> None:
    page.unpublish()
    assert client.get(f"/share/{page.pk}.png").status_code == 404
    assert client.get("/share/1.png").status_code == 404


# --- Every letter of every language ---


@lru_cache
def font_letters(font: str) -> frozenset[int]:
    """Return the numbers of all letters that a font has, from its own table."""
    with TTFont(FONTS / f"share-{font}.woff2", lazy=True) as file:
        return frozenset(file.getBestCmap())


@pytest.mark.parametrize("typefaces", TYPEFACES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_of_every_language_is_in_the_font(language: str, typefaces: str) -> None:
    font = language if language in HAN_LANGUAGES else typefaces
    letters = letters_of(language)
    missing = {letter for letter in letters if ord(letter) not in font_letters(font)}
    assert missing == set()
    chosen, written = lettering_for("".join(sorted(letters)), language, typefaces)
    assert (chosen.font, written != "") == (font, True)


@pytest.mark.parametrize("font", [*TYPEFACES, *HAN_LANGUAGES])
def test_the_list_that_the_server_goes_by_is_the_fonts_own(font: str) -> None:
    assert letters_of_font(font) == font_letters(font)


@pytest.mark.parametrize("typefaces", TYPEFACES)
def test_the_letters_of_europe_and_its_neighbours_are_in_the_font(typefaces: str) -> None:
    letters = font_letters(typefaces)
    missing = {code: [each for each in letters_of(code) if ord(each) not in letters] for code in ALPHABETS}
    assert {code: each for code, each in missing.items() if each} == {}


# --- As on the page ---


def of_the_page(typefaces: str) -> Iterator[tuple[frozenset[int], ImageFont.FreeTypeFont]]:
    """Yield the letters and the font of each file in which a pair's headings are set on pages."""
    pair = TYPEFACES[typefaces]
    weight = 700 if typefaces in ("calm", "book") else 800
    for family, parts in (
        (pair.poster, ["latin", "latin-ext", "greek", "cyrillic"]),
        (pair.arabic, ["arabic"]),
        (pair.hebrew_poster, ["hebrew"]),
    ):
        for part in parts:
            path = FONTS / f"{family.lower().replace(' ', '-')}-{part}.woff2"
            # Naskh is made larger by the style sheet.
            font = ImageFont.truetype(path, 115 if family == "Noto Naskh Arabic" else 100)
            with TTFont(path, lazy=True) as file:
                if "fvar" in file:
                    font.set_variation_by_axes([weight])
                yield frozenset(file.getBestCmap()), font


def drawn(letter: str, font: ImageFont.FreeTypeFont, language: str) -> Image.Image:
    """Return a letter in its language's form."""
    image = Image.new("L", (240, 240))
    direction: Literal["rtl", "ltr"] = "rtl" if language in ("ar", "fa", "he") else "ltr"
    ImageDraw.Draw(image).text((120, 150), letter, 255, font, "ms", language=language, direction=direction)
    return image


# Languages in which one of the families has forms of its own; the others share theirs.
WITH_FORMS = ["ar", "bg", "ca", "el", "fa", "he", "mk", "nl", "pl", "ro", "ru", "sr", "tr", "uk"]


@pytest.mark.slow
@pytest.mark.parametrize("typefaces", TYPEFACES)
def test_every_letter_looks_as_in_the_headings_of_the_page(typefaces: str) -> None:
    """So a picture is in the brand's typeface, and in each language's forms of letters."""
    font = ImageFont.truetype(FONTS / f"share-{typefaces}.woff2", 100)
    files = list(of_the_page(typefaces))
    others = {letter for language in {*LANGUAGES} - {*HAN_LANGUAGES} for letter in letters_of(language)}
    letters = {language: letters_of(language) for language in WITH_FORMS}
    letters["en"] = others.difference(*letters.values())
    differing = []
    for language, letter in [(code, letter) for code, own in letters.items() for letter in own]:
        if not letter.isalpha():
            continue
        on_page = next(font for drawn_letters, font in files if ord(letter) in drawn_letters)
        expected, found = drawn(letter, on_page, language), drawn(letter, font, language)
        difference = ImageStat.Stat(ImageChops.difference(expected, found)).sum[0]
        # What is left are the edges of points, where outlines were rounded.
        if difference > 0.3 * ImageStat.Stat(expected).sum[0]:
            differing.append((language, letter))
    assert differing == []


@pytest.mark.parametrize(("typefaces", "language"), [("poster", "bg"), ("calm", "sr"), ("warm", "mk")])
def test_a_picture_has_its_languages_forms_of_letters(typefaces: str, language: str) -> None:
    """To all others, Bulgaria's “п” is a Latin “n”."""
    own, russian, ukrainian = (
        letters_in(draw_share_picture("гвбѓпт", "", code, typefaces)).tobytes()
        for code in (language, "ru", "uk")
    )
    assert own != russian == ukrainian


@pytest.mark.parametrize("typefaces", ["poster", "press"])
@pytest.mark.parametrize(("language", "text"), [("en", "AVATAR"), ("el", "ΑΥΤΟ"), ("ru", "ГАТУ")])
def test_pairs_of_letters_are_drawn_together_in_each_script(language: str, text: str, typefaces: str) -> None:
    """Merging fonts loses what they say of a script that another of them tells apart."""
    lettering, _text = lettering_for(text, language, typefaces)
    assert lettering.width(text) < sum(map(lettering.width, text)) - 0.05


def test_one_character_is_drawn_as_each_of_its_languages_does() -> None:
    pictures = {draw_share_picture("直骨", "", language).tobytes() for language in HAN_LANGUAGES}
    assert len(pictures) == 3


@pytest.mark.parametrize(
    ("text", "language", "font"),
    [
        ("EU 2026", "ja", "warm"),
        ("顔", "ja", "ja"),
        ("EU、2026！", "ja", "ja"),
        ("面", "zh-hans", "zh-hans"),
        ("面", "zh-hant", "zh-hant"),
        ("Weg mit 小米 in Łódź", "de", "zh-hans"),
        ("Das Wort かな", "de", "ja"),
        ("Sign 🎉 now", "en", "warm"),
        ("签名 🎉", "de", "zh-hans"),
        ("嘅", "zh-hant", "zh-hant"),
    ],
)
def test_a_text_is_in_the_brands_letters_where_they_have_all_of_it(
    text: str, language: str, font: str
) -> None:
    assert lettering_for(text, language, "warm")[0].font == font


@pytest.mark.slow
def test_scripts_mix_and_each_is_shaped_in_its_own_direction() -> None:
    """The Latin letters stand left of the Arabic ones, and those join."""
    font = ImageFont.truetype(FONTS / f"share-{DEFAULT}.woff2", 100)
    assert font.getlength("وجوهنا", direction="rtl") < sum(font.getlength(letter) for letter in "وجوهنا")
    in_order = Image.new("L", (900, 160))
    ImageDraw.Draw(in_order).text((880, 10), "وجوه EU", font=font, fill=255, anchor="ra", direction="rtl")
    left_to_right = Image.new("L", (900, 160))
    width = int(font.getlength("وجوه EU", direction="rtl"))
    ImageDraw.Draw(left_to_right).text((880 - width, 10), "EU", font=font, fill=255)
    box = (880 - width, 0, 880 - width + int(font.getlength("EU")), 160)
    difference = ImageChops.difference(in_order.crop(box), left_to_right.crop(box))
    letters = ImageStat.Stat(in_order.crop(box)).mean[0]
    assert ImageStat.Stat(difference).mean[0] < letters / 3, "but for the places of single points"


def test_joined_letters_leave_no_light_line_between_them() -> None:
    letters = letters_in(draw_share_picture("م" * 13, "", "ar"))
    left, top, right, bottom = letters.crop(TITLE).getbbox() or (0, 0, 0, 0)
    # The letters in the middle stand on one line, in which each begins and ends.
    rows = [letters.crop((left + 200, row, right - 200, row + 1)) for row in range(top, bottom)]
    assert any(ImageStat.Stat(row).mean[0] == 255 for row in rows)


@pytest.mark.parametrize(("text", "language"), [("خطوط حمراء", "ar"), ("קווים אדומים", "he")])
def test_words_are_told_apart_though_the_brands_spaces_are_narrow(text: str, language: str) -> None:
    lettering, _text = lettering_for(text, language, DEFAULT)
    first, second = text.split()
    assert lettering.width(text) - lettering.width(first) - lettering.width(second) >= 0.24


# --- What can't be written ---


@pytest.mark.parametrize("typefaces", TYPEFACES)
@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Żółć i Łódź", "Żółć i Łódź"),
        ("Sign 🎉 now", "Sign now"),
        ("e\u0301te\u0301", "été"),
        ("ناوی ئێمە ۆ", ""),
        ("한국 now", ""),
        ("We\u200b sign", "We sign"),
    ],
)
def test_what_the_font_has_no_letter_for_never_becomes_a_box(
    title: str, written: str, typefaces: str
) -> None:
    """A sign is left out; a title with a letter missing gives way to the campaign's name."""
    assert lettering_for(title, "en", typefaces)[1] == as_the_font_writes_it(title, typefaces) == written
    if not written:
        assert draw_share_picture(title, "Seen") == draw_share_picture("Seen", "")


@pytest.fixture
def without_fribidi(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pillow can't turn texts round: it finds no FriBiDi."""

    def forget() -> None:
        share_letters.letters_of_font.cache_clear()
        share_letters._width.cache_clear()
        share_letters._heights.cache_clear()

    monkeypatch.setattr(share_letters, "can_shape", lambda: False)
    monkeypatch.setattr("editorial.checks.can_shape", lambda: False)
    monkeypatch.setattr(ImageFont.core, "HAVE_RAQM", False)
    share_letters._font.cache_clear()
    share_letters._measuring_font.cache_clear()
    forget()
    yield
    share_letters._font.cache_clear()
    share_letters._measuring_font.cache_clear()
    forget()


@pytest.mark.slow
def test_no_word_is_written_the_wrong_way_round(without_fribidi: None) -> None:
    """Without FriBiDi: letters from the left are drawn as ever, and whoever runs the hub is told."""
    assert draw_share_picture("خطوط", "Seen", "ar") == draw_share_picture("Seen", "", "ar")
    assert ink(draw_share_picture("Κόκκινες γραμμές", "", "el"))[-1] > 600
    assert [message.id for message in run_checks() if message.id == "editorial.W001"] == ["editorial.W001"]


def test_there_is_no_warning_where_all_scripts_can_be_drawn() -> None:
    assert "editorial.W001" not in {message.id for message in run_checks()}
