"""An event as a file that every calendar understands (iCalendar, RFC 5545)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from wagtail.fields import StreamField
from wagtail.models import Page

from .absolute_address import absolute_address
from .days import day_of

LONGEST_LINE = 75  # bytes


def file_name(event: Any) -> str:
    """Return what the file of an event block's value is called: its day, its words. Empty without a day."""
    if not event["start"]:
        return ""
    day = day_of(aware(event["start"])).isoformat()
    return "-".join(filter(None, [day, slugify(str(event["heading"] or ""), allow_unicode=True)]))


def find_event(page: Page, name: str) -> Any | None:
    """Return the value of the page's event block whose file has that name, if there is one."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for child in getattr(page, field.name):
                if child.block_type == "event" and name and file_name(child.value) == name:
                    return child.value
    return None


def calendar_file(page: Page, event: Any) -> str:
    """Return the file's contents for an event on a public page."""
    address = absolute_address(page.url)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Campaign Hub//EN",
        "BEGIN:VEVENT",
        f"UID:{written(f'{address}#{file_name(event)}')}",
        f"DTSTAMP:{moment(page.last_published_at or timezone.now())}",
        f"DTSTART:{moment(event['start'])}",
    ]
    if event["end"]:
        lines.append(f"DTEND:{moment(event['end'])}")
    place = ", ".join(filter(None, [event["place"], event["location"]]))
    for name, text in (("SUMMARY", event["heading"]), ("LOCATION", place), ("DESCRIPTION", event["text"])):
        if text:
            lines.append(f"{name}:{written(text)}")
    lines += [f"URL:{address}", "END:VEVENT", "END:VCALENDAR"]
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def aware(time: datetime) -> datetime:
    """Return the moment with its time zone: the site's, where none is given."""
    return time if timezone.is_aware(time) else timezone.make_aware(time)


def moment(time: datetime) -> str:
    """Return a moment as calendars write it."""
    return f"{aware(time).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def written(text: str) -> str:
    """Return a text in which nothing is taken for the file's own signs."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(escaped.splitlines())


def folded(line: str) -> Iterator[str]:
    """Break a line where it gets too long, between characters; what follows begins with a space."""
    part = ""
    for character in line:
        if len((part + character).encode()) > LONGEST_LINE:
            yield part
            part = " "
        part += character
    yield part
