"""Which day it is. The site's time zone decides, wherever whoever asks may be.

Wagtail lets each user of the admin have a time zone of their own, so Django's `localdate()` would answer an
editor in Auckland with tomorrow: a petition would be closed for them that visitors can still sign.
"""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def day_of(moment: datetime) -> date:
    """Return the day on which the moment lies."""
    return timezone.localdate(moment, timezone.get_default_timezone())


def site_time(moment: datetime) -> datetime:
    """Return the moment as the site's clock tells it."""
    return timezone.localtime(moment, timezone.get_default_timezone())


def current_day() -> date:
    """Return the day of now."""
    return day_of(timezone.now())


def last_day_before(moment: datetime) -> date:
    """Return the last day that has begun before the moment: for midnight, the one that ends there."""
    return day_of(moment - timedelta(microseconds=1))


def start_of(day: date) -> datetime:
    """Return the moment at which the day begins."""
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())
