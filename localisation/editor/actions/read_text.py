"""Say that a text has been read: that it is right, ready for somebody else, or reviewed."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from ...knowledge.suggestions import mark_read
from ...locale_permissions import AnyUser
from ..models import TextMark
from ..texts import State, Text


def confirm_text(text: Text, user: AnyUser) -> None:
    """Take what was filled in for one's own words, once one has read it."""
    if text.row is not None:
        mark_read(text.row, user)


@transaction.atomic
def mark_ready(texts: Iterable[Text], user: AnyUser) -> int:
    """Mark each of the texts as ready for review that can be, and return how many that were."""
    waiting = [text for text in texts if text.row and text.state in {State.TRANSLATED, State.FILLED}]
    for text in waiting:
        _mark(text, ready_by=user, ready_at=timezone.now(), reviewed_by=None, reviewed_at=None)
    return len(waiting)


@transaction.atomic
def mark_reviewed(texts: Iterable[Text], user: AnyUser) -> int:
    """Mark each of the texts as reviewed that has nothing badly wrong, and return how many."""
    read = [text for text in texts if text.row and not text.is_unfinished and text.state != State.REVIEWED]
    for text in read:
        _mark(text, reviewed_by=user, reviewed_at=timezone.now())
    return len(read)


def take_mark_back(text: Text) -> None:
    """Let a text be neither ready nor reviewed."""
    TextMark.objects.filter(text=text.row).delete()


def _mark(text: Text, **values: object) -> None:
    if text.row is None:
        return
    mark, _created = TextMark.objects.update_or_create(
        text=text.row, defaults={"words": text.row.data, **values}
    )
    text.row.mark = mark
    text.__dict__.pop("mark", None)
