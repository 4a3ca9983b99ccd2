"""Countries are called, and come in the order, that their readers expect."""

import re
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.conf import settings
from django.utils.translation import override
from django_countries import countries

from editorial import country_names
from editorial.country_maps import mapped_countries
from editorial.country_names import CODES, country_key, country_name


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
        ("ar", {"HK": "هونغ كونغ", "MO": "ماكاو"}),
        ("bg", {"HK": "Хонконг", "IM": "Остров Ман"}),
        ("ga", {"DE": "An Ghearmáin"}),
        ("mk", {"HK": "Хонг Конг", "MO": "Макао"}),
        ("mt", {"MT": "Malta", "DE": "Il-Ġermanja"}),
        ("pt", {"PL": "Polónia", "EE": "Estónia", "CZ": "Chéquia", "VN": "Vietname"}),
        ("zh-hans", {"DE": "德国", "HK": "香港"}),
    ],
)
def test_a_country_has_the_name_that_its_readers_know(language: str, names: dict[str, str]) -> None:
    with override(language):
        assert {code: country_name(code) for code in names} == names
        assert {code: countries.name(code) for code in names} == names


def test_every_country_has_a_name_in_every_language_and_what_is_none_has_none() -> None:
    for language, _name in settings.LANGUAGES:
        with override(language):
            listed = dict(countries)
            assert set(listed) == set(CODES)
            assert all(name and "(The)" not in name for name in listed.values())
            assert len(set(listed.values())) == len(CODES), "no two look the same"
            assert [name for name in listed.values() if name[0].islower()] == []
            assert all(name for _code, name in mapped_countries())
            assert country_name("ZZ") == country_name("") == ""


@pytest.mark.parametrize("language", ["ar", "el", "he", "ja", "mk", "uk", "zh-hans"])
def test_a_language_has_no_name_in_the_letters_of_another(language: str) -> None:
    with override(language):
        assert [name for _code, name in countries if re.search("[A-Za-z]", name)] == []


@pytest.mark.parametrize(
    ("language", "names"),
    [
        (
            "ga",
            ["An Fhionlainn", "An Fhrainc", "An Ghabúin", "Gána", "An Ghearmáin", "Málta", "An tSualainn"],
        ),
        ("mt", ["L-Awstrija", "Il-Belġju", "Ċipru", "Id-Danimarka", "Franza", "Il-Ġermanja", "Malta"]),
        ("cy", ["Yr Almaen", "Denmarc", "Y Swistir", "Yr Unol Daleithiau"]),
    ],
)
def test_an_article_does_not_hide_a_country(language: str, names: list[str]) -> None:
    """Nobody looks for Germany under the letter that all countries would begin with."""
    with override(language):
        shown = [name for _code, name in countries]
        assert [name for name in shown if name in names] == names


def test_lists_of_countries_are_in_that_order(german: None) -> None:
    names = [country.name for country in countries]
    assert names.index("Norwegen") < names.index("Österreich") < names.index("Pakistan")
    assert names[0] == "Afghanistan"
    assert names[-1] == "Zypern"
    shown = [name for _code, name in mapped_countries()]
    assert shown == sorted(shown, key=country_key)
    assert shown.index("Österreich") < shown.index("Zypern")


def test_a_languages_names_are_looked_up_once_and_not_for_each_reader(german: None) -> None:
    list(countries)
    country_name("BE")
    with patch.object(country_names, "cldr_locale") as looked_up:
        for _reader in range(3):
            list(countries)
            country_name("BE")
    assert not looked_up.called
