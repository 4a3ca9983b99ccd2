"""Languages as CLDR describes them, brought along by Babel."""

from functools import cache

from babel import Locale, UnknownLocaleError


@cache
def cldr_locale(language: str) -> Locale:
    """Return what CLDR knows of a language; of English, where it doesn't know the language."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
