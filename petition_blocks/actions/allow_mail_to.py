"""Let mails reach somebody who wrote to us that none arrive."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.log_actions import log

from ..addresses import canonical_address
from ..mailboxes import mailbox_digest
from ..models import MailAllowance, Petition
from ..sealing import address_digest


@transaction.atomic
def allow_mail_to(petition: Petition, address: str, user: AbstractBaseUser | None) -> None:
    """Let mails about the petition go to the address and its mailbox, as many as to a new one.

    Tells nobody whether it was known, and whether it wanted none; the history has the fact alone. On the
    retention day the key is gone, and with it all that could be allowed.
    """
    if hasattr(petition, "digest_key"):
        digest = address_digest(
            canonical_address(address, petition.address_rules), petition.digest_key.sealed_key
        )
        digests = [digest, mailbox_digest(petition, address) or digest]
        MailAllowance.objects.filter(petition=petition, digest__in=digests).update(muted=False, sent=0)
    log(instance=petition, action="petition_blocks.allow_mail", user=user)
