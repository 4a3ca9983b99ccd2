"""What people are called, all over the world, is taken as a name."""

import importlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from faker.config import AVAILABLE_LOCALES

from ..names import plain_name, validate_name

# From the W3C's “Personal names around the world”, from CLDR's sample names, and from refused signatures.
NAMES = """
Björk Guðmundsdóttir|毛泽东|Tsai Ing-wen|María-José Carreño Quiñones|Borís Yéltsin|V. Balakrishnan
Isa bin Osman|José Eduardo Santos Tavares Melo Silva|Karen Wong Kah-Lee|علی بن ابی‌طالب|Nguyễn Thị Minh Khai
Md.Rahman|Dr.Müller|Prof.Dr. Karl Meier|Dr.med. Anna Weiß|Devi A/P Raman|Ravi s/o Kumar|Siti binti Abdullah
J.R.R. Tolkien|St.Clair|O'Neill|d’Arcy|Jean-Luc de la Rosa|Juan.de la Cruz|Wei.Li|Jo.Ng|M.Sc. Eva Novák|Dr.MD
X Æ A-12|Sammy Davis, Jr.|Henry VIII.|Anna & Peter Groß|Müller (geb. Schmidt)|Łukasz Żółć|Ελένη Παπαδοπούλου
გიორგი ბერიძე|አበበ ቢቂላ|สมชาย ใจดี|ตัวอย่าง|김정은|ဒေါ်အောင်ဆန်းစုကြည်|राम|ਗੁਰਪ੍ਰੀਤ|ᐊᓇᓇ|Kū‘oko‘a|ʻŌpūnui|Hawaiʻi
ZOË|ß|李|Q|Ng|José María Álvarez del Manzano y López del Hierro
"""


@pytest.mark.parametrize("name", [name for line in NAMES.split("\n") for name in line.split("|") if name])
def test_a_name_is_taken_as_it_is(name: str) -> None:
    assert plain_name(name) == name
    validate_name(name)


def texts_in(value: Any) -> Iterator[str]:
    """Return all texts in a list, or in the keys of a table, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple | set | frozenset):
        for item in value:
            yield from texts_in(item)


def faker_names() -> Iterator[str]:
    """Return the first and last names, titles and degrees of all countries that Faker has a list of."""
    kinds = ("name", "prefix", "suffix")
    for locale in AVAILABLE_LOCALES:
        try:
            provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        except ModuleNotFoundError:
            continue
        for attribute in dir(provider):
            if any(kind in attribute for kind in kinds) and "format" not in attribute:
                yield from (text for text in texts_in(getattr(provider, attribute)) if text.strip())


@pytest.mark.slow
def test_no_name_or_title_of_any_country_is_refused() -> None:
    listed = {name for name in faker_names() if "{{" not in name}
    number = len(listed)
    assert number > 60_000
    refused = {}
    for name in listed:
        # As people type them: with a title and no space, too.
        for typed in (name, f"Md.{name}"):
            try:
                validate_name(plain_name(typed))
            except ValidationError as refusal:
                refused[typed] = refusal.messages
    assert refused == {}


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("\u200eAda Lovelace\u200f", "Ada Lovelace"),
        ("\u202aعلي محمد\u202c", "علي محمد"),
        ("\u2068Ada\u2069", "Ada"),
        ("\ufeffAda\u00ad Love\u200blace", "Ada Lovelace"),
        ("علي\u200f محمد", "علي محمد"),
        ("  Ada \t\u00a0 Lovelace ", "Ada Lovelace"),
        ("Ada \u00a0", "Ada"),
        ("Zoe\u0308", "Zoë"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_what_came_along_when_copying_is_dropped(typed: str, taken: str) -> None:
    assert plain_name(typed) == taken
    validate_name(taken)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("http://example.org", "Enter your name without the web address “http://example.org”."),
        ("www.win", "Enter your name without the web address “www.win”."),
        (
            "Win at example.org",
            "“example.org” looks like a web address. If it is your name, put a space after the dot.",
        ),
        ("bit.ly/x", "“bit.ly/x” looks like a web address. If it is your name, put a space after the dot."),
        ("WIN.COM", "“WIN.COM” looks like a web address. If it is your name, put a space after the dot."),
        ("ada@example.org", "Enter your name here, and your e-mail address below."),
        ("Ada\u202eecalevoL", "A character after “Ada” can’t be shown. Please type your name again."),
        ("Ada\ufffd", "A character after “Ada” can’t be shown. Please type your name again."),
        ("\x07Ada", "Your name begins with a character that can’t be shown. Please type it again."),
        ("12345", "Enter your name in letters, like Ada Lovelace."),
    ],
)
def test_a_refusal_says_what_to_change(name: str, told: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        validate_name(plain_name(name))
    assert refusal.value.messages == [told]
