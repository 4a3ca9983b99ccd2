"""The mailbox that an address belongs to, as a petition knows it: by a digest alone."""

from ..petition.models import Petition
from ..sealing.email_addresses import canonical_email, mailbox_of
from ..sealing.encryption import email_digest


def mailbox_digest(petition: Petition, email: str) -> bytes | None:
    """Return the digest of the mailbox; None where it is the one of the address itself, as for nearly all."""
    mailbox = mailbox_of(email, petition.email_rules)
    if mailbox == canonical_email(email, petition.email_rules):
        return None
    return email_digest(mailbox, petition.digest_key.sealed_key)
