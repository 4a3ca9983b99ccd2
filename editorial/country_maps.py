"""The maps of Europe and of the world, to be coloured on the server.

The outlines are Natural Earth's (public domain) from the package world-atlas 2.0.2 (ISC), simplified, with
Crimea drawn as part of Ukraine, as the United Nations have it. States too small to see are dots.
`scripts/world_map.py` makes the map of the world, and says what it does about disputed territories.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypedDict

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from .country_names import CODES, country_key, country_name


class Status(models.TextChoices):
    """What is known of a country. The order is that of the legend; each has a colour and a pattern."""

    IN_USE = "in_use", _("In use")
    TRIED = "tried", _("Tried or planned")
    LIMITED = "limited", _("Limited by law")
    BANNED = "banned", _("Banned")


@dataclass(frozen=True)
class Outline:
    """One country as it is drawn: its outline, or the place of its dot, and what is known of it."""

    code: str
    path: str
    dot: tuple[int, int] | None
    status: str


@dataclass(frozen=True)
class Row:
    """One line of the table beside the map."""

    name: str
    status: Status
    # What the status is called on this map.
    meaning: str | Promise
    note: str


class Area(models.TextChoices):
    """What a map shows."""

    EUROPE = "europe", _("Europe")
    WORLD = "world", _("The world")

    @property
    def map_name(self) -> str:
        """What a map of it is called."""
        return gettext("Map of Europe") if self is Area.EUROPE else gettext("Map of the world")

    @property
    def dot_radius(self) -> int:
        """How large the dots are, in units of the map."""
        return 7 if self is Area.EUROPE else 9


class CountryMap(TypedDict):
    """What is drawn: the size of the whole, outlines by country, and places of dots by country.

    A state that is hard to see has both. An outline whose code is no country's never has a colour.
    """

    width: int
    height: int
    countries: dict[str, str]
    small: dict[str, tuple[int, int]]


@cache
def country_map(area: Area) -> CountryMap:
    """Return `width`, `height`, `countries` (outlines by code) and `small` (places of dots by code)."""
    data: CountryMap = json.loads((Path(__file__).parent / f"{area.value}.json").read_text())
    return data


@cache
def codes_on(area: Area) -> frozenset[str]:
    """Return the codes of the countries that can be coloured on a map."""
    drawn = country_map(area)
    return frozenset({*drawn["countries"], *drawn["small"]}.intersection(CODES))


def outlines_on(area: Area, known: Mapping[str, str]) -> Iterator[Outline]:
    """Yield what is drawn of a map, `known` being the status by country: its dots last, to lie on top."""
    drawn = country_map(area)
    for code, path in drawn["countries"].items():
        yield Outline(code, path, None, known.get(code, ""))
    for code, (x, y) in drawn["small"].items():
        if code in known:
            yield Outline(code, "", (x, y), known[code])


def mapped_countries() -> list[tuple[str, str]]:
    """Return the countries that any map shows, by their names in the active language."""
    return list(_mapped_countries(get_language() or "en"))


# Wagtail asks for them for each country of each map whenever a page with one is saved.
@cache
def _mapped_countries(language: str) -> tuple[tuple[str, str], ...]:
    with override(language):
        named = [(code, country_name(code)) for code in codes_on(Area.WORLD)]
        return tuple(sorted(named, key=lambda country: country_key(country[1])))
