"""Send the mails that are due. The submissions themselves are the queue."""

import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from editorial.queue.leases import Lease

from ..page.speaking_page import petition_page_for
from ..sealing.encryption import unseal_for_server
from ..signature.models import REMINDER_DELAY, Signature, Submission
from ..signature.same_email import asks_who, is_correction
from .connection import MailConnection, MailServerAway, permanent_code, refusal_reason
from .count_mails import MailTally
from .mails import PageFacts, compose_mail, facts_of
from .models import MAILS_PER_EMAIL, MailQuota, MailSettings
from .providers import domain_of, provider_of
from .throttle import DomainThrottle

logger = logging.getLogger(__name__)

BATCH = 100
# A batch ends after this time at the latest: who signs meanwhile waits no longer for a place in the next one.
BATCH_TIME = timedelta(seconds=10)
# How long a claimed row is ours. A worker that dies leaves its rows to the others after this time. What is
# left of it after a batch's time is longer than the slowest mail server may take for the four answers to one
# mail (EMAIL_TIMEOUT each), so a live worker and its successor never send the same mail.
LEASE = timedelta(seconds=120)
# The waits after refusals; the last one repeats until the submission expires.
RETRY_DELAYS = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360)]
SUBMISSIONS = Lease(Submission, "mail_due_at", "mail_attempts", RETRY_DELAYS)
# A mail that waits for its domain: who signed a short while ago is looked at again soon, others in turn.
FRESH = timedelta(minutes=10)
FRESH_WAIT = timedelta(seconds=5)
# Accepted mails are marked together: one commit for so many. What a worker had not marked when it died is
# sent again by another.
MARKED_TOGETHER = 20

throttle_of_process = DomainThrottle(settings.MAILS_A_MINUTE_AND_DOMAIN)


@dataclass(frozen=True)
class ClaimedMail:
    """A mail that is ours to send until the lease ends, with all that it is made from."""

    submission: Submission
    kind: Submission.Mail
    facts: PageFacts
    # What the address has given before.
    signatures: list[Signature]
    quota: MailQuota
    # The address has signed, and somebody else who shares it may sign too.
    offers_second: bool


def send_due_mails(
    *,
    lease: timedelta = LEASE,
    keep_going: Callable[[], bool] = lambda: True,
    batch: int = BATCH,
    throttle: DomainThrottle = throttle_of_process,
) -> int:
    """Send one batch of due mails and return how many a mail server accepted; none while mails are paused.

    A mail is sent at least once, whatever dies when: a row is claimed for the time of the lease, its attempt
    is counted before sending, and it is marked when the server has accepted the mail. Half of a batch are the
    newest mails and half the oldest: after a backlog nobody who signs now waits for it, and it drains.
    """
    if MailSettings.are_paused():
        return 0
    began = timezone.now()
    mails = _claim(lease, batch)
    if not mails:
        return 0
    stop_at = began + min(BATCH_TIME, lease / 2)
    handed_back: list[tuple[ClaimedMail, datetime]] = []
    accepted = 0
    tally = MailTally()
    unmarked: list[ClaimedMail] = []
    line = MailConnection()
    try:
        for index, mail in enumerate(mails):
            if not keep_going() or timezone.now() > stop_at:
                handed_back += [(rest, timezone.now()) for rest in mails[index:]]
                break
            try:
                email = unseal_for_server(mail.submission.ciphertext)["email"]
                domain = domain_of(email)
                if not throttle.takes(domain):
                    handed_back.append((mail, _turn(mail, throttle, domain)))
                    continue
                if _send(mail, email, provider_of(domain), line, tally):
                    accepted += 1
                    unmarked.append(mail)
                if len(unmarked) >= MARKED_TOGETHER:
                    _mark_accepted(unmarked)
                    unmarked.clear()
            except MailServerAway as error:
                _after_refusal(mail, error, provider_of(domain), tally)
                # The others would only find the same, one time-out after the other.
                soon = timezone.now() + RETRY_DELAYS[0]
                handed_back += [(rest, soon) for rest in mails[index + 1 :]]
                break
            except Exception as error:
                # Whatever is wrong with one mail must not hold up the others.
                _after_refusal(mail, error, "", tally)
    finally:
        line.close()
        _mark_accepted(unmarked)
    _hand_back(handed_back)
    tally.store()
    return accepted


