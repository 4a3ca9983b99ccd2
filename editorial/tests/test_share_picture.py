"""A shared page shows its own title, in its own language, though nobody has made a picture for it."""

from functools import lru_cache
from io import BytesIO

import pytest
from django.conf import settings
from django.test import Client
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageStat

from editorial.brand.shown import brand_of_look
from editorial.share_picture import (
    FONT,
    as_the_font_writes_it,
    letters_of_font,
)
from editorial.share_picture import (
    draw_share_picture as draw_in_brand,
)
from home.models import ContentPage
from tests.factories import create_home

from .alphabets import ALPHABETS, letters_of

BRAND = brand_of_look("poster")
INK = BRAND.colours.light["on-stage"]


def draw_share_picture(title: str, site_name: str, language: str = "en") -> bytes:
    return draw_in_brand(title, site_name, language, BRAND)


def ink(picture: bytes) -> range:
    """Return the columns from the first to the last letter."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    assert image.size == (1200, 630)
    distance = ImageChops.difference(image, Image.new("RGB", image.size, INK)).convert("L")
    letters = distance.point(lambda each: 255 if each == 0 else 0).getbbox()
    assert letters is not None or not picture
    return range(letters[0], letters[2]) if letters else range(0)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Red lines", "en"),
        ("Biometrische Massenüberwachung gehört verboten, bevor sie überall steht", "de"),
        ("Donaudampfschifffahrtsgesellschaftskapitänsmützenverordnungsentwurf", "de"),
        ("Κόκκινες γραμμές", "el"),
        ("Красные линии", "ru"),
        ("خطوط حمراء", "ar"),
        ("קווים אדומים", "he"),
        ("خطوط قرمز", "fa"),
        ("word " * 200, "en"),
        ("", "en"),
    ],
)
def test_every_title_stays_inside_the_frame(title: str, language: str) -> None:
    columns = ink(draw_share_picture(title, "Seen", language))
    assert columns[0] >= 70
    assert columns[-1] <= 1130


@pytest.mark.slow
def test_a_title_that_reads_from_the_right_stands_at_the_right() -> None:
    assert ink(draw_share_picture("نحن", "", "ar"))[0] > 600
    assert ink(draw_share_picture("We", ""))[-1] < 600


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


@lru_cache
def font_letters(path: str) -> set[int]:
    """Return the numbers of all letters that a font file has, from its own table."""
    with TTFont(settings.BASE_DIR / "static" / path, lazy=True) as font:
        return set(font.getBestCmap())


# Their letters are thousands: pages are written in the reader's own fonts.
TOO_MANY_LETTERS = {"ja", "zh-hans", "zh-hant"}


@pytest.mark.parametrize("language", sorted(dict(settings.LANGUAGES).keys() - TOO_MANY_LETTERS))
def test_every_letter_of_every_language_is_in_the_font(language: str) -> None:
    missing = {letter for letter in letters_of(language) if ord(letter) not in font_letters(FONT)}
    assert missing == set()
    assert letters_of_font() == font_letters(FONT), "the list that the server goes by is the font’s own"


def test_the_letters_of_europe_and_its_neighbours_are_in_the_font() -> None:
    letters = font_letters(FONT)
    missing = {code: [each for each in letters_of(code) if ord(each) not in letters] for code in ALPHABETS}
    assert {code: each for code, each in missing.items() if each} == {}


@pytest.mark.slow
def test_scripts_mix_and_each_is_shaped_in_its_own_direction() -> None:
    """The Latin letters stand left of the Arabic ones, and those join."""
    mixed = ink(draw_share_picture("وجوهنا EU 2026", "", "ar"))
    arabic = ink(draw_share_picture("وجوهنا", "", "ar"))
    assert mixed[0] < 300 < arabic[0]
    font = ImageFont.truetype(settings.BASE_DIR / "static" / FONT, 100)
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


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Żółć i Łódź", "Żółć i Łódź"),
        ("Sign 🎉 now", "Sign now"),
        ("e\u0301te\u0301", "été"),
        ("ناوی ئێمە ۆ", ""),
        ("签名 now", ""),
        ("We\u200b sign", "We sign"),
    ],
)
def test_what_the_font_has_no_letter_for_never_becomes_a_box(title: str, written: str) -> None:
    """A sign is left out; a title with a letter missing gives way to the campaign's name."""
    assert as_the_font_writes_it(title) == written
    if not written:
        assert draw_share_picture(title, "Seen") == draw_share_picture("Seen", "")


def features_for(path: str, language: str) -> set[str]:
    """Return the features that a font file applies to Cyrillic in a language, by OpenType's name for it."""
    with TTFont(settings.BASE_DIR / "static" / path) as font:
        table = font["GSUB"].table
    script = next(one.Script for one in table.ScriptList.ScriptRecord if one.ScriptTag == "cyrl")
    of_language = {one.LangSysTag: one.LangSys for one in script.LangSysRecord}
    features = of_language.get(language, script.DefaultLangSys).FeatureIndex
    return {table.FeatureList.FeatureRecord[index].FeatureTag for index in features}


@pytest.mark.parametrize(
    "path",
    [
        FONT,
        "fonts/sofia-sans-extra-condensed-cyrillic.woff2",
        "fonts/sofia-sans-cyrillic.woff2",
        "fonts/sofia-sans-cyrillic-ext.woff2",
    ],
)
def test_only_bulgarian_is_written_in_bulgarias_forms_of_letters(path: str) -> None:
    """To all others, its “п” is a Latin “n”."""
    assert "locl" not in features_for(path, "BGR ")
    for language in ("UKR ", "SRB ", "MKD ", "RUS "):
        assert "locl" in features_for(path, language)


@pytest.mark.slow
def test_a_picture_has_its_languages_forms_of_letters() -> None:
    russian, ukrainian, bulgarian = (draw_share_picture("піт", "", code) for code in ("ru", "uk", "bg"))
    assert russian == ukrainian != bulgarian
