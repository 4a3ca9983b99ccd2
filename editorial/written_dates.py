"""Days and times as the reader's language writes them: by CLDR, on the site's clock.

Django's own table lacks languages that the hub speaks, and has others as “05 Март 2026” or “05/03/2026”.
"""

from datetime import date, datetime

from babel import Locale
from babel.dates import format_date, format_time, get_datetime_format
from django.utils.translation import get_language

from .cldr import cldr_locale
from .days import day_of, site_time

# CLDR's plain English is that of the United States. Here it is Europe's: the day before the month.
ENGLISH = Locale("en", "150")
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def _locale() -> Locale:
    language = get_language() or "en"
    return ENGLISH if language == "en" else cldr_locale(language)


def written_day(day: date | None) -> str:
    """Return the day, or that of a moment, with its month in words and its year; nothing for None."""
    if day is None:
        return ""
    return format_date(day_of(day) if isinstance(day, datetime) else day, "long", locale=_locale())


def written_time(moment: datetime | None) -> str:
    """Return hour and minute of a moment, in one piece that no line breaks; nothing for None."""
    if moment is None:
        return ""
    time = format_time(site_time(moment).time(), "short", locale=_locale())
    return NO_BREAK_SPACE.join(time.split())


def written_moment(moment: datetime | None) -> str:
    """Return the day of a moment and its time; nothing for None."""
    if moment is None:
        return ""
    joined = str(get_datetime_format("medium", locale=_locale()))
    return joined.replace("{1}", written_day(moment)).replace("{0}", written_time(moment))
