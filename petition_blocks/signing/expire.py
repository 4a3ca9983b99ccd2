"""Erase what was never confirmed."""

from django.utils import timezone

from ..clock.actions import erase_run_out
from ..signature.models import Submission


def expire_submissions() -> int:
    """Erase a batch of the submissions whose links have run out, and return how many there were."""
    return erase_run_out(Submission.objects.filter(expires_at__lte=timezone.now()).order_by("expires_at"))
