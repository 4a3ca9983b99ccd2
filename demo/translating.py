"""The demo's pages and organisations in a further language, as translators would have made them.

Each text that wagtail-localize finds in the source gets its translation from an object that says the same in
the other language and is never saved. The two must be built alike, down to the list items and links, or
loading fails: a demo with a gap would teach translators the wrong thing.
"""

import json

from django.contrib.auth.models import User
from wagtail.models import Locale, TranslatableMixin
from wagtail_localize.models import (
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationContext,
)
from wagtail_localize.segments import StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments

from localisation.sources.renewing import source_with_words_of_today


class NotAlike(Exception):
    """The words of one language are built differently from those of the other."""


def translate(
    instance: TranslatableMixin, in_other_words: TranslatableMixin, locale: Locale, user: User, slug: str = ""
) -> TranslatableMixin:
    """Return the published translation of a page or snippet.

    `in_other_words` is an unsaved object of the same type that holds the words in that language; `slug` is
    the page's name in addresses there, if it differs.
    """
    source = source_with_words_of_today(instance, [locale])
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    words = paired_words(instance, in_other_words)
    segments = StringSegment.objects.filter(source=source).select_related("string", "context")
    # A text that stands twice in the same place is one text to translators.
    for string, context in {(segment.string, segment.context) for segment in segments}:
        StringTranslation.objects.create(
            translation_of=string,
            context=context,
            locale=locale,
            data=words[context.path, string.data],
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            last_translated_by=user,
        )
    if slug:
        SegmentOverride.objects.create(
            locale=locale,
            context=TranslationContext.objects.get(object=source.object, path="slug"),
            data_json=json.dumps(slug),
            last_translated_by=user,
        )
    # Published by hand: wagtail-localize would wait for the end of the transaction.
    translation.save_target(user=user, publish=False)
    translation.get_target_instance().get_latest_revision().publish(user=user)
    return translation.get_target_instance()


def paired_words(
    instance: TranslatableMixin, in_other_words: TranslatableMixin
) -> dict[tuple[str, str], str]:
    """Return the other language's text for each path and text of the source."""
    source, other = _texts(instance), _texts(in_other_words)
    for (path, _text, build), (other_path, _other_text, other_build) in zip(source, other, strict=False):
        if (path, build) != (other_path, other_build):
            raise NotAlike(f"{instance}: {path} is {build}, but {other_path} is {other_build}")
    if len(source) != len(other):
        raise NotAlike(f"{instance}: {len(source)} texts, but {len(other)} in the other language")
    words: dict[tuple[str, str], str] = {}
    for (path, text, _build), (_path, other_text, _other_build) in zip(source, other, strict=True):
        if words.setdefault((path, text), other_text) != other_text:
            raise NotAlike(f"{instance}: {path} says “{text}” twice, and something else each time")
    return {key: text for key, text in words.items() if text}


def _texts(instance: TranslatableMixin) -> list[tuple[str, str, object]]:
    """Return path, text and build of all that is translated; a rich text's template is all build."""
    texts = []
    for segment in extract_segments(instance):
        if isinstance(segment, StringSegmentValue):
            texts.append((segment.path, segment.string.data, segment.attrs))
        elif isinstance(segment, TemplateSegmentValue):
            texts.append((segment.path, "", segment.template))
    return texts
