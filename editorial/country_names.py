"""What countries are called, and their order: from CLDR, in the reader's language.

django-countries knows the codes of ISO 3166 and translates ISO's own names ("Bahamas (The)"), often not at
all. CLDR has for every language what people there call a country; Babel brings it along. Each language's
table is made once a process. `COUNTRIES_OVERRIDE` in the settings puts these names into whatever
django-countries shows.
"""

import re
from functools import cache

import django_countries
from django.utils.functional import lazy
from django.utils.translation import get_language
from django_countries.data import COUNTRIES

from .alphabetical_order import alphabetical_key
from .cldr import cldr_locale

# The code of Kosovo that everybody uses until ISO gives it one: the EU, CLDR, passports.
KOSOVO = "XK"
CODES = (*COUNTRIES, KOSOVO)
# CLDR's long names of these begin with “Special Administrative Region” in several languages: nobody looks
# there. Babel leaves out the short ones, but has the names of the cities, for their time.
NAMED_LIKE_THEIR_CITY = {"HK": ("Asia/Hong_Kong", "Hong Kong"), "MO": ("Asia/Macau", "Macau")}
# By “pt” CLDR means Brazil's Portuguese. The hub's is Europe's: Polónia, not Polônia.
NAMED_AS_IN = {"pt": "pt-PT"}
# What stands before nearly every name in these languages, and is passed over to find one. In Irish, the
# letter changes that follows it: “an Ghearmáin” is looked for as “Gearmáin”.
ARTICLES = {
    "cy": re.compile(r"yr? ", re.IGNORECASE),
    "ga": re.compile(r"(?:an (?:t(?=S))?|na (?:h(?=[AEIOUÁÉÍÓÚ]))?)", re.IGNORECASE),
    "mt": re.compile(r"(?:l|i[lċdnrstxżz])-", re.IGNORECASE),
}
SOFTENED = re.compile(r"(?<=^[BCDFGMPST])h")


@cache
def _names(language: str) -> dict[str, str]:
    """Return the names of all countries in a language, in English where CLDR has none.

    They stand by themselves, in lists and tables, so each begins with a capital.
    """
    locale = cldr_locale(NAMED_AS_IN.get(language, language))
    own, english = locale.territories, cldr_locale("en").territories
    names = {code: own.get(code) or english.get(code) or code for code in CODES}
    for code, (city, usual) in NAMED_LIKE_THEIR_CITY.items():
        names[code] = locale.time_zones.get(city, {}).get("city") or usual
    return {code: name[:1].upper() + name[1:] for code, name in names.items()}


def country_name(code: str) -> str:
    """Return the name of a country in the active language; empty for what is no country's code."""
    return _names(get_language() or "en").get(code, "")


def names_for_django_countries() -> dict[str, str]:
    """Return what `COUNTRIES_OVERRIDE` takes: each country's name, looked up whenever it is shown."""
    lazy_name = lazy(country_name, str)
    return {code: lazy_name(code) for code in CODES}


def country_key(name: object) -> tuple[str, str]:
    """Return what names of countries are sorted by, where readers of the active language look for them."""
    text, language = str(name), (get_language() or "en").partition("-")[0]
    article = ARTICLES.get(language)
    found = article.match(text) if article else None
    if found is None:
        return alphabetical_key(text)
    bare = text[found.end() :]
    return alphabetical_key(SOFTENED.sub("", bare) if language == "ga" else bare)


def sort_by_alphabet() -> None:
    """Let django-countries sort by the reader's alphabet: a workaround.

    It sorts by what ASCII there is in a name, so in Arabic not at all, or, with pyuca installed, by an
    alphabet that is the same for all languages and takes a second to load at each start. It keeps each
    language's list.
    """
    django_countries.sort_key = lambda item: country_key(item[1])
