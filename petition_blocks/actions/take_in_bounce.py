"""Take in what a mail provider tells about an address that our mail went to."""

from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from ..addresses import canonical_address
from ..mail_providers import domain_of, provider_of
from ..models import MailAllowance, Petition, Submission
from ..sealing import address_digest
from .count_mails import MailTally
from .mute_address import mute_address


def take_in_bounce(address: str, reason: str, *, is_final: bool) -> int:
    """Count a mail that did not arrive; return in how many petitions the address is known.

    A final one ends all mails to it: nobody is there, or whoever is wants none. Nothing readable is kept: the
    address is compared under the key of each petition that has one, and forgotten.
    """
    tally = MailTally()
    known = 0
    with transaction.atomic():
        for allowance in _allowances_of(address):
            known += 1
            if is_final:
                mute_address(allowance.pk)
                Submission.objects.filter(
                    petition_id=allowance.petition_id, digest=bytes(allowance.digest)
                ).update(bounced_at=timezone.now())
            tally.count_refusal(allowance.petition_id, provider_of(domain_of(address)), reason, None)
    tally.store()
    return known


def _allowances_of(address: str) -> Iterator[MailAllowance]:
    """Return the address's allowances: one for each petition that a mail was sent about."""
    for petition in Petition.objects.filter(digest_key__isnull=False).select_related("digest_key"):
        digest = address_digest(
            canonical_address(address, petition.address_rules), petition.digest_key.sealed_key
        )
        yield from MailAllowance.objects.filter(petition=petition, digest=digest)
