"""Send the mails that are due. The submissions themselves are the queue."""

import logging
import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from wagtail.models import Locale

from ..mails import compose_mail
from ..models import MailAllowance, Signature, Submission
from ..models.mail_allowance import MAILS_PER_ADDRESS
from ..models.submission import REMINDER_DELAY
from ..petition_pages import petition_page_for
from ..sealing import unseal_for_server

logger = logging.getLogger(__name__)

BATCH = 20
# How long a claimed row is ours. A worker that dies leaves its rows to the others after this time.
LEASE = timedelta(seconds=120)
# A worker stops sending this long before its lease ends: the slowest mail server must have answered by then.
LEASE_MARGIN = timedelta(seconds=30)
# The waits after refusals; the last one repeats until the submission expires.
RETRY_DELAYS = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360)]


def send_due_mails(
    *, lease: timedelta = LEASE, keep_going: Callable[[], bool] = lambda: True, batch: int = BATCH
) -> int:
    """Send one batch of due mails and return how many a mail server accepted.

    A mail is sent at least once, whatever dies when: a row is claimed for the time of the lease, its attempt
    is counted before sending, and it is marked when the server has accepted the mail.
    """
    claimed = _claim(lease, batch)
    if not claimed:
        return 0
    lease_ends = timezone.now() + lease
    accepted = 0
    connection = get_connection()
    try:
        for submission in claimed:
            if not keep_going() or timezone.now() > lease_ends - min(LEASE_MARGIN, lease / 2):
                _reschedule(submission, timezone.now())
                continue
            accepted += _send(submission, connection)
    finally:
        _close(connection)
    return accepted


def _claim(lease: timedelta, batch: int) -> list[Submission]:
    """Return due rows that nobody else will touch before the lease ends."""
    now = timezone.now()
    with transaction.atomic():
        due = list(
            Submission.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(mail_due_at__lte=now, expires_at__gt=now)
            .order_by("mail_due_at")
            .select_related("petition")[:batch]
        )
        Submission.objects.filter(pk__in=[submission.pk for submission in due]).update(
            mail_due_at=now + lease, mail_attempts=F("mail_attempts") + 1
        )
    for submission in due:
        submission.mail_attempts += 1
    return due


def _send(submission: Submission, connection: BaseEmailBackend) -> bool:
    """Send what is due for one claimed row; return whether a mail server accepted it."""
    page = petition_page_for(submission.petition, Locale.objects.get_for_language(submission.language))
    signature = (
        Signature.objects.filter(petition=submission.petition, digest=bytes(submission.digest))
        .select_related("petition")
        .first()
    )
    if not submission.petition.accepts_confirmations and signature is None:
        return _leave(submission)
    if page is None:
        # Unpublished by mistake, perhaps: the mail waits for the page to come back.
        _reschedule(submission, timezone.now() + RETRY_DELAYS[1])
        return False
    if not _take_allowance(submission):
        return _leave(submission)
    kind = Submission.Mail.ALREADY_SIGNED if signature is not None else Submission.Mail(submission.mail)
    try:
        address = unseal_for_server(submission.ciphertext)["email"]
        message = compose_mail(submission, page, kind, address, signature)
        message.connection = connection
        message.send()
    except Exception as error:
        # Whatever is wrong with one mail must not hold up the others.
        _give_allowance_back(submission)
        _after_refusal(submission, error)
        _close(connection)
        return False
    _after_acceptance(submission, kind)
    return True


def _owned(submission: Submission) -> QuerySet[Submission]:
    """Return the row as a query that matches only while our claim is the latest one."""
    return Submission.objects.filter(pk=submission.pk, mail_attempts=submission.mail_attempts)


def _leave(submission: Submission) -> bool:
    """Send nothing for the row any more."""
    _owned(submission).update(mail_due_at=None)
    return False


def _reschedule(submission: Submission, moment: datetime) -> None:
    _owned(submission).update(mail_due_at=moment)


def _after_acceptance(submission: Submission, kind: Submission.Mail) -> None:
    """Note what the server accepted, and what is due next."""
    now = timezone.now()
    if kind == Submission.Mail.ALREADY_SIGNED:
        # There is nothing left to confirm, so nothing is kept.
        _owned(submission).delete()
    elif kind == Submission.Mail.CONFIRMATION:
        _owned(submission).update(
            mail=Submission.Mail.REMINDER,
            mail_due_at=now + REMINDER_DELAY,
            mail_accepted_at=now,
            mail_attempts=0,
        )
    else:
        _owned(submission).update(mail_due_at=None, mail_accepted_at=now)


def _after_refusal(submission: Submission, error: Exception) -> None:
    """Try again later, or never if the server said so for good. The error's text may hold the address."""
    code = _permanent_code(error)
    logger.warning(
        "mail for submission %s refused: %s %s",
        submission.public_id,
        type(error).__name__,
        code or "(for now)",
    )
    if code is not None:
        _leave(submission)
        return
    delay = RETRY_DELAYS[min(submission.mail_attempts, len(RETRY_DELAYS)) - 1]
    _reschedule(submission, timezone.now() + delay)


def _permanent_code(error: Exception) -> int | None:
    """Return the SMTP code with which the server refused this recipient for good, if it did."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _text in error.recipients.values()]
        return max(codes) if codes and min(codes) >= 500 else None
    return None


def _take_allowance(submission: Submission) -> bool:
    """Count one mail to the address, unless it has had all it may get."""
    allowance = MailAllowance.objects.filter(petition=submission.petition, digest=bytes(submission.digest))
    if not allowance.exists():
        MailAllowance.objects.bulk_create(
            [MailAllowance(petition=submission.petition, digest=bytes(submission.digest))],
            ignore_conflicts=True,
        )
    return bool(allowance.filter(sent__lt=MAILS_PER_ADDRESS).update(sent=F("sent") + 1))


def _give_allowance_back(submission: Submission) -> None:
    MailAllowance.objects.filter(
        petition=submission.petition, digest=bytes(submission.digest), sent__gt=0
    ).update(sent=F("sent") - 1)


def _close(connection: BaseEmailBackend) -> None:
    """Close the connection, whatever state the server left it in. The next mail opens a new one."""
    try:
        connection.close()
    except (smtplib.SMTPException, OSError):
        logger.debug("the mail server had closed the connection")
