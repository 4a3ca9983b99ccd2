"""What the doctor looks at: whether what had to be erased is."""

from collections.abc import Iterator
from datetime import timedelta

from editorial.days import current_day
from editorial.upkeep.looks import Finding, Look

from ..petition.models import Petition
from .models import ErasureReceipt

SECTION = "erasing"


def erasure_looks() -> list[Look]:
    """Return them all."""
    return [Look("erasing", look_at_erasing)]


def petitions_due() -> list[str]:
    """Return the names in addresses of the petitions whose day has come, and of which something is left."""
    today = current_day()
    over = Petition.objects.filter(digest_key__isnull=False, retention_day__lte=today)
    begun = ErasureReceipt.objects.filter(finished_at=None, day__lte=today)
    slugs = {*over.values_list("slug", flat=True), *begun.values_list("petition__slug", flat=True)}
    return sorted(slugs)


def look_at_erasing() -> Iterator[Finding]:
    """Say what should have been erased yesterday or before: a day is time enough for any register."""
    yesterday = current_day() - timedelta(days=1)
    late = Petition.objects.filter(digest_key__isnull=False, retention_day__lte=yesterday).order_by("slug")
    slugs = list(late.values_list("slug", flat=True))
    if slugs:
        yield Finding(
            f"What people signed should have been erased, and is not: {', '.join(slugs)}.",
            "See whether a worker runs and the clock is believed, then `python manage.py erase_due`.",
            SECTION,
        )
