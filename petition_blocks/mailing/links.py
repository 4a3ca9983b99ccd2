"""The links in mails: a public id, and a token that shows we made them. Nothing of them is stored."""

import base64
import hashlib
import hmac
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from wagtail.models import Site

from editorial.absolute_url import absolute_url

from ..petition.models import Petition

# Longer than any token with what hangs on to it.
LONGEST_TOKEN = 80


class Linked(Protocol):
    """A submission, the signature it became, or the quota of its address."""

    public_id: UUID

    @property
    def petition(self) -> Petition:
        """What it belongs to."""

    @property
    def nonce(self) -> bytes | memoryview:
        """Random bytes, or a digest: what nobody who knows the id knows with it."""


def link_token(purpose: str, row: Linked) -> str:
    """Return the text that shows a link is ours: 128 bits of HMAC-SHA-256 over its purpose, id and nonce."""
    return _written(_token(purpose, row.public_id, bytes(row.nonce)))


def _token(purpose: str, public_id: UUID, nonce: bytes) -> bytes:
    message = b"\0".join([purpose.encode(), public_id.bytes, nonce])
    return hmac.digest(settings.LINK_KEY.encode(), message, hashlib.sha256)[:16]


def _written(token: bytes) -> str:
    """Return a token in small letters and digits: some programs change the case of links."""
    return base64.b32encode(token).rstrip(b"=").decode().lower()


def _is_written(token: bytes, given: str) -> bool:
    """Tell whether the text is the token, whatever its case and whatever sign hangs on to it."""
    cleaned = "".join(
        character for character in given[:LONGEST_TOKEN] if character.isalnum() or character in "-_"
    ).encode()
    # Links of mails from before were written so.
    earlier = base64.urlsafe_b64encode(token).rstrip(b"=")
    return hmac.compare_digest(_written(token).encode(), cleaned.lower()) | hmac.compare_digest(
        earlier, cleaned
    )


def verify_token(purpose: str, row: Linked, token: str) -> bool:
    """Tell whether a link that was followed is one of ours."""
    return _is_written(_token(purpose, row.public_id, bytes(row.nonce)), token)


def confirmation_link(row: Linked, language: str, site: Site | None = None) -> str:
    """Return the full address of the page on which a submission is confirmed, on the petition's site."""
    return absolute_url(_path("petition_confirm", "confirm", row, language), site)


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
    return f"{public_id}.{_written(_token('correct', public_id, b''))}"


def signature_to_correct(token: str) -> UUID | None:
    """Return the public id of the signature that a token of ours names, whether it is there or not."""
    written_id, _dot, shown = token.partition(".")
    try:
        public_id = UUID(written_id)
    except ValueError:
        return None
    return public_id if _is_written(_token("correct", public_id, b""), shown) else None


def not_me_link(row: Linked, language: str, site: Site | None = None) -> str:
    """Return the full address of the page for who finds their address entered by somebody else."""
    return absolute_url(_path("petition_not_me", "not-me", row, language), site)


def no_more_mail_link(row: Linked, language: str, site: Site | None = None) -> str:
    """Return the full address with which a `MailQuota` is suppressed: by a button, or by one POST."""
    return absolute_url(_path("petition_no_more_mail", "no-more-mail", row, language), site)


def _path(view: str, purpose: str, row: Linked, language: str) -> str:
    with translation.override(language):
        return reverse(view, args=[row.petition.slug, row.public_id, link_token(purpose, row)])
