"""What the doctor looks at: whether mails go out, and whether mailboxes will believe them."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from editorial.days import current_day
from editorial.upkeep.looks import Finding, Look

from ..signature.models import Submission
from .models import MailRefusal, MailSettings
from .sender_proof import LookFailed, Status, look_up, mails_go_out, sender_domain

SECTION = "mail"
# A worker looks every second; one that is at something else comes back within a minute or two.
LATE_AFTER = timedelta(minutes=10)
# One mailbox that is full, or a domain that is gone, says nothing about the others.
MANY_REFUSED = 10
REFUSED_AGAIN = 2


def mail_looks() -> list[Look]:
    """Return them all."""
    return [
        Look("mails", look_at_mails),
        # Three records, each of several servers.
        Look("sender of mails", look_at_sender, seconds=30, needs_database=False, asks_network=True),
    ]


def look_at_mails() -> Iterator[Finding]:
    """Say that mails are paused, that nobody takes them to the mail server, or that it refuses them."""
    if MailSettings.are_paused():
        yield Finding(
            "Mails are paused: people who sign now get theirs once somebody goes on.",
            "Settings → Mails in the admin: take the tick away.",
            SECTION,
        )
        return
    now = timezone.now()
    unexpired = Submission.objects.filter(expires_at__gt=now)
    late = unexpired.filter(mail_due_at__lt=now - LATE_AFTER).order_by("mail_due_at")
    if (oldest := late.values_list("mail_due_at", flat=True).first()) is not None:
        yield Finding(
            f"{late.count()} mails are stuck: the oldest should have gone "
            f"{int((now - oldest).total_seconds()) // 60} minutes ago.",
            "Look whether a worker runs, and start another one if there is more than it can send.",
            SECTION,
        )
    refused = unexpired.filter(mail_attempts__gte=REFUSED_AGAIN, mail_due_at__gt=now).count()
    if refused >= MANY_REFUSED:
        reasons = MailRefusal.objects.filter(day__gte=current_day() - timedelta(days=1)).order_by("-count")
        told = ", ".join(dict.fromkeys(reasons.values_list("reason", flat=True)[:5]))
        yield Finding(
            f"{refused} mails are stuck: the mail server refused them several times (it said {told}).",
            "Look whether EMAIL_URL still names it, with a user and a password that it takes, and whether it "
            "has blocked you.",
            SECTION,
        )


def look_at_sender() -> Iterator[Finding]:
    """Ask the domain name system whether mailboxes will believe our mails. Notes nothing."""
    if not mails_go_out():
        # That they go nowhere is among what `check --deploy` says.
        return
    domain = sender_domain()
    try:
        records = look_up(domain, settings.MAIL_DKIM_SELECTORS)
    except LookFailed:
        yield Finding(
            f"The name service did not answer, so nothing is known about mails from {domain}.",
            "Let this machine ask the domain name system: no petition opens without it.",
            "mails-that-arrive",
        )
        return
    for record in records:
        status = Status(record["status"])
        if status is not Status.GOOD:
            name = record["kind"].upper()
            wrong = {
                Status.MISSING: f"is no {name} record",
                Status.WRONG: f"is a {name} record that is wrong",
                Status.UNKNOWN_NAME: f"may be a {name} record, but MAIL_DKIM_SELECTOR doesn't name it",
            }[status]
            yield Finding(
                f"Mailboxes may refuse our mails: at {record['name']} there {wrong}.",
                "“Petitions → Do mails arrive?” in the admin says what to enter there.",
                "mails-that-arrive",
            )
