"""The section Petitions: who sees it, what it lists, and at what price."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission

from home.models import HomePage
from petition_blocks.counting.daily_counts import daily_chart, signatures_by_day
from petition_blocks.counting.models import CountChange, CountTotal, PetitionTotal
from petition_blocks.lifecycle.actions import change_state
from petition_blocks.lifecycle.transitions import PAUSE
from petition_blocks.page.models import PetitionPage
from petition_blocks.petition.models import Petition, PetitionSettings
from petition_blocks.signing.confirm import confirm
from tests.factories import HandIn

LIST = "/admin/petitions/"
HOME = "/admin/"


def soup(response: object) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")  # type: ignore[attr-defined]


def cells(row: Tag) -> list[str]:
    return [" ".join(cell.get_text(" ").split()) for cell in row.find_all("td")]


def rows(client: Client) -> dict[str, list[str]]:
    """Return the cells of the list by the petition's name."""
    body = soup(client.get(LIST)).select_one("table.listing tbody")
    assert body is not None
    return {row.select(".title-wrapper a")[0].get_text(strip=True): cells(row) for row in body.find_all("tr")}


def test_the_menu_shows_petitions_to_those_who_may_see_them(
    editor_client: Client, viewer_client: Client, writer_client: Client
) -> None:
    assert f'"{LIST}"' in editor_client.get(HOME).content.decode()
    assert f'"{LIST}"' in viewer_client.get(HOME).content.decode()
    assert f'"{LIST}"' not in writer_client.get(HOME).content.decode()


@pytest.mark.parametrize("name", ["index", "edit", "inspect", "history", "add_key"])
def test_without_the_right_nothing_is_shown(writer_client: Client, petition: Petition, name: str) -> None:
    url = reverse(f"petitions:{name}", args=[] if name == "index" else [petition.pk])
    response = writer_client.get(url)
    assert response.status_code == 302
    assert response["Location"] == HOME


@pytest.mark.parametrize("name", ["edit", "add_key"])
def test_who_may_look_may_not_change(viewer_client: Client, petition: Petition, name: str) -> None:
    url = reverse(f"petitions:{name}", args=[petition.pk])
    assert viewer_client.get(url).status_code == 302
    assert viewer_client.post(url, {"name": "Mine"}).status_code == 302
    petition.refresh_from_db()
    assert petition.name == "Unwatched"


def test_nobody_sees_it_without_logging_in(client: Client, petition: Petition) -> None:
    assert "login" in client.get(LIST)["Location"]


def test_a_row_tells_state_and_numbers(editor_client: Client, petition: Petition, hand_in: HandIn) -> None:
    today = timezone.localdate()
    confirm(hand_in("today@example.org").pk)
    hand_in("waiting@example.org")
    CountTotal.objects.create(
        petition=petition, country="BE", language="en", day=today - timedelta(days=3), count=12_000
    )
    PetitionTotal.objects.create(petition=petition, count=12_000)
    _title, state, confirmed, since, awaiting, _pages = rows(editor_client)["Unwatched"]
    assert (state, confirmed, since, awaiting) == ("Open", "12,001", "1", "1")


def test_every_state_is_told_in_words(editor_client: Client, petition: Petition) -> None:
    now = timezone.now()
    states: list[tuple[dict[str, Any], str]] = [
        ({"opens_at": None}, "Not open yet"),
        ({"opens_at": now - timedelta(days=2)}, "Open"),
        ({"paused": True}, "Paused"),
        ({"closes_at": now}, "Closed"),
    ]
    for changes, words in states:
        Petition.objects.update(**changes)
        assert rows(editor_client)["Unwatched"][1] == words


def test_the_main_petition_is_marked(editor_client: Client, petition: Petition) -> None:
    assert "Main petition" in rows(editor_client)["Unwatched"][0]
    PetitionSettings.objects.update(main_petition=None)
    assert "Main petition" not in rows(editor_client)["Unwatched"][0]


def test_pages_are_linked_by_language(
    editor_client: Client, petition_page: PetitionPage, german_petition_page: PetitionPage
) -> None:
    text = editor_client.get(LIST).content.decode()
    for page in (petition_page, german_petition_page):
        assert f'href="{reverse("wagtailadmin_pages:edit", args=[page.pk])}"' in text
        assert f'href="{page.get_url()}"' in text
    german_petition_page.unpublish()
    assert "not published" in rows(editor_client)["Unwatched"][-1]


def test_only_pages_one_may_change_lead_to_their_editor(
    editor_client: Client, editor: User, petition_page: PetitionPage, german_petition_page: PetitionPage
) -> None:
    GroupPagePermission.objects.filter(group__in=editor.groups.all()).update(page=german_petition_page)
    text = editor_client.get(LIST).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[german_petition_page.pk]) in text
    assert reverse("wagtailadmin_pages:edit", args=[petition_page.pk]) not in text


@pytest.mark.both
def test_sorting_by_numbers(editor_client: Client, petition: Petition) -> None:
    other = Petition.objects.create_register("Another", "another")
    PetitionTotal.objects.create(petition=other, count=5)
    highest_first = ["Another", "Unwatched"]
    for ordering, expected in [("-confirmed", highest_first), ("confirmed", highest_first[::-1])]:
        table = soup(editor_client.get(LIST, {"ordering": ordering}))
        assert [link.get_text(strip=True) for link in table.select(".title-wrapper a")] == expected


