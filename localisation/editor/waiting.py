"""Which translations wait for a language lead."""

from collections.abc import Collection
from datetime import datetime

from wagtail.models import Locale

from .models import Handover


def waiting_for_review_since(locales: Collection[Locale]) -> dict[int, datetime]:
    """Return since when translations into these languages wait for review, by their primary keys.

    The one that waits longest comes first.
    """
    waiting = Handover.objects.filter(translation__enabled=True, translation__target_locale__in=locales)
    rows = waiting.order_by("handed_over_at", "pk").values_list("translation_id", "handed_over_at")
    return dict(rows)