def _claim(lease: timedelta, batch: int) -> list[ClaimedMail]:
    """Return mails that nobody else will touch before the lease ends, newest and oldest in turns.

    Attempt and quota are counted here, in one transaction for the whole batch. Mails that are not to be
    sent, now or ever, are put away.
    """
    now = timezone.now()
    with transaction.atomic():
        rows = _due_rows(batch)
        if not rows:
            return []
        signatures = _signatures_of(rows)
        quotas = _quotas_of(rows)
        facts: dict[tuple[int, str], PageFacts | None] = {}
        claimed, counted, left, waiting = [], [], [], []
        taken: Counter[int] = Counter()
        for row in rows:
            email = (row.petition_id, bytes(row.digest))
            of_email, quota = signatures[email], quotas[row.petition_id, row.mailbox_digest]
            # An address with a tag that bounced; nearly all others have one quota alone.
            is_suppressed = email in quotas and quotas[email].suppressed
            if is_correction(row, of_email) and row.petition.accepts_confirmations:
                # It has signed, and is to confirm nevertheless.
                of_email = []
            place = (row.petition_id, row.language)
            if place not in facts:
                page = petition_page_for(row.petition, row.language)
                facts[place] = facts_of(page) if page is not None else None
            of_page = facts[place]
            if not of_email and not row.petition.accepts_confirmations:
                left.append(row.pk)
            elif of_page is None:
                waiting.append(row.pk)
            elif is_suppressed or quota.suppressed or not (row.mail_is_counted or quota.allows_mail):
                left.append(row.pk)
            else:
                # Whoever died with it has counted it already.
                if not row.mail_is_counted:
                    quota.sent += 1
                    taken[quota.pk] += 1
                    counted.append(row.pk)
                kind = Submission.Mail.ALREADY_SIGNED if of_email else Submission.Mail(row.mail)
                offers_second = row.petition.accepts_confirmations and asks_who(row, of_email)
                claimed.append(ClaimedMail(row, kind, of_page, of_email, quota, offers_second))
        _change_quotas(taken, 1)
        Submission.objects.filter(pk__in=counted).update(mail_is_counted=True)
        _take([mail.submission for mail in claimed], lease)
        if left:
            Submission.objects.filter(pk__in=left).update(mail_due_at=None)
        if waiting:
            # Unpublished by mistake, perhaps: the mail waits for the page to come back.
            Submission.objects.filter(pk__in=waiting).update(mail_due_at=now + RETRY_DELAYS[1])
    return claimed


def _take(rows: Sequence[Submission], lease: timedelta) -> None:
    """Take the rows for the time of the lease; longer and longer what was taken again and again.

    Who has heard nothing of a mail after several times may have been killed by it, after it had gone.
    """
    by_time: defaultdict[timedelta, list[Submission]] = defaultdict(list)
    for row in rows:
        again = row.mail_attempts - MAILS_PER_EMAIL
        by_time[max(lease, SUBMISSIONS.wait_after(again)) if again > 0 else lease].append(row)
    for time, taken in by_time.items():
        SUBMISSIONS.take(taken, time)


