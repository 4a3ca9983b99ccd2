"""An event as a file that every calendar understands (iCalendar, RFC 5545)."""

from datetime import UTC, datetime
from itertools import count
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone
from django.utils.text import slugify
from icalendar import Calendar, Event
from wagtail.fields import StreamField
from wagtail.models import Page

from .control_characters import in_lines
from .days import day_of


def file_name(event: Any) -> str:
    """Return what the file of an event block's value is called: its day, its words. Empty without a day."""
    if not event["start"]:
        return ""
    day = day_of(aware(event["start"])).isoformat()
    return "-".join(filter(None, [day, slugify(str(event["heading"] or ""), allow_unicode=True)]))


def events_of(page: Page) -> dict[str, Any]:
    """Return the page's event blocks that have a day, by the names of their files, no two the same."""
    events: dict[str, Any] = {}
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for child in getattr(page, field.name):
                if child.block_type == "event" and (wanted := file_name(child.value)):
                    names = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
                    events[next(name for name in names if name not in events)] = child
    return events


def file_name_on(page: Page | None, event: Any) -> str:
    """Return what the file of an event's value is called on its page, where others may have its words."""
    if page is not None:
        for name, child in events_of(page).items():
            if child.value is event:
                return name
    return file_name(event)


def end_of(event: Any) -> datetime | None:
    """Return when an event's value ends; nothing if that is before it starts, as older pages may have it."""
    start, end = event["start"], event["end"]
    return end if start and end and aware(end) > aware(start) else None


def calendar_file(page: Page, block: Any, url: str) -> bytes:
    """Return the file's contents for the event block of a public page with that full address."""
    event = block.value
    place = ", ".join(filter(None, [event["place"], event["location"]]))
    end = end_of(event)
    entry = Event.new(
        uid=identity(page, block),
        stamp=moment(page.last_published_at or timezone.now()),
        start=moment(event["start"]),
        end=moment(end) if end else None,
        url=url,
    )
    for name, text in (("SUMMARY", event["heading"]), ("LOCATION", place), ("DESCRIPTION", event["text"])):
        if text:
            entry.add(name, in_lines(text).strip())
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//Campaign Hub//EN")
    calendar.add_component(entry)
    return calendar.to_ical()


def identity(page: Page, block: Any) -> UUID:
    """Return what a calendar knows the event by: the same in all languages, and whatever its words become.

    A page that was copied brings its blocks' identifiers along, and is about another event.
    """
    return uuid5(page.translation_key, str(block.id or file_name(block.value)))


def aware(time: datetime) -> datetime:
    """Return the moment with its time zone: the site's, where none is given."""
    return time if timezone.is_aware(time) else timezone.make_aware(time)


def moment(time: datetime) -> datetime:
    """Return the moment in UTC, which every calendar turns into its reader's time."""
    return aware(time).astimezone(UTC)
