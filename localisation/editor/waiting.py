"""Which translations wait for a language lead."""

from collections.abc import Iterable

from django.db.models import QuerySet
from wagtail.models import Locale
from wagtail_localize.models import Translation


def translations_waiting_for_review(locales: Iterable[Locale]) -> "QuerySet[Translation]":
    """Return the translations into these languages that were sent for review, the longest waiting first."""
    return (
        Translation.objects.filter(enabled=True, target_locale__in=list(locales), handover__isnull=False)
        .select_related("source", "target_locale", "handover__handed_over_by")
        .order_by("handover__handed_over_at", "pk")
    )
