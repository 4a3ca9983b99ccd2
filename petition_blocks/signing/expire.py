"""Erase what was never confirmed."""

from django.utils import timezone

from ..clock.actions import clock_is_believed
from ..signature.models import Submission

# As many as are gone well within a second: what else is due waits no longer.
BATCH = 5_000


def expire_submissions() -> int:
    """Erase up to `BATCH` submissions whose links have run out, and return how many there were.

    None while the clock isn't believed.
    """
    if not clock_is_believed():
        return 0
    run_out = Submission.objects.filter(expires_at__lte=timezone.now()).order_by("expires_at")
    batch = list(run_out.values_list("pk", flat=True)[:BATCH])
    number, _by_model = Submission.objects.filter(pk__in=batch).delete()
    return number
