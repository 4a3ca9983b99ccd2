"""Count how mails fare: by day, language and provider, never by address."""

from collections import Counter, defaultdict
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Sum
from django.utils import timezone

from editorial.days import day_of

from ..signature.models import Submission
from .models import MailFunnel, MailRefusal
from .providers import OTHER, domain_of, provider_of

STAGES = ["submitted", "accepted", "confirmed"]
CELL = ["petition_id", "day", "language", "provider"]


class MailTally:
    """What a batch of mails adds to the numbers, stored once at its end."""

    def __init__(self) -> None:
        self._funnel: defaultdict[tuple[int, date, str, str], Counter[str]] = defaultdict(Counter)
        self._refusals: Counter[tuple[int, str, str]] = Counter()
        self._next_tries: dict[tuple[int, str, str], datetime | None] = {}

    def count(
        self, submission: Submission, provider: str, *, submitted: bool = False, accepted: bool = False
    ) -> None:
        """Count a confirmation mail: that it was tried first, and that a server accepted it."""
        if submitted or accepted:
            stages = self._funnel[_cell(submission, provider)]
            stages["submitted"] += submitted
            stages["accepted"] += accepted

    def count_refusal(self, petition_id: int, provider: str, reason: str, next_try: datetime | None) -> None:
        """Count a mail that was not accepted. Without a provider, it was not even made."""
        key = (petition_id, provider or OTHER, reason)
        self._refusals[key] += 1
        self._next_tries[key] = next_try

    def store(self) -> None:
        """Add all that was counted."""
        MailFunnel.objects.bulk_create(
            MailFunnel(**dict(zip(CELL, cell, strict=True)), **stages)
            for cell, stages in self._funnel.items()
        )
        if not self._refusals:
            return
        now = timezone.now()
        with transaction.atomic():
            for petition, provider, reason in sorted(self._refusals):
                key = (petition, provider, reason)
                refusal, _created = MailRefusal.objects.get_or_create(
                    petition_id=petition,
                    day=day_of(now),
                    provider=provider,
                    reason=reason,
                    defaults={"last_at": now},
                )
                MailRefusal.objects.filter(pk=refusal.pk).update(
                    count=F("count") + self._refusals[key], last_at=now, next_try_at=self._next_tries[key]
                )


def count_confirmed(submission: Submission, email: str) -> None:
    """Count that somebody whose mail was accepted has confirmed."""
    cell = dict(zip(CELL, _cell(submission, provider_of(domain_of(email))), strict=True))
    MailFunnel.objects.create(**cell, confirmed=1)


def _cell(submission: Submission, provider: str) -> tuple[int, date, str, str]:
    return (submission.petition_id, day_of(submission.created_at), submission.language, provider)


def fold_mail_counts() -> int:
    """Make one row of the rows of each cell; return how many went.

    Several workers may do it at once: each takes the rows that it could lock, and puts their sum in place.
    """
    cells = (
        MailFunnel.objects.order_by()
        .values(*CELL)
        .annotate(rows=Count("pk"))
        .filter(rows__gt=1)
        .order_by(*CELL)
    )
    gone = 0
    for cell in list(cells):
        key = {name: cell[name] for name in CELL}
        with transaction.atomic():
            rows = list(MailFunnel.objects.filter(**key).select_for_update(skip_locked=True).order_by("pk"))
            if len(rows) < 2:
                continue
            sums = {stage: sum(getattr(row, stage) for row in rows) for stage in STAGES}
            MailFunnel.objects.filter(pk__in=[row.pk for row in rows]).delete()
            MailFunnel.objects.create(**key, **sums)
            gone += len(rows) - 1
    return gone


def funnel_since(day: date) -> list[dict[str, Any]]:
    """Return the sums of each petition, day, language and provider, from that day on."""
    stages = {stage: Sum(stage) for stage in STAGES}
    return list(MailFunnel.objects.filter(day__gte=day).order_by(*CELL).values(*CELL).annotate(**stages))
