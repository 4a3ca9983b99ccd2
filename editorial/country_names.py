"""What countries are called, and their order: from CLDR, in the reader's language.

django-countries knows the codes of ISO 3166 and translates ISO's own names ("Bahamas (The)"), often not at
all. CLDR has for every language what people there call a country; Babel brings it along. Each language's
table is made once a process. `COUNTRIES_OVERRIDE` in the settings puts these names into whatever
django-countries shows.
"""

from functools import cache

import django_countries
from django.utils.functional import lazy
from django.utils.translation import get_language, override
from django_countries.data import COUNTRIES

from .alphabetical_order import alphabetical_key
from .cldr import cldr_locale

# The code of Kosovo that everybody uses until ISO gives it one: the EU, CLDR, passports.
KOSOVO = "XK"
CODES = (*COUNTRIES, KOSOVO)
# CLDR's long names of these begin with “Special Administrative Region” in several languages: nobody looks
# there. Babel leaves out the short ones.
SHORTER_ELSEWHERE = ("HK", "MO")


@cache
def _names(language: str) -> dict[str, str]:
    """Return the names of all countries in a language, in English where CLDR has none."""
    own, english = cldr_locale(language).territories, cldr_locale("en").territories
    names = {code: own.get(code) or english.get(code) or code for code in CODES}
    with override(language):
        return names | {code: str(COUNTRIES[code]) for code in SHORTER_ELSEWHERE}


def country_name(code: str) -> str:
    """Return the name of a country in the active language; empty for what is no country's code."""
    return _names(get_language() or "en").get(code, "")


def names_for_django_countries() -> dict[str, str]:
    """Return what `COUNTRIES_OVERRIDE` takes: each country's name, looked up whenever it is shown."""
    lazy_name = lazy(country_name, str)
    return {code: lazy_name(code) for code in CODES}


def sort_by_alphabet() -> None:
    """Let django-countries sort by the reader's alphabet: a workaround.

    It sorts by what ASCII there is in a name, so in Arabic not at all, or, with pyuca installed, by an
    alphabet that is the same for all languages and takes a second to load at each start. It keeps each
    language's list.
    """
    django_countries.sort_key = lambda item: alphabetical_key(item[1])
