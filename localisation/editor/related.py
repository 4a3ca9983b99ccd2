"""What an original names that is translated by itself, such as a section."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.admin.utils import quote
from django.urls import reverse
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.models import RelatedObjectSegment, Translation, get_edit_url

from .places import Place, Places


@dataclass(frozen=True)
class Related:
    """Something that is translated by itself."""

    segment: RelatedObjectSegment
    place: Place
    title: str
    # Where it is translated, or submitted for translation where it has none yet.
    url: str
    is_begun: bool
    # How many of its texts are translated; 0 of 0 where nobody knows.
    done: int = 0
    total: int = 0

    @property
    def key(self) -> str:
        """What names it in the page."""
        return str(self.segment.pk)


def related_of(translation: Translation, places: Places) -> list[Related]:
    """Return what the original names, in the order of its editor; what is gone is left out."""
    found = []
    for segment in (
        RelatedObjectSegment.objects.filter(source=translation.source)
        .select_related("context", "object__content_type", "source__locale")
        .order_by("order", "pk")
    ):
        source = segment.get_source_instance()
        if source is None:
            continue
        found.append(_related(segment, places.of(segment.context), source, translation))
    return sorted(found, key=lambda related: (related.place.order, related.segment.order))


def _related(
    segment: RelatedObjectSegment, place: Place, source: TranslatableMixin, translation: Translation
) -> Related:
    target = segment.object.get_instance_or_none(translation.target_locale)
    if target is None:
        url = f"{_submit_url(source)}?select_locale={translation.target_locale.language_code}"
        return Related(segment, place, str(source), url, is_begun=False)
    running = Translation.objects.filter(
        source__object_id=segment.object_id, target_locale=translation.target_locale, enabled=True
    ).first()
    total, done = running.get_progress() if running else (0, 0)
    return Related(segment, place, str(target), get_edit_url(target) or "", True, done, total)


def _submit_url(source: TranslatableMixin) -> str:
    if isinstance(source, Page):
        return reverse("wagtail_localize:submit_page_translation", args=[source.pk])
    return reverse(
        "wagtail_localize:submit_snippet_translation",
        args=[source._meta.app_label, source._meta.model_name, quote(source.pk)],
    )
