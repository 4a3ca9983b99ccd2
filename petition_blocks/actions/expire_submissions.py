"""Erase what was never confirmed."""

from django.utils import timezone

from ..models import Submission


def expire_submissions() -> int:
    """Erase the submissions whose links have run out, and return how many there were."""
    number, _by_model = Submission.objects.filter(expires_at__lte=timezone.now()).delete()
    return number
