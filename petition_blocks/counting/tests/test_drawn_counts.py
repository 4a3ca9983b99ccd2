"""The drawn numbers say what the published tables say, and nothing more."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from editorial.country_maps import Area, country_map
from home.models import ContentPage, HomePage
from petition_blocks.blocks import PetitionNumbersBlock
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition

from ..drawn_counts import CHART_HEIGHT, DAYS, EXAMPLE_TABLES, STEPS, draw
from ..models import CountChange, OfflineBatch
from ..statistics import rebuild_statistics

NOTHING: dict[str, dict[str, int]] = {name: {} for name in EXAMPLE_TABLES}


def add(
    petition: Petition, number: int, *, days_ago: int = 1, country: str = "BE", language: str = "en"
) -> None:
    day = timezone.localdate() - timedelta(days=days_ago)
    CountChange.objects.bulk_create(
        CountChange(petition=petition, change=1, day=day, country=country, language=language)
        for _ in range(number)
    )


pytestmark = pytest.mark.usefixtures("plain_steps")


@pytest.fixture
def numbers_page(home: HomePage, petition_page: PetitionPage) -> ContentPage:
    """A page that shows the petition's numbers."""
    page: ContentPage = home.add_child(
        instance=ContentPage(
            title="Numbers",
            slug="numbers",
            body=[("petition_numbers", {"heading": "Who has signed", "petition_page": petition_page})],
        )
    )
    page.save_revision().publish()
    return page


def section(client: Client, page: Any) -> BeautifulSoup:
    found = BeautifulSoup(client.get(page.get_url()).content, "html.parser").select_one(".numbers")
    assert found is not None
    return BeautifulSoup(str(found), "html.parser")


def rows(part: BeautifulSoup, heading: str) -> list[list[str]]:
    """Return the cells of the table whose first column has that heading."""
    for table in part.select("table"):
        if table.select_one("th").get_text() == heading:  # type: ignore[union-attr]
            return [
                [cell.get_text(strip=True) for cell in row.select("th, td")]
                for row in table.select("tbody tr")
            ]
    return []


def test_every_drawing_has_its_table(client: Client, petition: Petition, numbers_page: ContentPage) -> None:
    add(petition, 23)
    add(petition, 18, country="US", language="de", days_ago=2)
    add(petition, 3, country="FR", days_ago=4)
    rebuild_statistics(petition)
    shown = section(client, numbers_page)
    assert rows(shown, "Country") == [["Belgium", "20"], ["United States", "10"]]
    assert rows(shown, "Language") == [["English", "20"], ["German", "10"]]
    assert [number for _day, number in rows(shown, "Day")] == ["20", "10"]
    assert "How we count" in shown.get_text()
    assert reverse("petition_statistics_csv", args=["unwatched"]) in str(shown)
    # Paper is spoken of only where there is some.
    assert "paper" not in shown.get_text()
    assert "Few or none" in shown.get_text()


def test_paper_is_shown_apart(client: Client, petition: Petition, numbers_page: ContentPage) -> None:
    add(petition, 23)
    OfflineBatch.objects.create(
        petition=petition, count=40, country="FR", collected_on=timezone.localdate() - timedelta(days=3)
    )
    rebuild_statistics(petition)
    shown = section(client, numbers_page)
    assert rows(shown, "Country") == [["France", "0", "40"], ["Belgium", "20", "0"]]
    assert [row[1:] for row in rows(shown, "Day")] == [["20", "0"], ["0", "40"]]
    assert "On paper" in shown.get_text()
    # Nine online and nine on paper are in neither table, and eighteen together.
    assert "Few or none" not in shown.get_text()


def test_below_the_minimum_it_only_says_how_it_counts(
    client: Client, petition: Petition, numbers_page: ContentPage
) -> None:
    add(petition, 23)
    rebuild_statistics(petition)
    Petition.objects.update(count_minimum=100)
    shown = section(client, numbers_page)
    assert not shown.select("table")
    assert not shown.select("svg")
    assert "There is little to draw yet" in shown.get_text()
    assert "How we count" in shown.get_text()


def test_before_the_first_tables_it_says_so(client: Client, numbers_page: ContentPage) -> None:
    assert "There is little to draw yet" in section(client, numbers_page).get_text()


@pytest.mark.slow
def test_the_drawing_is_named_and_described_once_a_block(
    client: Client, petition: Petition, numbers_page: ContentPage
) -> None:
    add(petition, 23)
    rebuild_statistics(petition)
    block = numbers_page.body[0]
    numbers_page.body = [(block.block_type, block.value), (block.block_type, block.value)]
    numbers_page.save_revision().publish()
    whole = BeautifulSoup(client.get(numbers_page.get_url()).content, "html.parser")
    drawings = whole.select('svg[role="img"]')
    assert len(drawings) == 2
    named = [name for drawing in drawings for name in str(drawing["aria-labelledby"]).split()]
    assert len(set(named)) == 4
    for name in named:
        assert whole.find(id=name) is not None


