"""Erase requests for a link that could not be answered."""

from django.db.models import Q
from django.utils import timezone

from editorial.days import current_day

from ..models import LinkRequest
from .believe_clock import clock_is_believed


def expire_link_requests() -> int:
    """Erase requests that have run out, and all once the retention day has come; return how many.

    None while the clock isn't believed.
    """
    if not clock_is_believed():
        return 0
    over = Q(expires_at__lte=timezone.now()) | Q(petition__retention_day__lte=current_day())
    number, _by_model = LinkRequest.objects.filter(over).delete()
    return number
