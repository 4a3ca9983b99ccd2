"""The languages that the demo is written in, and their words."""

from types import ModuleType

from django.conf import settings

from . import arabic, english, french, german

SOURCE_LANGUAGE = "en"
WORDS: dict[str, ModuleType] = {SOURCE_LANGUAGE: english, "de": german, "fr": french, "ar": arabic}


def demo_languages() -> list[str]:
    """Return the languages in which the demo is loaded: those of the site that it has words for.

    The one that the others are translated from comes first.
    """
    offered = [code for code, _name in settings.LANGUAGES]
    return [SOURCE_LANGUAGE, *(code for code in WORDS if code in offered and code != SOURCE_LANGUAGE)]
