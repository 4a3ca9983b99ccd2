"""The map says what its table says, and the table says it in words."""

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import world_map
from bs4 import BeautifulSoup
from django.utils import translation
from wagtail.blocks.struct_block import StructBlockValidationError

from editorial import country_maps
from editorial.blocks import MapBlock
from editorial.country_maps import Area, Status, codes_on, country_map, mapped_countries
from editorial.country_names import CODES

pytestmark = pytest.mark.django_db


def rendered(countries: list[dict[str, Any]], **value: Any) -> BeautifulSoup:
    block = MapBlock()
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


def test_a_map_that_was_made_before_there_was_a_choice_shows_europe() -> None:
    page = rendered([entry("FR")])
    assert page.select_one("svg")["viewbox"] == "0 0 640 640"  # type: ignore[index]
    assert len(page.select("path")) == len(country_map(Area.EUROPE)["countries"]) == 41
    digest = sha256(json.dumps(country_map(Area.EUROPE)).encode()).hexdigest()
    assert digest.startswith("3ee6b58d69e54e83"), "it is what campaigns have published"


@pytest.mark.parametrize(("area", "name"), [("europe", "Map of Europe"), ("world", "Map of the world")])
def test_a_map_says_what_it_shows(area: str, name: str) -> None:
    page = rendered([entry("FR"), entry("MT", "banned")], area=area)
    drawing = page.select_one("svg")
    assert drawing is not None
    assert (drawing["role"], drawing["aria-label"]) == ("img", name)
    drawn = country_map(Area(area))
    assert drawing["viewbox"] == f"0 0 {drawn['width']} {drawn['height']}"
    assert len(page.select("path.map-in_use")) == 1
    assert [dot["r"] for dot in page.select("circle.map-banned")] == [str(Area(area).dot_radius)]


def test_a_state_that_is_hard_to_see_is_an_outline_and_a_dot() -> None:
    page = rendered([entry("LU")], area="world")
    assert len(page.select("path.map-in_use")) == len(page.select("circle.map-in_use")) == 1


def test_a_country_that_was_on_the_other_map_stays_in_the_table() -> None:
    page = rendered([entry("FR"), entry("BR")], area="europe")
    assert [cell.get_text() for cell in page.select("tbody th")] == ["Brazil", "France"]
    assert len(page.select(".map-drawing .map-in_use")) == 1


def checked(*countries: str, area: str) -> dict[int, str]:
    """Return what an editor is told beside each line."""
    block = MapBlock()
    value = block.to_python({"area": area, "countries": [entry(country) for country in countries]})
    try:
        block.clean(value)
    except StructBlockValidationError as refusal:
        lines = refusal.block_errors["countries"].block_errors
        return {number: line.block_errors["country"].message for number, line in lines.items()}
    return {}


def test_an_editor_is_told_which_country_has_no_place_on_the_map() -> None:
    assert checked("FR", "BR", area="europe") == {
        1: "Brazil isn’t on the map of Europe: choose the world above, or take it out."
    }
    assert checked("FR", "BR", area="world") == {}
    assert checked("FR", "MT", area="europe") == {}


def test_a_draft_is_kept_whatever_map_it_has() -> None:
    block = MapBlock()
    value = block.to_python({"area": "europe", "countries": [entry("BR")]})
    block.defer_required_validation()
    assert block.clean(value)["countries"][0]["country"] == "BR"


def test_an_editor_chooses_among_all_countries() -> None:
    form = str(MapBlock().child_blocks["area"].field.widget.render("area", "europe"))
    assert [option.get_text() for option in BeautifulSoup(form, "html.parser").select("option")] == [
        "Europe",
        "The world",
    ]
    names = dict(mapped_countries())
    assert names["BR"] == "Brazil"
    assert names["FR"] == "France"


def test_each_country_is_on_the_map_of_the_world_or_left_out_knowingly() -> None:
    assert codes_on(Area.WORLD).isdisjoint(world_map.LEFT_OUT)
    assert codes_on(Area.WORLD) | set(world_map.LEFT_OUT) == set(CODES)
    assert codes_on(Area.EUROPE) <= codes_on(Area.WORLD)
    assert {code for code, _name in mapped_countries()} == codes_on(Area.WORLD)


def test_only_what_no_code_names_never_takes_a_colour() -> None:
    drawn = {*country_map(Area.WORLD)["countries"], *country_map(Area.WORLD)["small"]}
    assert drawn - codes_on(Area.WORLD) == set(world_map.NOBODYS.values())


def test_all_that_is_drawn_is_within_the_sheet() -> None:
    world = country_map(Area.WORLD)
    for code in world["countries"]:
        for x, y in points_of(code):
            assert 0 <= x <= world["width"]
            assert 0 <= y <= world["height"]
    radius = Area.WORLD.dot_radius
    for x, y in world["small"].values():
        assert radius < x < world["width"] - radius
        assert radius < y < world["height"] - radius


def test_crimea_is_drawn_as_part_of_ukraine() -> None:
    # Moldova ends farther south than the coast north of Crimea would.
    assert max(y for _x, y in points_of("UA")) > max(y for _x, y in points_of("MD")) + 5


def test_the_map_of_the_world_is_no_burden_for_a_page() -> None:
    assert (Path(country_maps.__file__).parent / "world.json").stat().st_size < 60_000


def points_of(code: str) -> Iterator[tuple[int, int]]:
    """Yield the corners of an outline of the map of the world."""
    for start, steps in re.findall(r"M([^l]+)l([^Z]+)Z", country_map(Area.WORLD)["countries"][code]):
        x, y = map(int, start.split(","))
        yield x, y
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            yield x, y


def test_every_member_state_of_the_union_is_on_the_map() -> None:
    union = {
        *("AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE"),
        *("IT", "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE"),
    }
    assert union <= codes_on(Area.EUROPE)


def test_facts_are_not_offered_to_translators() -> None:
    block = MapBlock().child_blocks["countries"].child_block
    for name in ("country", "status"):
        assert block.child_blocks[name].get_translatable_segments("FR") == []
    assert {status.value for status in Status} == {"in_use", "tried", "limited", "banned"}
