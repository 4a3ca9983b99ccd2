"""How mails fare, for machines. A mail goes when somebody signs, so they are told as signatures are."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet, Sum
from django.utils import timezone

from editorial.upkeep.metrics import Metric, Sample, gauge

from ..counting.metrics import told_of
from ..petition.models import Petition
from ..signature.models import Submission
from .models import MailFunnel, MailRefusal, MailSettings

# The age of a mail that has just been stuck would say when somebody signed.
AGE_STEP = timedelta(minutes=15)


def mail_metrics() -> list[Metric]:
    """Return the numbers of each petition, and of all together."""
    petitions = list(Petition.objects.with_count().select_related("digest_key").order_by("slug"))
    now = timezone.now()
    waiting = waiting_mails(now)
    by_petition = dict(waiting.values_list("petition").annotate(number=Count("pk")).order_by())
    sent = _sums(MailFunnel.objects.all(), "accepted")
    refused = _sums(MailRefusal.objects.all(), "count")
    return [
        Metric(
            "hub_mails_waiting",
            "gauge",
            "Mails that are due, or tried again; not told below EXACT_COUNTS_FROM signatures.",
            [
                Sample(by_petition.get(petition.pk, 0), {"petition": petition.slug})
                for petition in petitions
                if petition.is_told_exactly
            ],
        ),
        _counter("hub_mails_sent_total", "Mails asking to confirm that a mail server took", petitions, sent),
        _counter(
            "hub_mails_refused_total", "Answers of mail servers that refused a mail", petitions, refused
        ),
        gauge(
            "hub_oldest_mail_seconds",
            "How long the mail that has waited longest was due, in whole quarters of an hour.",
            age_of_oldest(waiting, now).total_seconds(),
        ),
        gauge("hub_mails_paused", "1 while mails are paused.", MailSettings.are_paused()),
    ]


def waiting_mails(now: datetime) -> QuerySet[Submission]:
    """Return what waits for its mail longer than was meant: due, or refused before."""
    return Submission.objects.filter(
        Q(mail_due_at__lte=now) | Q(mail_due_at__isnull=False, mail_attempts__gte=2), expires_at__gt=now
    )


def age_of_oldest(waiting: QuerySet[Submission], now: datetime) -> timedelta:
    """Return how long one of them has been waiting, rounded down; if refused, since it was handed in."""
    facts = waiting.aggregate(
        due=Min("mail_due_at", filter=Q(mail_due_at__lte=now)),
        refused=Min("created_at", filter=Q(mail_attempts__gte=2, mail=Submission.Mail.CONFIRMATION)),
    )
    oldest = min((moment for moment in facts.values() if moment is not None), default=now)
    return (now - oldest) // AGE_STEP * AGE_STEP


def _sums(rows: QuerySet[Any], field: str) -> dict[int, int]:
    return dict(rows.order_by().values_list("petition").annotate(total=Sum(field)))


def _counter(name: str, meaning: str, petitions: list[Petition], exact: Mapping[int, int]) -> Metric:
    told = {petition.slug: told_of(petition, exact.get(petition.pk, 0), name) for petition in petitions}
    samples = [Sample(value, {"petition": slug}) for slug, value in told.items() if value is not None]
    return Metric(name, "counter", f"{meaning}; of few signatures in secret steps.", samples)
