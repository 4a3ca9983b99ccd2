"""An event goes into the reader's own calendar."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.blocks.struct_block import StructBlockValidationError

from coalition.coalition_page import CoalitionPage
from editorial.blocks import EventBlock
from tests.factories import create_home

pytestmark = pytest.mark.django_db

NAME = "2030-05-04-walk-across-the-square"


def page_with(**event: Any) -> CoalitionPage:
    """Publish a page with an event."""
    given = {
        "heading": "Walk across the square",
        "start": datetime(2030, 5, 4, 12, 0, tzinfo=UTC),
        "end": datetime(2030, 5, 4, 14, 30, tzinfo=UTC),
        "place": "Town hall; main square",
        "location": "Square 1\nBrussels",
        "text": "We count, together, and we do not stop before the last camera of the town is found.",
        "address": "",
    }
    parent = create_home()
    page = CoalitionPage(title="Who we are", slug="who", introduction="All.", body=[("event", given | event)])
    added: CoalitionPage = parent.add_child(instance=page)
    return added


def unfolded(content: bytes) -> list[str]:
    """Return the file's lines, as a calendar reads them."""
    return content.decode().replace("\r\n ", "").split("\r\n")


def test_the_page_offers_the_event_and_the_file_says_when_and_where(client: Client) -> None:
    """The link on the page leads to the file."""
    page = page_with()
    url = reverse("event_calendar", args=[page.pk, NAME])
    assert f'href="{url}"' in client.get(page.url).content.decode()
    answer = client.get(url)
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert f"{NAME}.ics" in answer.headers["Content-Disposition"]
    lines = unfolded(answer.content)
    assert "DTSTART:20300504T120000Z" in lines
    assert "DTEND:20300504T143000Z" in lines
    assert "SUMMARY:Walk across the square" in lines
    assert "LOCATION:Town hall\\; main square\\, Square 1\\nBrussels" in lines
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))


def test_an_event_in_another_script_has_a_file_too(client: Client) -> None:
    """Its letters are whole where a line is broken."""
    heading = "مسيرة عبر الساحة " * 8
    page = page_with(heading=heading.strip())
    html = client.get(page.url).content.decode()
    url = html.partition(f'href="/events/{page.pk}/')[2].partition('"')[0]
    answer = client.get(f"/events/{page.pk}/{url}")
    assert "مسيرة" in unquote(url)
    assert f"SUMMARY:{heading.strip()}" in unfolded(answer.content)
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))


def test_no_words_of_an_editor_become_a_line_of_their_own(client: Client) -> None:
    """A line break in a text stays within the text."""
    page = page_with(text="One\r\nATTACH:https://example.org/\nTwo\\n")
    lines = unfolded(client.get(reverse("event_calendar", args=[page.pk, NAME])).content)
    assert "DESCRIPTION:One\\nATTACH:https://example.org/\\nTwo\\\\n" in lines


def test_what_is_not_public_has_no_file(client: Client) -> None:
    """Neither does an event that the page does not have, nor one without a day."""
    page = page_with()
    assert client.get(reverse("event_calendar", args=[page.pk, "2030-05-05-other"])).status_code == 404
    page.unpublish()
    assert client.get(reverse("event_calendar", args=[page.pk, NAME])).status_code == 404
    assert client.get(reverse("event_calendar", args=[10_000, NAME])).status_code == 404


def test_an_event_without_a_day_offers_no_file(client: Client) -> None:
    """There is nothing to put into a calendar."""
    html = client.get(page_with(start=None, end=None).url).content.decode()
    assert "Walk across the square" in html
    assert "/events/" not in html


def lines_of_files(client: Client, page: CoalitionPage) -> list[list[str]]:
    """Return the lines of the files that the page offers, in its order."""
    html = BeautifulSoup(client.get(page.url).content, "html.parser")
    links = [str(link["href"]) for link in html.select(".event-links a")]
    assert len(set(links)) == len(links)
    return [unfolded(client.get(link).content) for link in links]


def line(lines: list[str], name: str) -> str:
    """Return the one line of that name."""
    (found,) = [each for each in lines if each.startswith(f"{name}:")]
    return found


def test_an_event_stays_the_same_one_in_calendars_whatever_it_is_called(client: Client) -> None:
    """Another heading, hour or address of the page changes the entry; a copy of the page is another event."""
    page = page_with()
    before = line(lines_of_files(client, page)[0], "UID")
    page.slug = "who-and-when"
    page.body[0].value["heading"] = "Run across the square"
    page.body[0].value["start"] = datetime(2030, 5, 4, 11, 0, tzinfo=UTC)
    page.save_revision().publish()
    page = CoalitionPage.objects.get(pk=page.pk)
    (after,) = lines_of_files(client, page)
    assert line(after, "UID") == before
    assert line(after, "SUMMARY") == "SUMMARY:Run across the square"
    copy = page.copy(update_attrs={"slug": "next-year"}, keep_live=True)
    assert line(lines_of_files(client, copy)[0], "UID") != before


def test_two_events_of_the_same_words_and_day_each_have_their_own_file(client: Client) -> None:
    page = page_with()
    evening = {**page.body[0].value, "start": datetime(2030, 5, 4, 18, 0, tzinfo=UTC), "end": None}
    page.body.append(("event", evening))
    page.save_revision().publish()
    first, second = lines_of_files(client, CoalitionPage.objects.get(pk=page.pk))
    assert line(first, "DTSTART") == "DTSTART:20300504T120000Z"
    assert line(second, "DTSTART") == "DTSTART:20300504T180000Z"
    assert line(first, "UID") != line(second, "UID")


def test_an_event_that_ends_before_it_starts_is_refused_beside_its_end(client: Client) -> None:
    """One that is stored already is shown without an end."""
    block = EventBlock()
    start = datetime(2030, 5, 4, 12, 0, tzinfo=UTC)
    for end, is_refused in (
        (start - timedelta(hours=1), True),
        (start, True),
        (start + timedelta(hours=1), False),
    ):
        value = block.to_python({"heading": "Walk", "start": start.isoformat(), "end": end.isoformat()})
        if is_refused:
            with pytest.raises(StructBlockValidationError) as refusal:
                block.clean(value)
            assert refusal.value.block_errors["end"].messages == [
                "Let it end after it starts, or leave this empty."
            ]
        else:
            assert block.clean(value)["end"] == end
    page = page_with(end=start - timedelta(days=1))
    assert "3 May 2030" not in client.get(page.url).text
    (lines,) = lines_of_files(client, page)
    assert not [each for each in lines if each.startswith("DTEND")]
