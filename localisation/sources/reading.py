"""The source of a page or snippet as a language has it."""

from copy import copy
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Locale, TranslatableMixin
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.models import (
    SegmentOverride,
    StringSegment,
    StringTranslation,
    TranslatableObject,
    TranslationSource,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.segments.types import BaseValue
from wagtail_localize.strings import StringValue

from .models import EarlierSource, EarlierText


def earlier_source(source: TranslationSource, locale: Locale) -> EarlierSource | None:
    """Return what the language still goes by, or nothing if it has the shared words."""
    return EarlierSource.objects.filter(translation__source=source, translation__target_locale=locale).first()


def source_for(source: TranslationSource, locale: Locale) -> TranslationSource:
    """Return the source with the words that the language has brought in. It is to be read, never saved."""
    earlier = earlier_source(source, locale)
    if earlier is None:
        return source
    known = copy(source)
    known.content_json = earlier.content_json
    known.schema_version = earlier.schema_version
    known.last_updated_at = earlier.last_updated_at
    return known


def texts_for(source: TranslationSource, locale: Locale) -> "QuerySet[Any]":
    """Return the texts that a language has to translate, each with its string, context, order and attrs.

    They are `StringSegment` rows, or `EarlierText` rows that answer the same questions.
    """
    earlier = earlier_source(source, locale)
    if earlier is None:
        return StringSegment.objects.filter(source=source)
    return EarlierText.objects.filter(earlier_source=earlier)


def segments_for(source: TranslationSource, locale: Locale) -> list[BaseValue]:
    """Return what turns the source, as the language has it, into its translation; gaps keep its words."""
    if earlier_source(source, locale) is None:
        segments: list[BaseValue] = source._get_segments_for_translation(locale, fallback=True)
        return segments
    texts = _translated_texts(source, locale)
    overrides = _overrides(source, locale)
    found: list[BaseValue] = []
    for segment in extract_segments(source_for(source, locale).as_instance()):
        if isinstance(segment, StringSegmentValue):
            translated = texts.get((segment.path, segment.string.data))
            if translated:
                segment.string = StringValue(translated)
        elif isinstance(segment, OverridableSegmentValue):
            if segment.path not in overrides:
                continue
            segment.data = overrides[segment.path]
        elif isinstance(segment, RelatedObjectSegmentValue) and not _is_translated(segment, locale):
            continue
        found.append(segment)
    return found


def draft_in(
    source: TranslationSource, locale: Locale, target: TranslatableMixin | None = None
) -> TranslatableMixin:
    """Return the page or snippet in that language as it is now, unsaved, with the source's words in gaps."""
    original = source_for(source, locale).as_instance()
    target = source.get_translated_instance(locale) if target is None else target
    copy_synchronised_fields(original, target)
    ingest_segments(original, target, source.locale, locale, segments_for(source, locale))
    return target


def _translated_texts(source: TranslationSource, locale: Locale) -> dict[tuple[str, str], str]:
    """Return the usable translations by path and text."""
    rows = StringTranslation.objects.filter(context__object=source.object_id, locale=locale, has_error=False)
    return {
        (path, text): data
        for path, text, data in rows.values_list("context__path", "translation_of__data", "data")
    }


def _overrides(source: TranslationSource, locale: Locale) -> dict[str, object]:
    """Return by path what takes the place of the source's links, pictures and the like."""
    rows = SegmentOverride.objects.filter(context__object=source.object_id, locale=locale, has_error=False)
    return {row.context.path: row.data for row in rows.select_related("context")}


def _is_translated(segment: RelatedObjectSegmentValue, locale: Locale) -> bool:
    found = TranslatableObject.objects.filter(translation_key=segment.translation_key).first()
    return found is not None and bool(found.has_translation(locale))
