"""Erase what was never confirmed."""

from django.utils import timezone

from ..clock.actions import clock_is_believed
from ..signature.models import Submission


def expire_submissions() -> int:
    """Erase the submissions whose links have run out, and return how many there were.

    None while the clock isn't believed.
    """
    if not clock_is_believed():
        return 0
    number, _by_model = Submission.objects.filter(expires_at__lte=timezone.now()).delete()
    return number
