"""What the doctor looks at: whether the clock is right, and erasing goes on."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from editorial.upkeep.looks import Finding, Look

from .actions import agrees, database_time
from .models import ClockReading

SECTION = "when-the-clock-leaps"
# More than two machines drift apart that ask the time of somebody.
LARGEST_DIFFERENCE = timedelta(minutes=1)


def clock_looks() -> list[Look]:
    """Return them all."""
    return [Look("clock", look_at_clock)]


def look_at_clock() -> Iterator[Finding]:
    """Say that the clock is not the database's, and that nothing is erased because it has leapt."""
    now, of_database = timezone.now(), database_time()
    if abs(now - of_database) > LARGEST_DIFFERENCE:
        yield Finding(
            f"The clock of this machine says {now:%Y-%m-%d %H:%M} UTC, and the database's "
            f"{of_database:%Y-%m-%d %H:%M} UTC.",
            "Let both ask the time in the network (`timedatectl set-ntp true`).",
            SECTION,
        )
    reading = ClockReading.objects.first()
    if reading is not None and (reading.doubted_at is not None or not agrees(now, reading.believed_at)):
        yield Finding(
            f"Erasing is on hold: the clock says {now:%Y-%m-%d %H:%M} UTC, and when something was last "
            f"erased it said {reading.believed_at:%Y-%m-%d %H:%M} UTC.",
            "Set it right if it is wrong. If it is right, `python manage.py confirm_clock`.",
            SECTION,
        )