@pytest.mark.slow
def test_the_petitions_own_page_can_show_them(
    client: Client, petition: Petition, petition_page: PetitionPage
) -> None:
    add(petition, 23)
    rebuild_statistics(petition)
    # As it was stored when a petition was still chosen there: it was the main one, on whichever page.
    chosen = {"heading": "", "petition_page": petition_page.get_parent().pk}
    petition_page.body = json.dumps([{"type": "petition_numbers", "value": chosen}])
    petition_page.save_revision().publish()
    assert rows(section(client, petition_page), "Country") == [["Belgium", "20"]]


def test_it_takes_two_queries(
    petition: Petition, numbers_page: ContentPage, django_assert_num_queries: Callable
) -> None:
    rebuild_statistics(petition)
    block = numbers_page.body[0].block
    value = numbers_page.body[0].value
    # Fetched beforehand, as with any page that is shown and any that is chosen.
    value["petition_page"].specific.petition  # noqa: B018
    numbers_page.locale  # noqa: B018
    with django_assert_num_queries(2):
        block.get_context(value, parent_context={"page": numbers_page})


def test_an_editor_sees_made_up_numbers_where_the_block_is_chosen(petition_page: PetitionPage) -> None:
    block = PetitionNumbersBlock()
    context = block.get_context(block.get_preview_value(), parent_context={"block_def": block})
    assert context["drawn"].days is not None
    assert context["drawn"].countries


def test_only_the_last_days_are_drawn() -> None:
    first = timezone.localdate() - timedelta(days=300)
    days = {str(first + timedelta(days=number)): 10 for number in range(300)}
    chart = draw({**NOTHING, "day": days}).days
    assert chart is not None
    assert len(chart.rows) == DAYS
    assert (chart.last_day - chart.first_day).days == DAYS - 1


def test_the_best_day_reaches_the_top_and_others_keep_their_share() -> None:
    chart = draw({**NOTHING, "day": {"2026-05-01": 20, "2026-05-03": 10}}).days
    assert chart is not None
    assert f"V0H200V{CHART_HEIGHT}H400V{CHART_HEIGHT // 2}H600" in chart.path
    assert chart.best.online == 20


def test_a_pile_of_sheets_does_not_dwarf_the_days() -> None:
    chart = draw({**NOTHING, "day": {"2026-05-01": 20}, "offline_day": {"2026-05-02": 9000}}).days
    assert chart is not None
    assert chart.path == f"M0,{CHART_HEIGHT}V0H300V{CHART_HEIGHT}H600V{CHART_HEIGHT}Z"
    assert [(row.online, row.offline) for row in chart.rows] == [(0, 9000), (20, 0)]


def test_countries_share_the_steps_of_the_scale() -> None:
    table = {"DE": 5000, "FR": 400, "IT": 300, "BE": 200, "PL": 100, "SE": 50, "MT": 10, "LU": 5}
    drawn = draw({**NOTHING, "country": table})
    assert [step.step for step in drawn.scale] == [1, 2, 3, 4, 5]
    assert drawn.scale[0].lowest == 5
    assert drawn.scale[-1].highest == 5000
    for lower, higher in zip(drawn.scale, drawn.scale[1:], strict=False):
        assert lower.highest < higher.lowest
    steps = [row.step for row in drawn.countries]
    assert steps == sorted(steps, reverse=True)


def test_what_is_far_apart_has_not_one_colour() -> None:
    table = {"DE": 85, "FR": 30, "IT": 25, "BE": 15, "PL": 10, "SE": 5}
    drawn = draw({**NOTHING, "country": table})
    assert [(step.lowest, step.highest) for step in drawn.scale] == [
        (5, 5),
        (10, 10),
        (15, 15),
        (25, 30),
        (85, 85),
    ]


def test_many_small_numbers_do_not_share_one_colour_beside_a_large_one() -> None:
    table = {code: 5 * number for number, code in enumerate(country_map(Area.EUROPE)["countries"], start=1)}
    drawn = draw({**NOTHING, "country": table | {"DE": 9000}})
    assert len(drawn.scale) == STEPS
    assert drawn.scale[-1].lowest == 9000
    assert all(step.highest <= 4 * step.lowest for step in drawn.scale)


def test_one_country_has_the_strongest_colour() -> None:
    drawn = draw({**NOTHING, "country": {"DE": 20}})
    assert [(step.step, step.lowest, step.highest) for step in drawn.scale] == [(5, 20, 20)]


def test_countries_off_the_map_are_in_the_table() -> None:
    drawn = draw({**NOTHING, "country": {"CA": 20, "MT": 10}})
    assert {row.name for row in drawn.countries} == {"Canada", "Malta"}
    coloured = {outline.code for outline in drawn.outlines if outline.status}
    assert coloured == {"MT"}


def test_names_are_in_the_readers_language() -> None:
    with translation.override("de"):
        drawn = draw({**NOTHING, "country": {"DE": 20}, "language": {"fr": 20}})
    assert drawn.countries[0].name == "Deutschland"
    assert drawn.languages[0].name == "Französisch"
