"""Send a translation for review, and back."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from wagtail_localize.models import Translation

from ..models import Handover
from ..texts import Text
from .read_text import mark_ready


class Unfinished(Exception):
    """Raised when texts are missing, or have a problem that stops publishing."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__()


@transaction.atomic
def hand_over(translation: Translation, texts: Sequence[Text], user: User) -> Handover:
    """Send a translation for review with all its texts; a second time renews the first.

    Raises `Unfinished` while texts are missing or have a problem that stops publishing.
    """
    unfinished = sum(text.is_unfinished for text in texts)
    if unfinished:
        raise Unfinished(unfinished)
    mark_ready(texts, user)
    handover: Handover
    handover, _created = Handover.objects.update_or_create(
        translation=translation, defaults={"handed_over_by": user, "handed_over_at": timezone.now()}
    )
    return handover


def hand_back(translation: Translation) -> None:
    """Let a translation no longer wait for review. Its texts stay marked as they are."""
    Handover.objects.filter(translation=translation).delete()