@pytest.mark.both
def test_a_list_of_many_takes_as_many_queries_as_one_of_few(
    editor_client: Client, home: HomePage, german_home: HomePage, petition_page: PetitionPage
) -> None:
    editor_client.get(LIST)
    with CaptureQueriesContext(
        connection,
    ) as few:
        editor_client.get(LIST)
    for number in range(8):
        page = home.add_child(instance=PetitionPage(title=f"P {number}", slug=f"p-{number}", demand="x"))
        page.copy_for_translation(german_home.locale)
    with CaptureQueriesContext(connection) as many:
        editor_client.get(LIST)
    assert len(many) == len(few)


def test_without_a_petition_the_list_says_where_one_begins(editor_client: Client, home: HomePage) -> None:
    # The draft that a new hub begins with stands beside the tests' own home page.
    HomePage.objects.exclude(pk=home.pk).delete()
    page = soup(editor_client.get(LIST))
    url = reverse("wagtailadmin_pages:choose_parent", args=["petition_blocks", "petitionpage"])
    assert "A petition begins with its page" in page.get_text()
    assert page.select(f'#listing-results a[href="{url}"]')
    begin = editor_client.get(url)
    assert begin.status_code == 302, "with one home page there is nothing to choose"
    assert editor_client.get(begin["Location"]).status_code == 200


@pytest.mark.parametrize("path", ["new/", "delete/{pk}/", "copy/{pk}/", "usage/{pk}/"])
def test_registers_are_neither_made_nor_deleted_here(
    admin_client: Client, petition: Petition, path: str
) -> None:
    assert admin_client.get(LIST + path.format(pk=petition.pk), follow=True).status_code == 404


def test_groups_are_offered_only_rights_that_mean_something(admin_client: Client, home: HomePage) -> None:
    text = admin_client.get(reverse("wagtailusers_groups:add")).content.decode().lower()
    assert "can change petition" in text
    assert "can delete petition" not in text


def test_who_may_look_reads_everything_about_a_petition(viewer_client: Client, petition: Petition) -> None:
    row = soup(viewer_client.get(LIST)).select_one(".title-wrapper a")
    assert row is not None
    page = soup(viewer_client.get(str(row["href"])))
    text = page.get_text()
    for words in ("Visitors can sign", "Example Coalition", "Who can read the signatures", "100, 500"):
        assert words in text
    assert petition.opens_at is not None
    assert f"{timezone.localtime(petition.opens_at):%H:%M}" in text
    assert not page.select('a[href*="/close/"], a[href*="/revoke/"], a[href*="/keys/new/"]')


def test_the_home_page_of_the_admin_shows_open_petitions(
    editor_client: Client, viewer_client: Client, writer_client: Client, petition: Petition
) -> None:
    Petition.objects.create_register("A mere plan", "plan")
    for client in (editor_client, viewer_client):
        panel = soup(client.get(HOME)).select_one("#open-petitions-section")
        assert panel is not None
        assert "Unwatched" in panel.get_text()
        assert "A mere plan" not in panel.get_text()
    assert "Unwatched" not in soup(writer_client.get(HOME)).get_text()


def test_a_paused_petition_is_not_forgotten_on_the_home_page(
    editor_client: Client, petition: Petition
) -> None:
    change_state(petition, PAUSE, None)
    assert "Paused" in str(soup(editor_client.get(HOME)).select_one("#open-petitions-section"))


def test_the_home_page_of_the_admin_works_without_any_petition(editor_client: Client) -> None:
    response = editor_client.get(HOME)
    assert response.status_code == 200
    assert not soup(response).select("#open-petitions-section")


@pytest.mark.both
def test_days_are_counted_from_totals_and_changes_together(petition: Petition) -> None:
    today = timezone.localdate()
    yesterday = today - timedelta(days=1)
    for day, number in [(yesterday, 3), (today, 2)]:
        CountTotal.objects.create(petition=petition, country="BE", language="en", day=day, count=number)
        CountTotal.objects.create(petition=petition, country="DE", language="de", day=day, count=number)
    CountChange.objects.create(petition=petition, country="BE", language="en", day=today, change=1)
    CountChange.objects.create(petition=petition, country="BE", language="en", day=yesterday, change=-1)
    days = signatures_by_day(petition, today - timedelta(days=2), today)
    assert days == [(today - timedelta(days=2), 0), (yesterday, 5), (today, 5)]
    assert all(type(number) is int for _day, number in days)


@pytest.mark.both
def test_the_days_are_read_in_one_statement(
    petition: Petition, django_assert_num_queries: Callable[[int], object]
) -> None:
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        daily_chart(petition)


@pytest.mark.both
def test_a_day_that_lost_signatures_points_downwards(petition: Petition) -> None:
    today = timezone.localdate()
    CountTotal.objects.create(petition=petition, country="BE", language="en", day=today, count=-2)
    CountTotal.objects.create(
        petition=petition, country="BE", language="en", day=today - timedelta(days=1), count=6
    )
    chart = daily_chart(petition)
    before, last = chart.bars[-2:]
    assert before.y + before.height == pytest.approx(chart.baseline)
    assert last.y == pytest.approx(chart.baseline)
    assert last.height > 0


def test_the_chart_has_its_table(editor_client: Client, petition: Petition) -> None:
    CountTotal.objects.create(
        petition=petition, country="BE", language="en", day=timezone.localdate(), count=7
    )
    page = soup(editor_client.get(reverse("petitions:edit", args=[petition.pk])))
    assert len(page.select("svg[role=img] rect")) == 1
    assert len(page.select("details tbody tr")) == 30
