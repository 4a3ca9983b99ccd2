"""Take in what a mail provider tells about an address that our mail went to."""

from django.db import transaction
from django.utils import timezone

from ..addresses import canonical_address
from ..mail_providers import domain_of, provider_of
from ..mailboxes import mailbox_digest
from ..models import MailAllowance, Petition, Submission
from ..sealing import address_digest
from .count_mails import MailTally
from .mute_address import mute_address


def take_in_bounce(address: str, reason: str, *, is_final: bool, is_wish: bool = False) -> int:
    """Count a mail that did not arrive; return in how many petitions the address is known.

    A final one ends all mails to it: nobody is there, or, with `is_wish`, whoever is wants none. A wish is
    for the mailbox, whatever the tag; that an address with a tag can't be reached says nothing about the
    others. Nothing readable is kept: the address is compared under the key of each petition that has one,
    and forgotten.
    """
    tally = MailTally()
    known = 0
    with transaction.atomic():
        for petition in Petition.objects.filter(digest_key__isnull=False).select_related("digest_key"):
            digest = address_digest(
                canonical_address(address, petition.address_rules), petition.digest_key.sealed_key
            )
            mailbox = mailbox_digest(petition, address) or digest
            allowance = MailAllowance.objects.filter(petition=petition, digest=mailbox).first()
            if allowance is None:
                continue
            known += 1
            if is_final:
                if not is_wish and mailbox != digest:
                    allowance, _created = MailAllowance.objects.get_or_create(
                        petition=petition, digest=digest
                    )
                mute_address(allowance.pk)
                of_address = Submission.objects.filter(petition=petition, digest=digest)
                of_address.update(mail_due_at=None, bounced_at=timezone.now())
            tally.count_refusal(petition.pk, provider_of(domain_of(address)), reason, None)
    tally.store()
    return known
