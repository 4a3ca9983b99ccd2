"""The map says what its table says, and the table says it in words."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.utils import translation

from editorial.blocks import MapOfEuropeBlock
from editorial.europe_map import Status, european_countries

pytestmark = pytest.mark.django_db


def rendered(countries: list[dict[str, Any]], **value: Any) -> BeautifulSoup:
    block = MapOfEuropeBlock()
    return BeautifulSoup(block.render(block.to_python({"countries": countries, **value})), "html.parser")


def entry(country: str, status: str = "in_use", note: str = "") -> dict[str, Any]:
    return {"country": country, "status": status, "note": note}


def test_each_country_is_coloured_and_listed_with_its_note() -> None:
    page = rendered([entry("FR"), entry("BE", "banned", "By a law of 2025")])
    assert len(page.select("path.map-in_use")) == 1
    assert len(page.select("path.map-banned")) == 1
    rows = [row.get_text(" ", strip=True) for row in page.select("tbody tr")]
    assert rows == ["Belgium Banned By a law of 2025", "France In use"]
    legend = [item.get_text(strip=True) for item in page.select(".map-legend li")]
    assert legend == ["In use", "Banned", "No entry"]


def test_a_campaign_says_what_the_colours_mean_to_it() -> None:
    page = rendered(
        [entry("FR"), entry("BE", "banned"), entry("DE", "tried")],
        in_use_means="Polluted",
        banned_means="Clean",
    )
    legend = [item.get_text(strip=True) for item in page.select(".map-legend li")]
    assert legend == ["Polluted", "Tried or planned", "Clean", "No entry"]
    rows = [row.get_text(" ", strip=True) for row in page.select("tbody tr")]
    assert rows == ["Belgium Clean", "France Polluted", "Germany Tried or planned"]


def test_a_state_too_small_to_see_is_a_dot() -> None:
    page = rendered([entry("MT", "limited")])
    assert len(page.select("circle.map-limited")) == 1
    assert not page.select("path.map-limited")


def test_countries_are_named_in_the_readers_language() -> None:
    with translation.override("de"):
        page = rendered([entry("AT")])
    assert page.select_one("tbody th").get_text() == "Österreich"  # type: ignore[union-attr]


@pytest.mark.parametrize("countries", [[], [entry("")], [entry("FR", "")]])
def test_a_draft_without_countries_shows_nothing(countries: list[dict[str, Any]]) -> None:
    assert rendered(countries, heading="Where").get_text(strip=True) == ""


def test_every_member_state_of_the_union_is_on_the_map() -> None:
    union = {
        *("AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE"),
        *("IT", "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE"),
    }
    assert union <= {code for code, _name in european_countries()}


def test_facts_are_not_offered_to_translators() -> None:
    block = MapOfEuropeBlock().child_blocks["countries"].child_block
    for name in ("country", "status"):
        assert block.child_blocks[name].get_translatable_segments("FR") == []
    assert {status.value for status in Status} == {"in_use", "tried", "limited", "banned"}
