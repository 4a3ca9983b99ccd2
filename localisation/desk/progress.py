"""How far each running translation is: counted by the database, whatever the number of pages."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Max
from wagtail.models import Locale
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationSource,
)

from ..sources.models import EarlierSource, EarlierText

# A translation key, and the primary key of a Locale.
Place = tuple[UUID, int]


@dataclass(frozen=True, slots=True)
class Source:
    """What an object is translated from: its language, and when its words were last taken over."""

    pk: int
    locale_id: int
    brought_in_at: datetime
    texts: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an object is in a language, and when somebody last wrote a text of it or chose a picture."""

    translation_id: int
    source: Source
    done: int
    last_change: datetime | None
    # When somebody has asked for a review, as long as nobody has answered.
    handed_over_at: datetime | None = None


@dataclass(frozen=True)
class AllProgress:
    """What runs, by object and language, and what each object was first handed to translators from."""

    running: dict[Place, Progress]
    sources: dict[UUID, Source]


def progress_in(locales: Collection[Locale]) -> AllProgress:
    """Return how far all running translations into these languages are. Takes six queries."""
    keys: dict[int, UUID] = {}
    sources: dict[int, Source] = {}
    first: dict[UUID, Source] = {}
    rows = (
        TranslationSource.objects.order_by("pk")
        .values_list("pk", "object_id", "locale_id", "last_updated_at")
        .annotate(texts=Count("stringsegment"))
    )
    for pk, key, locale_id, brought_in_at, texts in rows:
        keys[pk] = key
        sources[pk] = Source(pk, locale_id, brought_in_at, texts)
        first.setdefault(key, sources[pk])
    done = _done_by_source_and_language(locales)
    overridden = _overrides_by_place(locales)
    earlier = _earlier_sources(locales, sources)
    running: dict[Place, Progress] = {}
    translations = Translation.objects.filter(enabled=True, target_locale__in=locales).order_by("pk")
    columns = ("pk", "source_id", "target_locale_id", "handover__handed_over_at")
    for pk, source_id, locale_id, handed_over_at in translations.values_list(*columns):
        count, written = done.get((source_id, locale_id), (0, None))
        source = sources[source_id]
        if pk in earlier:
            source, count = earlier[pk]
        place = (keys[source_id], locale_id)
        moments = [moment for moment in (written, overridden.get(place)) if moment is not None]
        progress = Progress(pk, source, count, max(moments, default=None), handed_over_at)
        # The editor, too, takes the first of two.
        running.setdefault(place, progress)
    return AllProgress(running, first)


def _done_by_source_and_language(
    locales: Collection[Locale],
) -> dict[tuple[int, int], tuple[int, datetime | None]]:
    """Return how many texts of a source have a usable translation, and when the last was written."""
    usable = StringTranslation.objects.filter(
        locale__in=locales, has_error=False, data__gt="", context__stringsegment__string=F("translation_of")
    )
    counted = usable.order_by().values_list("context__stringsegment__source_id", "locale_id")
    rows = counted.annotate(count=Count("context__stringsegment__pk"), last=Max("updated_at"))
    return {(source, locale): (count, last) for source, locale, count, last in rows}


def _overrides_by_place(locales: Collection[Locale]) -> dict[Place, datetime]:
    """Return when a picture, link or file of its own was last chosen for an object in a language."""
    rows = (
        SegmentOverride.objects.filter(locale__in=locales)
        .order_by()
        .values_list("context__object_id", "locale_id")
        .annotate(last=Max("updated_at"))
    )
    return {(key, locale): last for key, locale, last in rows}


def _earlier_sources(
    locales: Collection[Locale], sources: dict[int, Source]
) -> dict[int, tuple[Source, int]]:
    """Return what languages go by where the source has newer words, and how many texts of it are done."""
    behind = EarlierSource.objects.filter(translation__target_locale__in=locales)
    counted = behind.annotate(number=Count("texts")).values_list(
        "translation_id", "translation__source_id", "last_updated_at", "number"
    )
    found = {
        translation: replace(sources[source], brought_in_at=brought_in_at, texts=number)
        for translation, source, brought_in_at, number in counted
    }
    usable = EarlierText.objects.filter(
        earlier_source__in=behind,
        string__translations__context=F("context"),
        string__translations__locale=F("earlier_source__translation__target_locale"),
        string__translations__has_error=False,
        string__translations__data__gt="",
    )
    done = dict(usable.order_by().values_list("earlier_source__translation_id").annotate(number=Count("pk")))
    return {translation: (source, done.get(translation, 0)) for translation, source in found.items()}
