"""The map of Europe, to be coloured on the server.

The outlines are Natural Earth's (public domain) from the package world-atlas 2.0.2 (ISC), simplified, with
Crimea drawn as part of Ukraine, as the United Nations have it. States too small to see are dots.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypedDict

from django.db import models
from django.utils.translation import gettext_lazy as _

from .alphabetical_order import alphabetical_key
from .country_names import country_name


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
    meaning: str
    note: str


class EuropeMap(TypedDict):
    """What is drawn: the size of the whole, outlines by country, and places of dots by country."""

    width: int
    height: int
    countries: dict[str, str]
    small: dict[str, tuple[int, int]]


@cache
def europe() -> EuropeMap:
    """Return `width`, `height`, `countries` (outlines by code) and `small` (places of dots by code)."""
    data: EuropeMap = json.loads((Path(__file__).parent / "europe.json").read_text())
    return data


def european_countries() -> list[tuple[str, str]]:
    """Return the countries on the map by their names in the active language."""
    codes = [*europe()["countries"], *europe()["small"]]
    return sorted(
        ((code, country_name(code)) for code in codes), key=lambda country: alphabetical_key(country[1])
    )
