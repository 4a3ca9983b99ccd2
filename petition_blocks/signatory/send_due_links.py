"""Send signatories the link to their page. The requests themselves are the queue."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone

from editorial.days import current_day
from editorial.queue.leases import Lease

from ..mailing.connection import MailConnection, MailServerAway, permanent_code, refusal_reason
from ..mailing.mails import compose_mail
from ..mailing.models import LINKS_PER_EMAIL_AND_DAY, MailQuota, MailSettings
from ..mailing.providers import domain_of
from ..mailing.send_due_mails import BATCH, BATCH_TIME, LEASE, RETRY_DELAYS, throttle_of_process
from ..page.speaking_page import petition_page_for
from ..sealing.encryption import unseal_for_server
from ..signature.models import Signature, Submission
from .models import LinkRequest

logger = logging.getLogger(__name__)

REQUESTS = Lease(LinkRequest, "mail_due_at", "mail_attempts", RETRY_DELAYS)


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
    unexpired = LinkRequest.objects.filter(expires_at__gt=timezone.now()).order_by("mail_due_at")
    claimed = REQUESTS.claim(unexpired.select_related("petition"), lease, batch)
    if not claimed:
        return 0
    stop_at = timezone.now() + min(BATCH_TIME, lease / 2)
    done = 0
    line = MailConnection()
    try:
        for index, request in enumerate(claimed):
            if not keep_going() or timezone.now() > stop_at:
                REQUESTS.put_off(claimed[index:], timezone.now())
                break
            try:
                is_done = _answer(request, line)
            except MailServerAway:
                # The others would only find the same, one time-out after the other.
                REQUESTS.put_off(claimed[index + 1 :], timezone.now() + RETRY_DELAYS[0])
                break
            if is_done:
                REQUESTS.owned(request).delete()
                done += 1
    finally:
        line.close()
    return done


def _answer(request: LinkRequest, line: MailConnection) -> bool:
    """Mail the link if the address has signed; tell whether the request is done. Raises `MailServerAway`."""
    of_email = {"petition": request.petition, "digest": bytes(request.digest)}
    signatures = list(Signature.objects.filter(**of_email).select_related("petition").order_by("place"))
    if not signatures:
        return True
    page = petition_page_for(request.petition, request.language)
    if page is None:
        # Unpublished by mistake, perhaps: the mail waits for the page to come back.
        REQUESTS.put_off([request], timezone.now() + RETRY_DELAYS[1])
        return False
    quota = None
    try:
        email = unseal_for_server(request.ciphertext)["email"]
        domain = domain_of(email)
        if not throttle_of_process.takes(domain):
            turn = timedelta(seconds=throttle_of_process.turn(domain))
            REQUESTS.put_off([request], timezone.now() + turn)
            return False
        quota = _take_quota(request)
        if quota is not None:
            line.send(compose_mail(None, page, Submission.Mail.LINK, email, signatures, quota))
    except Exception as error:
        # Whatever is wrong with one mail must not hold up the others. The error's text may hold the address.
        logger.warning("mail for a requested link refused: %s", refusal_reason(error))
        if permanent_code(error) is not None:
            return True
        if quota is not None:
            MailQuota.objects.filter(pk=quota.pk, links_sent__gt=0).update(links_sent=F("links_sent") - 1)
        REQUESTS.put_off([request], REQUESTS.next_try(request))
        if isinstance(error, MailServerAway):
            raise
        return False
    return True


def _take_quota(request: LinkRequest) -> MailQuota | None:
    """Count one link to the mailbox; None if it has had all it may get today, or wants no more mail."""
    today = current_day()
    of_petition = MailQuota.objects.filter(petition=request.petition)
    suppressed = of_petition.filter(digest=bytes(request.digest), suppressed=True)
    if request.mailbox is not None and suppressed.exists():
        return None
    MailQuota.objects.bulk_create(
        [MailQuota(petition=request.petition, digest=request.mailbox_digest)], ignore_conflicts=True
    )
    rows = of_petition.filter(digest=request.mailbox_digest, suppressed=False)
    first_today = rows.filter(Q(links_day=None) | ~Q(links_day=today)).update(links_sent=1, links_day=today)
    may_go = first_today or rows.filter(links_day=today, links_sent__lt=LINKS_PER_EMAIL_AND_DAY).update(
        links_sent=F("links_sent") + 1
    )
    return rows.select_related("petition").first() if may_go else None
