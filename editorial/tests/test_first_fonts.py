"""What a browser is told to fetch at once."""

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from editorial.first_fonts import OWN_FONTS, first_fonts


@pytest.mark.parametrize("language", ["en", *OWN_FONTS])
def test_the_fonts_are_there_and_the_styles_use_them(language: str) -> None:
    """A file that no style names would be fetched in vain."""
    styles = (settings.BASE_DIR / "static" / "css" / "letters.css").read_text()
    for path in first_fonts(language):
        assert finders.find(path)
        assert f'url("../{path}")' in styles


def test_each_language_fetches_its_own_letters_first() -> None:
    """The poster's letters are what a visitor reads first."""
    assert first_fonts("ar") == ["fonts/cairo-arabic.woff2", "fonts/sofia-sans-latin.woff2"]
    assert first_fonts("el")[0] == "fonts/sofia-sans-extra-condensed-greek.woff2"
    assert first_fonts("de-at") == first_fonts("en")
    assert first_fonts("fr") == [
        "fonts/sofia-sans-extra-condensed-latin.woff2",
        "fonts/sofia-sans-latin.woff2",
    ]
