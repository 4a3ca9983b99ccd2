"""Countries are called, and come in the order, that their readers expect."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.utils.translation import override
from django_countries import countries

from editorial import country_names
from editorial.alphabetical_order import alphabetical_key
from editorial.country_maps import mapped_countries
from editorial.country_names import CODES, country_name


@pytest.fixture
def german() -> Iterator[None]:
    """German is active."""
    with override("de"):
        yield


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", {"XK": "Kosovo", "BS": "Bahamas", "KI": "Kiribati", "SZ": "Eswatini", "HK": "Hong Kong"}),
        ("de", {"XK": "Kosovo", "BS": "Bahamas", "KI": "Kiribati", "SZ": "Eswatini", "AT": "Österreich"}),
        (
            "fr",
            {
                "XK": "Kosovo",
                "BS": "Bahamas",
                "NL": "Pays-Bas",
                "US": "États-Unis",
                "MK": "Macédoine du Nord",
            },
        ),
        ("ar", {"XK": "كوسوفو", "BS": "جزر البهاما", "AT": "النمسا", "BE": "بلجيكا"}),
        ("mt", {"MT": "Malta", "DE": "il-Ġermanja"}),
        ("zh-hans", {"DE": "德国"}),
    ],
)
def test_a_country_has_the_name_that_its_readers_know(language: str, names: dict[str, str]) -> None:
    with override(language):
        assert {code: country_name(code) for code in names} == names
        assert {code: countries.name(code) for code in names} == names


def test_every_country_has_a_name_in_every_language_and_what_is_none_has_none() -> None:
    for language in ("en", "de", "fr", "ar", "pl"):
        with override(language):
            listed = dict(countries)
            assert set(listed) == set(CODES)
            assert all(name and "(The)" not in name for name in listed.values())
            assert all(name for _code, name in mapped_countries())
            assert country_name("ZZ") == country_name("") == ""


def test_lists_of_countries_are_in_that_order(german: None) -> None:
    names = [country.name for country in countries]
    assert names.index("Norwegen") < names.index("Österreich") < names.index("Pakistan")
    assert names[0] == "Afghanistan"
    assert names[-1] == "Zypern"
    shown = [name for _code, name in mapped_countries()]
    assert shown == sorted(shown, key=alphabetical_key)
    assert shown.index("Österreich") < shown.index("Zypern")


def test_a_languages_names_are_looked_up_once_and_not_for_each_reader(german: None) -> None:
    list(countries)
    country_name("BE")
    with patch.object(country_names, "cldr_locale") as looked_up:
        for _reader in range(3):
            list(countries)
            country_name("BE")
    assert not looked_up.called
