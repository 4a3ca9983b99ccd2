"""Texts that nobody has read yet, because they were taken from elsewhere or made by a machine.

They are there, can be seen in the preview and bettered. What they can't is become public: see
`text_problems.severe_problems()`.
"""

from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from ..completeness import missing_texts
from ..locale_permissions import AnyUser
from .memory import exact_translations
from .models import UnreadSuggestion

# No translated name: it is stored, and every reader has a language of their own.
TOOL_NAMES = {
    UnreadSuggestion.Origin.MEMORY: "translation memory",
    UnreadSuggestion.Origin.MACHINE: "machine translation",
    UnreadSuggestion.Origin.FILE: "file",
}


def suggest(
    segment: StringSegment,
    locale: Locale,
    text: str,
    origin: UnreadSuggestion.Origin,
    user: AnyUser | None = None,
) -> bool:
    """Put a text in the place of a missing one, marked as unread, and return whether it was missing."""
    translation, is_new = StringTranslation.objects.get_or_create(
        translation_of_id=segment.string_id,
        context_id=segment.context_id,
        locale=locale,
        defaults={
            "data": text,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MACHINE,
            "tool_name": TOOL_NAMES[origin],
            "last_translated_by": user,
        },
    )
    if is_new:
        mark_unread(translation, origin)
    return is_new


def mark_unread(translation: StringTranslation, origin: UnreadSuggestion.Origin) -> None:
    """Keep a text off the site until somebody has read it."""
    UnreadSuggestion.objects.update_or_create(translation=translation, defaults={"origin": origin})


def mark_read(translation: StringTranslation, user: AnyUser) -> None:
    """Take a suggestion as it is: the text is the user's from now on."""
    translation.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
    translation.tool_name = ""
    translation.last_translated_by = user
    translation.save(update_fields=["translation_type", "tool_name", "last_translated_by", "updated_at"])
    UnreadSuggestion.objects.filter(translation=translation).delete()


def fill_in_remembered_texts(translation: Translation, user: AnyUser | None) -> int:
    """Fill in each missing text that was translated before, word for word, and return how many.

    That is most of a page or block that was copied. They wait to be read: the same words may be meant in
    another way here. Of several translations the one from the same kind of field is taken, or else the
    newest.
    """
    missing = list(
        missing_texts(translation.source, translation.target_locale).select_related("string", "context")
    )
    known = exact_translations(
        [segment.string for segment in missing],
        translation.source.locale,
        translation.target_locale,
        within=translation.source.object_id,
    )
    filled = 0
    for segment in missing:
        if segment.string_id in known:
            text = _best_for(segment, known[segment.string_id]).data
            filled += suggest(segment, translation.target_locale, text, UnreadSuggestion.Origin.MEMORY, user)
    return filled


def _best_for(segment: StringSegment, found: list[StringTranslation]) -> StringTranslation:
    of_the_same_field = (text for text in found if text.context.field_path == segment.context.field_path)
    return next(of_the_same_field, found[0])
