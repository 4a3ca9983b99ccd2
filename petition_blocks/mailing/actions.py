"""What changes whether an address gets mail, and what is known of our mails."""

import smtplib

from anymail.exceptions import AnymailError
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..page.models import PetitionPage
from ..petition.models import Petition
from ..petition.refusals import Refused
from ..sealing.email_addresses import canonical_email
from ..sealing.encryption import email_digest
from ..signature.mailboxes import mailbox_digest
from ..signature.models import Submission
from .connection import MailConnection, MailServerAway, refusal_reason
from .count_mails import MailTally
from .examples import example_mail
from .models import MailProof, MailQuota
from .providers import domain_of, provider_of
from .sender_proof import Resolver, look_up, sender_domain


def send_test_mail(page: PetitionPage, kind: Submission.Mail, to: str) -> None:
    """Send one mail of the page, marked as a test. Raises `Refused` if the mail server doesn't take it.

    It goes now, also while mails are paused: that is when one wants to try.
    """
    mail = example_mail(page, kind, to)
    mail.subject = _("Test: %(subject)s") % {"subject": mail.subject}
    line = MailConnection()
    try:
        line.send(mail)
    except (MailServerAway, smtplib.SMTPException, AnymailError, OSError) as error:
        raise Refused(
            _("The mail server did not take the mail. Its answer: %(reason)s.")
            % {"reason": refusal_reason(error)}
        ) from error
    finally:
        line.close()


def record_bounce(email: str, reason: str, *, is_final: bool, is_complaint: bool = False) -> int:
    """Count a mail that did not arrive; return in how many petitions the address is known.

    A final one ends all mails to it: nobody is there, or, with `is_complaint`, whoever is wants none. A
    complaint is for the mailbox, whatever the tag; that an address with a tag can't be reached says nothing
    about the others. Nothing readable is kept: the address is compared under the key of each petition that
    has one, and forgotten.
    """
    tally = MailTally()
    known = 0
    with transaction.atomic():
        for petition in Petition.objects.filter(digest_key__isnull=False).select_related("digest_key"):
            digest = email_digest(
                canonical_email(email, petition.email_rules), petition.digest_key.sealed_key
            )
            mailbox = mailbox_digest(petition, email) or digest
            quota = MailQuota.objects.filter(petition=petition, digest=mailbox).first()
            if quota is None:
                continue
            known += 1
            if is_final:
                if not is_complaint and mailbox != digest:
                    quota, _created = MailQuota.objects.get_or_create(petition=petition, digest=digest)
                suppress_email(quota.pk)
                of_email = Submission.objects.filter(petition=petition, digest=digest)
                of_email.update(mail_due_at=None, bounced_at=timezone.now())
            tally.count_refusal(petition.pk, provider_of(domain_of(email)), reason, None)
    tally.store()
    return known


@transaction.atomic
def suppress_email(quota_id: int) -> None:
    """Send no more mail to the mailbox of a quota. Takes no signature back, and erases nothing.

    Whoever signed with the address may still confirm with a link that was mailed before.
    """
    quota = MailQuota.objects.get(pk=quota_id)
    digest = bytes(quota.digest)
    of_mailbox = Submission.objects.filter(Q(mailbox=digest) | Q(mailbox=None, digest=digest))
    of_mailbox.filter(petition_id=quota.petition_id).update(mail_due_at=None)
    MailQuota.objects.filter(pk=quota_id).update(suppressed=True)


def allow_mail_again(quota_id: int) -> None:
    """Let mails to the address go again, from the next submission on."""
    MailQuota.objects.filter(pk=quota_id).update(suppressed=False)


@transaction.atomic
def allow_mail_to(petition: Petition, email: str, user: AbstractBaseUser | None) -> None:
    """Let mails about the petition go to the address and its mailbox, as many as to a new one.

    Tells nobody whether it was known, and whether it wanted none; the history has the fact alone. On the
    retention day the key is gone, and with it all that could be allowed.
    """
    if hasattr(petition, "digest_key"):
        digest = email_digest(canonical_email(email, petition.email_rules), petition.digest_key.sealed_key)
        digests = [digest, mailbox_digest(petition, email) or digest]
        MailQuota.objects.filter(petition=petition, digest__in=digests).update(suppressed=False, sent=0)
    log(instance=petition, action="petition_blocks.allow_mail", user=user)


def look_up_mail_records(resolver: Resolver | None = None) -> MailProof:
    """Look up the records of our mails' sender, and return what was found, which is kept.

    Raises LookFailed if the domain name system doesn't answer; what was found before then stays.
    """
    domain = sender_domain()
    records = look_up(domain, settings.MAIL_DKIM_SELECTORS, resolver)
    proof, _created = MailProof.objects.update_or_create(
        domain=domain, defaults={"records": records, "checked_at": timezone.now()}
    )
    return proof