def _due_rows(batch: int) -> list[Submission]:
    """Return due rows, locked: the newest and the oldest, in turns."""
    unexpired = Submission.objects.filter(expires_at__gt=timezone.now())
    due = SUBMISSIONS.waiting(unexpired.select_related("petition"))
    newest = list(due.order_by("-mail_due_at")[: (batch + 1) // 2])
    oldest = list(
        due.order_by("mail_due_at").exclude(pk__in=[row.pk for row in newest])[: batch // 2]
        if len(newest) == (batch + 1) // 2
        else []
    )
    in_turns = [row for pair in zip(newest, oldest, strict=False) for row in pair]
    return in_turns + newest[len(oldest) :]


def _signatures_of(rows: Iterable[Submission]) -> dict[tuple[int, bytes], list[Signature]]:
    """Return the signatures that the rows' addresses have given before."""
    found = Signature.objects.filter(
        petition__in={row.petition_id for row in rows}, digest__in={bytes(row.digest) for row in rows}
    )
    by_email: defaultdict[tuple[int, bytes], list[Signature]] = defaultdict(list)
    for signature in found.select_related("petition").order_by("place"):
        by_email[signature.petition_id, bytes(signature.digest)].append(signature)
    return by_email


def _quotas_of(rows: Iterable[Submission]) -> dict[tuple[int, bytes], MailQuota]:
    """Return the quotas of the rows' mailboxes, locked; those that are missing are made.

    With them come those of addresses with a tag, as far as there are any. Always in the same
    order, or two workers would wait for each other.
    """
    wanted = sorted({(row.petition_id, row.mailbox_digest) for row in rows})
    digests = {digest for _petition, digest in wanted} | {bytes(row.digest) for row in rows}
    known = MailQuota.objects.filter(
        petition__in={petition for petition, _digest in wanted}, digest__in=sorted(digests)
    )
    there = {(petition, bytes(digest)) for petition, digest in known.values_list("petition_id", "digest")}
    MailQuota.objects.bulk_create(
        [
            MailQuota(petition_id=petition, digest=digest)
            for petition, digest in wanted
            if (petition, digest) not in there
        ],
        ignore_conflicts=True,
    )
    locked = known.select_related("petition").select_for_update(of=("self",)).order_by("pk")
    return {(quota.petition_id, bytes(quota.digest)): quota for quota in locked}


def _change_quotas(mails: Counter[int], sign: int) -> None:
    """Count the mails of each quota up or down."""
    for count in sorted(set(mails.values())):
        of_number = [primary_key for primary_key, found in mails.items() if found == count]
        counted = MailQuota.objects.filter(pk__in=of_number)
        if sign < 0:
            counted = counted.filter(sent__gte=count)
        counted.update(sent=F("sent") + sign * count)


def _take_off_quotas(mails: Sequence[ClaimedMail]) -> None:
    """Let mails that did not go use up nothing."""
    Submission.objects.filter(pk__in=[mail.submission.pk for mail in mails]).update(mail_is_counted=False)
    _change_quotas(Counter(mail.quota.pk for mail in mails), -1)


def _send(mail: ClaimedMail, email: str, provider: str, line: MailConnection, tally: MailTally) -> bool:
    """Send one claimed mail; return whether a mail server accepted it. Raises `MailServerAway`."""
    submission = mail.submission
    message = compose_mail(
        submission,
        mail.facts.page,
        mail.kind,
        email,
        mail.signatures,
        mail.quota,
        facts=mail.facts,
        offers_second=mail.offers_second,
    )
    is_first = mail.kind == Submission.Mail.CONFIRMATION and submission.mail_attempts == 1
    try:
        line.send(message)
    except MailServerAway:
        raise
    except Exception as error:
        _after_refusal(mail, error, provider, tally)
        tally.count(submission, provider, submitted=is_first)
        return False
    tally.count(submission, provider, submitted=is_first, accepted=mail.kind == Submission.Mail.CONFIRMATION)
    return True


def _turn(mail: ClaimedMail, throttle: DomainThrottle, domain: str) -> datetime:
    """Return when a mail is looked at again whose domain has had its share for now."""
    now = timezone.now()
    if now - mail.submission.created_at < FRESH:
        return now + FRESH_WAIT
    return now + timedelta(seconds=throttle.turn(domain))


def _hand_back(mails: list[tuple[ClaimedMail, datetime]]) -> None:
    """Put mails back into the queue that were never tried, as if they had not been claimed."""
    if not mails:
        return
    with transaction.atomic():
        returned = SUBMISSIONS.give_back([(mail.submission, moment) for mail, moment in mails])
        _take_off_quotas([mail for mail, _moment in mails if mail.submission.pk in returned])


def _mark_accepted(mails: list[ClaimedMail]) -> None:
    """Note what the server accepted, and what is due next."""
    now = timezone.now()
    groups: defaultdict[tuple[Submission.Mail, bool, int], list[int]] = defaultdict(list)
    for mail in mails:
        groups[mail.kind, mail.offers_second, mail.submission.mail_attempts].append(mail.submission.pk)
    with transaction.atomic():
        for (kind, offers_second, attempts), primary_keys in groups.items():
            # Only while our claim is the latest one.
            rows = Submission.objects.filter(pk__in=primary_keys, mail_attempts=attempts)
            if offers_second:
                # Whoever shares the address may still confirm it.
                rows.update(mail=kind, mail_due_at=None, mail_accepted_at=now)
            elif kind == Submission.Mail.ALREADY_SIGNED:
                # There is nothing left to confirm, so nothing is kept.
                rows.delete()
            elif kind == Submission.Mail.CONFIRMATION:
                rows.update(
                    mail=Submission.Mail.REMINDER,
                    mail_due_at=now + REMINDER_DELAY,
                    mail_accepted_at=now,
                    mail_attempts=0,
                    mail_is_counted=False,
                )
            else:
                rows.update(mail_due_at=None, mail_accepted_at=now)


def _after_refusal(mail: ClaimedMail, error: Exception, provider: str, tally: MailTally) -> None:
    """Try again later, or never if the server said so for good. The error's text may hold the address."""
    submission = mail.submission
    reason = refusal_reason(error)
    is_final = permanent_code(error) is not None
    logger.warning(
        "mail for submission %s refused: %s%s", submission.public_id, reason, "" if is_final else " (for now)"
    )
    next_try = None if is_final else SUBMISSIONS.next_try(submission)
    with transaction.atomic():
        if SUBMISSIONS.owned(submission).update(mail_due_at=next_try):
            _take_off_quotas([mail])
    tally.count_refusal(submission.petition_id, provider, reason, next_try)
