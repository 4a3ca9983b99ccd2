"""What the doctor looks at: whether a worker gets on with translations."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from editorial.upkeep.looks import Finding, Look

from .models import waiting_since

SECTION = "workers"
# One task takes a second or two, and a worker that is at something else comes back within a minute or two.
LATE_AFTER = timedelta(minutes=15)


def job_looks() -> list[Look]:
    """Return them all."""
    return [Look("translations", look_at_jobs, is_watched=True)]


def look_at_jobs() -> Iterator[Finding]:
    """Say that translations wait and nobody gets on with them."""
    since = waiting_since()
    if since is not None and timezone.now() - since > LATE_AFTER:
        minutes = int((timezone.now() - since).total_seconds()) // 60
        yield Finding(
            f"Translations that somebody has asked for are stuck: for {minutes} minutes none was done.",
            "Look whether a worker runs, and what it is at.",
            SECTION,
        )
