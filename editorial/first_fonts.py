"""The fonts that a language's pages need at once: a browser fetches them before it knows the styles."""

# Every page has digits and spaces in Latin letters' fonts, and a name or an address in Latin letters.
LATIN = ["sofia-sans-extra-condensed-latin", "sofia-sans-latin"]
LATIN_OF_TEXT = ["sofia-sans-latin"]
LATIN_EXTENDED = ["sofia-sans-extra-condensed-latin-ext", "sofia-sans-latin-ext"]
GREEK = ["sofia-sans-extra-condensed-greek", "sofia-sans-greek"]
CYRILLIC = ["sofia-sans-extra-condensed-cyrillic", "sofia-sans-cyrillic"]
ARABIC = ["cairo-arabic"]
HEBREW = ["heebo-hebrew"]

# Beside the plain Latin fonts. Where a language is missing here, its letters come a moment later.
OWN_FONTS = {
    **dict.fromkeys(["ar", "fa"], ARABIC),
    "el": GREEK,
    "he": HEBREW,
    **dict.fromkeys(["bg", "mk", "ru", "sr", "uk"], CYRILLIC),
    "sr-latn": LATIN_EXTENDED,
    **dict.fromkeys(
        ["bs", "cs", "cy", "hr", "hu", "lt", "lv", "mt", "pl", "ro", "sk", "sl", "tr"], LATIN_EXTENDED
    ),
}

# Their headings are set in a font of their own letters; for the few Latin ones, the text's font will do.
WITHOUT_POSTER_FONT = {"ar", "fa", "he", "ja", "zh"}


def first_fonts(language_code: str) -> list[str]:
    """Return the paths of the font files, below the static files' address, the most needed first."""
    base_language = language_code.partition("-")[0]
    latin = LATIN_OF_TEXT if base_language in WITHOUT_POSTER_FONT else LATIN
    own = OWN_FONTS.get(language_code, OWN_FONTS.get(base_language, []))
    return [f"fonts/{name}.woff2" for name in [*own, *latin]]
