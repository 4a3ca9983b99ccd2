"""What languages are called: from CLDR, in the reader's language and in their own."""

from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import get_language, to_locale

from .cldr import cldr_locale

# CLDR calls both Chinese and says in brackets how it is written; its readers have a name for each.
OWN_NAMES = {"zh-hans": "简体中文", "zh-hant": "繁體中文"}


@cache
def name_in(code: str, language: str) -> str:
    """Return what a language is called in another one, as it stands within a sentence; else its code."""
    try:
        named = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return code
    return named.get_display_name(cldr_locale(language)) or code


def language_name(code: str) -> str:
    """Return what a language is called in the active one, as it stands within a sentence; else its code."""
    return name_in(code, get_language() or "en")


def own_name(code: str) -> str:
    """Return the name of a language in that language, as a list of languages shows it."""
    return capfirst(OWN_NAMES.get(code) or name_in(code, code))


def folder_of_words(code: str) -> Path | None:
    """Return where the hub's own words in a language are; None for one that it has none in."""
    folders = (Path(folder) / to_locale(code) for folder in settings.LOCALE_PATHS)
    return next((folder for folder in folders if folder.is_dir()), None)


@cache
def languages_with_words() -> tuple[str, ...]:
    """Return the languages that the hub has a catalogue in, the one that it is written in first."""
    found = [code for code, _name in settings.LANGUAGES if folder_of_words(code) is not None]
    return (settings.LANGUAGE_CODE, *found)


# Looked up whenever it is shown: the reader is not known before.
lazy_language_name = lazy(language_name, str)
