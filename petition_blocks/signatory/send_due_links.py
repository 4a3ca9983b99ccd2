"""Send signatories the link to their page. The requests themselves are the queue."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from wagtail.models import Locale

from editorial.days import current_day

from ..mailing.connection import MailLine, MailServerAway, permanent_code, refusal_reason
from ..mailing.mails import compose_mail
from ..mailing.models import LINKS_PER_ADDRESS_AND_DAY, MailAllowance, MailSettings
from ..mailing.providers import domain_of
from ..mailing.send_due_mails import BATCH, BATCH_TIME, LEASE, RETRY_DELAYS, throttle_of_process
from ..page.speaking_page import petition_page_for
from ..sealing.encryption import unseal_for_server
from ..signature.models import Signature, Submission
from .models import LinkRequest

logger = logging.getLogger(__name__)


def send_due_links(
    *, lease: timedelta = LEASE, keep_going: Callable[[], bool] = lambda: True, batch: int = BATCH
) -> int:
    """See to one batch of requests and return how many: a mail to who has signed, silence for who has not.

    A mail is sent at least once, whatever dies when: a row is claimed for the time of the lease, its attempt
    is counted before sending, and it is erased when the server has accepted the mail. While mails are paused
    requests wait.
    """
    if MailSettings.are_paused():
        return 0
    claimed = _claim(lease, batch)
    if not claimed:
        return 0
    stop_at = timezone.now() + min(BATCH_TIME, lease / 2)
    done = 0
    line = MailLine()
    try:
        for index, request in enumerate(claimed):
            if not keep_going() or timezone.now() > stop_at:
                _put_off(claimed[index:], timezone.now())
                break
            try:
                is_done = _answer(request, line)
            except MailServerAway:
                # The others would only find the same, one time-out after the other.
                _put_off(claimed[index + 1 :], timezone.now() + RETRY_DELAYS[0])
                break
            if is_done:
                _owned(request).delete()
                done += 1
    finally:
        line.close()
    return done


def _claim(lease: timedelta, batch: int) -> list[LinkRequest]:
    """Return due rows that nobody else will touch before the lease ends."""
    now = timezone.now()
    with transaction.atomic():
        due = list(
            LinkRequest.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(mail_due_at__lte=now, expires_at__gt=now)
            .order_by("mail_due_at")
            .select_related("petition")[:batch]
        )
        LinkRequest.objects.filter(pk__in=[request.pk for request in due]).update(
            mail_due_at=now + lease, mail_attempts=F("mail_attempts") + 1
        )
    for request in due:
        request.mail_attempts += 1
    return due


def _owned(request: LinkRequest) -> QuerySet[LinkRequest]:
    """Return the row as a query that matches only while our claim is the latest one."""
    return LinkRequest.objects.filter(pk=request.pk, mail_attempts=request.mail_attempts)


def _put_off(requests: list[LinkRequest], moment: datetime) -> None:
    """Look at the requests again at that moment."""
    for request in requests:
        _owned(request).update(mail_due_at=moment)


def _answer(request: LinkRequest, line: MailLine) -> bool:
    """Mail the link if the address has signed; tell whether the request is done. Raises `MailServerAway`."""
    of_address = {"petition": request.petition, "digest": bytes(request.digest)}
    signatures = list(Signature.objects.filter(**of_address).select_related("petition").order_by("place"))
    if not signatures:
        return True
    page = petition_page_for(request.petition, Locale.objects.get_for_language(request.language))
    if page is None:
        # Unpublished by mistake, perhaps: the mail waits for the page to come back.
        _put_off([request], timezone.now() + RETRY_DELAYS[1])
        return False
    allowance = None
    try:
        address = unseal_for_server(request.ciphertext)["email"]
        domain = domain_of(address)
        if not throttle_of_process.takes(domain):
            _put_off([request], timezone.now() + timedelta(seconds=throttle_of_process.turn(domain)))
            return False
        allowance = _take_allowance(request)
        if allowance is not None:
            line.send(compose_mail(None, page, Submission.Mail.LINK, address, signatures, allowance))
    except Exception as error:
        # Whatever is wrong with one mail must not hold up the others. The error's text may hold the address.
        logger.warning("mail for a requested link refused: %s", refusal_reason(error))
        if permanent_code(error) is not None:
            return True
        if allowance is not None:
            MailAllowance.objects.filter(pk=allowance.pk, links_sent__gt=0).update(
                links_sent=F("links_sent") - 1
            )
        _put_off([request], timezone.now() + RETRY_DELAYS[min(request.mail_attempts, len(RETRY_DELAYS)) - 1])
        if isinstance(error, MailServerAway):
            raise
        return False
    return True


def _take_allowance(request: LinkRequest) -> MailAllowance | None:
    """Count one link to the mailbox; None if it has had all it may get today, or wants no more mail."""
    today = current_day()
    of_petition = MailAllowance.objects.filter(petition=request.petition)
    if request.mailbox is not None and of_petition.filter(digest=bytes(request.digest), muted=True).exists():
        return None
    MailAllowance.objects.bulk_create(
        [MailAllowance(petition=request.petition, digest=request.mailbox_digest)], ignore_conflicts=True
    )
    rows = of_petition.filter(digest=request.mailbox_digest, muted=False)
    first_today = rows.filter(Q(links_day=None) | ~Q(links_day=today)).update(links_sent=1, links_day=today)
    may_go = first_today or rows.filter(links_day=today, links_sent__lt=LINKS_PER_ADDRESS_AND_DAY).update(
        links_sent=F("links_sent") + 1
    )
    return rows.select_related("petition").first() if may_go else None
