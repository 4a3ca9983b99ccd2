"""Write down how a text is said in the translation's language."""

from django.db import transaction
from wagtail_localize.models import StringTranslation

from ...locale_permissions import AnyUser
from ..history import note_version
from ..texts import Collision, Text
from ..written_form import fingerprint, one_kind_of_line, stored_form, typed_form


class ChangedMeanwhile(Exception):
    """Raised when somebody else has changed a text since it was shown."""

    def __init__(self, collision: Collision) -> None:
        self.collision = collision
        super().__init__()


@transaction.atomic
def write_text(text: Text, typed: str, user: AnyUser, *, seen: str | None = None) -> bool:
    """Keep what was typed for a text, and tell whether that changed anything.

    An empty one takes the translation away. Words with a fault are kept too, with what is wrong with them:
    they don't get on the page, and nothing typed is lost. `seen` is `Text.seen` of when the field was shown;
    who has not changed the field changes nothing, whatever is kept by now. Raises `ChangedMeanwhile`, and
    keeps what is kept, if that is neither what was shown nor what was typed.
    """
    typed = one_kind_of_line(typed)
    row = _row(text)
    kept = typed_form(row.data, is_rich=text.is_rich) if row else ""
    if typed == kept and typed and row and row.has_error:
        # What was wrong may lie elsewhere, and be mended by now.
        set_words(text, row.data, user)
        return False
    if typed == kept or (seen is not None and fingerprint(typed) == seen):
        return False
    if seen is not None and fingerprint(kept) != seen:
        raise ChangedMeanwhile(_collision(row, kept))
    if typed:
        set_words(text, stored_form(typed, is_rich=text.is_rich), user)
    elif row is not None:
        note_version(row)
        row.delete()
        text.row = None
    _forget_what_was_known(text)
    return True


def set_words(text: Text, data: str, user: AnyUser) -> None:
    """Keep these words for a text, as somebody's own who has read them."""
    text.row, _created = StringTranslation.objects.update_or_create(
        translation_of_id=text.segment.string_id,
        context_id=text.segment.context_id,
        locale_id=text.translation.target_locale_id,
        defaults={
            "data": data,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": "",
            "last_translated_by": user,
            "has_error": False,
            "field_error": "",
        },
    )
    text.is_unread = False
    _forget_what_was_known(text)


def _row(text: Text) -> StringTranslation | None:
    """Return what is kept for a text at this very moment."""
    found: StringTranslation | None = (
        StringTranslation.objects.select_for_update(of=("self",))
        .filter(
            translation_of_id=text.segment.string_id,
            context_id=text.segment.context_id,
            locale_id=text.translation.target_locale_id,
        )
        .first()
    )
    return found


def _collision(row: StringTranslation | None, kept: str) -> Collision:
    by = row.last_translated_by if row else None
    return Collision(
        words=kept,
        by=(by.get_full_name() or by.get_username()) if by else "",
        at=row.updated_at if row else None,
    )


def _forget_what_was_known(text: Text) -> None:
    """Let the text say anew what depends on its translation."""
    for name in ("stored", "problems", "error", "mark"):
        text.__dict__.pop(name, None)
