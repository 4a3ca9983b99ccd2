"""The links in mails: a public id and a proof that we made them. Nothing of them is stored."""

import base64
import hashlib
import hmac
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from editorial.absolute_address import absolute_address

from ..petition.models import Petition

# Longer than any proof with what hangs on to it.
LONGEST_PROOF = 80


class Linked(Protocol):
    """A submission, the signature it became, or the allowance of its address."""

    public_id: UUID

    @property
    def petition(self) -> Petition:
        """What it belongs to."""

    @property
    def nonce(self) -> bytes | memoryview:
        """Random bytes, or a digest: what nobody who knows the id knows with it."""


def link_proof(purpose: str, row: Linked) -> str:
    """Return the text that shows a link is ours: 128 bits of HMAC-SHA-256 over its purpose, id and nonce."""
    return _written(_proof(purpose, row.public_id, bytes(row.nonce)))


def _proof(purpose: str, public_id: UUID, nonce: bytes) -> bytes:
    message = b"\0".join([purpose.encode(), public_id.bytes, nonce])
    return hmac.digest(settings.LINK_KEY.encode(), message, hashlib.sha256)[:16]


def _written(proof: bytes) -> str:
    """Return a proof in small letters and digits: some programs change the case of links."""
    return base64.b32encode(proof).rstrip(b"=").decode().lower()


def _is_written(proof: bytes, given: str) -> bool:
    """Tell whether the text is the proof, whatever its case and whatever sign hangs on to it."""
    cleaned = "".join(
        character for character in given[:LONGEST_PROOF] if character.isalnum() or character in "-_"
    ).encode()
    # Links of mails from before were written so.
    earlier = base64.urlsafe_b64encode(proof).rstrip(b"=")
    return hmac.compare_digest(_written(proof).encode(), cleaned.lower()) | hmac.compare_digest(
        earlier, cleaned
    )


def proof_fits(purpose: str, row: Linked, proof: str) -> bool:
    """Tell whether a link that was followed is one of ours."""
    return _is_written(_proof(purpose, row.public_id, bytes(row.nonce)), proof)


def confirmation_link(row: Linked, language: str) -> str:
    """Return the full address of the page on which a submission is confirmed."""
    return absolute_address(_path("petition_confirm", "confirm", row, language))


def signature_path(row: Linked, language: str) -> str:
    """Return the path of the page on which a signatory sees what is held, and takes the signature back."""
    return _path("petition_signature", "signature", row, language)


def correction_path(row: Linked, language: str) -> str:
    """Return the path of the form with which a signatory puts a signature right."""
    with translation.override(language):
        return reverse("petition_correct", args=[row.petition.slug, correction_token(row.public_id)])


def correction_token(public_id: UUID) -> str:
    """Return what the form names a signature by that it is to put right.

    Whether it is ours can be told from itself: taking in a submission looks nothing up.
    """
    return f"{public_id}.{_written(_proof('correct', public_id, b''))}"


def signature_to_correct(token: str) -> UUID | None:
    """Return the public id of the signature that a token of ours names, whether it is there or not."""
    written_id, _dot, proof = token.partition(".")
    try:
        public_id = UUID(written_id)
    except ValueError:
        return None
    return public_id if _is_written(_proof("correct", public_id, b""), proof) else None


def not_me_link(row: Linked, language: str) -> str:
    """Return the full address of the page for who finds their address entered by somebody else."""
    return absolute_address(_path("petition_not_me", "not-me", row, language))


def no_more_mail_link(row: Linked, language: str) -> str:
    """Return the full address with which a `MailAllowance` is muted: by a button, or by one POST."""
    return absolute_address(_path("petition_no_more_mail", "no-more-mail", row, language))


def _path(view: str, purpose: str, row: Linked, language: str) -> str:
    with translation.override(language):
        return reverse(view, args=[row.petition.slug, row.public_id, link_proof(purpose, row)])
