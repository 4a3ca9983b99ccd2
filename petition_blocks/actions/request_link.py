"""Ask for the link to one's own signature."""

from django.utils import timezone

from ..addresses import canonical_address
from ..mailboxes import mailbox_digest
from ..models import LinkRequest, Petition
from ..models.link_request import LINK_REQUEST_PERIOD
from ..sealing import address_digest, seal_for_server


def request_link(petition: Petition, language: str, address: str) -> None:
    """Store the request. One INSERT, and no look at who has signed: neither answer nor timing tells."""
    now = timezone.now()
    LinkRequest.objects.create(
        petition=petition,
        digest=address_digest(
            canonical_address(address, petition.address_rules), petition.digest_key.sealed_key
        ),
        mailbox=mailbox_digest(petition, address),
        language=language,
        ciphertext=seal_for_server({"email": address}),
        expires_at=now + LINK_REQUEST_PERIOD,
        mail_due_at=now,
    )
