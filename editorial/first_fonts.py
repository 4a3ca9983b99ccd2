"""The fonts that a language's pages need at once: a browser fetches them before it knows the styles."""

# Every page has digits and spaces in Latin letters' fonts, and a name or an address in Latin letters.
LATIN = ["sofia-sans-extra-condensed-latin", "sofia-sans-latin"]
LATIN_OF_TEXT = ["sofia-sans-latin"]
LATIN_EXTENDED = ["sofia-sans-extra-condensed-latin-ext", "sofia-sans-latin-ext"]
GREEK = ["sofia-sans-extra-condensed-greek", "sofia-sans-greek"]
CYRILLIC = ["sofia-sans-extra-condensed-cyrillic", "sofia-sans-cyrillic"]
ARABIC = ["cairo-arabic"]

# Beside the plain Latin fonts. Where a language is missing here, its letters come a moment later.
OWN_FONTS = {
    "ar": ARABIC,
    "el": GREEK,
    **dict.fromkeys(["be", "bg", "mk", "ru", "sr", "uk"], CYRILLIC),
    **dict.fromkeys(["bs", "cs", "hr", "hu", "lt", "lv", "mt", "pl", "ro", "sk", "sl", "tr"], LATIN_EXTENDED),
}

# Their headings are set in a font of their own letters; for the few Latin ones, the text's font will do.
WITHOUT_POSTER_FONT = {"ar"}


def first_fonts(language_code: str) -> list[str]:
    """Return the paths of the font files, below the static files' address, the most needed first."""
    base_language = language_code.partition("-")[0]
    latin = LATIN_OF_TEXT if base_language in WITHOUT_POSTER_FONT else LATIN
    return [f"fonts/{name}.woff2" for name in [*OWN_FONTS.get(base_language, []), *latin]]
