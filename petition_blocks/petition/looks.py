"""What the doctor looks at: whether this server's key is the one that the petitions were made with."""

from collections.abc import Iterator

import pyrage

from editorial.upkeep.looks import Finding, Look

from ..sealing.encryption import unseal_for_server
from .models import DigestKey

SECTION = "keys-and-what-losing-one-means"


def petition_looks() -> list[Look]:
    """Return them all."""
    return [Look("key of the server", look_at_server_identity)]


def look_at_server_identity() -> Iterator[Finding]:
    """Say which petitions nobody can sign, since the key that their own key is sealed with is another."""
    keys = list(DigestKey.objects.select_related("petition").order_by("petition__slug"))
    strange = [key.petition.slug for key in keys if not _opens(key)]
    if strange:
        yield Finding(
            f"SERVER_IDENTITY is not the one that {len(strange)} petitions were made with ({strange[0]} for "
            "one): nobody can sign them.",
            "Restore the earlier SERVER_IDENTITY from its copy.",
            SECTION,
        )


def _opens(key: DigestKey) -> bool:
    try:
        unseal_for_server(key.sealed_key)
    except (pyrage.DecryptError, pyrage.IdentityError):
        return False
    return True
