"""How texts read before."""

from wagtail_localize.models import StringTranslation

from .models import TextVersion


def note_version(text: StringTranslation) -> None:
    """Note what a text says now, because it is about to be changed or taken away."""
    if text.context_id is None or not text.data.strip():
        return
    TextVersion.objects.create(
        context_id=text.context_id,
        string_id=text.translation_of_id,
        locale_id=text.locale_id,
        words=text.data,
        came_from=text.tool_name,
        written_by_id=text.last_translated_by_id,
        written_at=text.updated_at,
    )
