"""Talk about a text, or about a whole translation."""

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone
from wagtail_localize.models import Translation

from ..models import TextComment
from ..texts import Text
from ..written_form import one_kind_of_line

LONGEST_COMMENT = 2_000


def comment(translation: Translation, text: Text | None, words: str, user: User) -> bool:
    """Say something about a text, or with no text about all of them; tell whether anything was said.

    What somebody has just said already is not said twice: a button may be pressed twice.
    """
    said = one_kind_of_line(words)[:LONGEST_COMMENT]
    last = thread_of(translation, text).filter(settled_at=None).last()
    if not said or (last is not None and last.author_id == user.pk and last.words == said):
        return False
    TextComment.objects.create(
        translation=translation,
        context_id=text.segment.context_id if text else None,
        string_id=text.segment.string_id if text else None,
        words=said,
        author=user,
    )
    return True


def settle(translation: Translation, text: Text | None, user: User) -> None:
    """Let nobody have anything more to do about what was said."""
    thread_of(translation, text).filter(settled_at=None).update(settled_at=timezone.now(), settled_by=user)


def thread_of(translation: Translation, text: Text | None) -> "QuerySet[TextComment]":
    """Return what was said about a text, or with none about the whole translation, the oldest first."""
    said = TextComment.objects.filter(translation=translation).select_related("author")
    if text is None:
        return said.filter(context=None)
    return said.filter(context_id=text.segment.context_id, string_id=text.segment.string_id)
