"""Keep a petition from opening by itself while a piece is missing."""

from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from ..mailing.actions import look_up_mail_records
from ..mailing.sender_proof import LookFailed, mail_problem
from ..petition.models import Petition
from .readiness import missing_for_opening
from .transitions import HOLD

# How long before its moment a planned opening is looked at. Longer than the worker takes to come round.
LOOK_AHEAD = timedelta(minutes=2)


def hold_unready_openings() -> int:
    """Take back the openings that are due within two minutes and lack a piece; return how many there were.

    All was there when they were planned, but pages and keys may have gone since. The history says what was
    missing. What is known of our mails is looked up again first if it is old.
    """
    now = timezone.now()
    held = 0
    due = Petition.objects.filter(opens_at__gt=now, opens_at__lte=now + LOOK_AHEAD)
    for pk in due.values_list("pk", flat=True):
        if mail_problem():
            with suppress(LookFailed):
                look_up_mail_records()
        held += _hold(pk)
    return held


@transaction.atomic
def _hold(pk: int) -> bool:
    petition = Petition.objects.select_for_update().get(pk=pk)
    missing = missing_for_opening(petition)
    if not missing or petition.opens_at is None or petition.opens_at <= timezone.now():
        return False
    petition.save(update_fields=HOLD.write(petition, None))
    log(
        instance=petition,
        action=HOLD.action,
        data={"missing": [str(piece.sentence) for piece in missing]},
    )
    return True
