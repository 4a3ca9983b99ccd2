"""The mailbox that an address belongs to, as a petition knows it: by a digest alone."""

from ..petition.models import Petition
from ..sealing.email_addresses import canonical_address, mailbox_of
from ..sealing.encryption import address_digest


def mailbox_digest(petition: Petition, address: str) -> bytes | None:
    """Return the digest of the mailbox; None where it is the one of the address itself, as for nearly all."""
    mailbox = mailbox_of(address, petition.address_rules)
    if mailbox == canonical_address(address, petition.address_rules):
        return None
    return address_digest(mailbox, petition.digest_key.sealed_key)
