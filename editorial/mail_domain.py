"""The one form of a mail domain: ASCII, by IDNA 2008. In it mail is sent, compared, limited and handed over.

By IDNA 2003, which Python and Django still go by, `straße.example` is `strasse.example`: another owner's
domain.
"""

from functools import lru_cache

import idna

LONGEST_DOMAIN = 253
# Names that lead to no mail server of the internet (RFC 6761, 6762, 7686, 8375, 9476 and ICANN's `internal`).
# `example` is left out: the documentation's own addresses use it, and nobody has one.
NOT_PUBLIC = {"localhost", "local", "localdomain", "internal", "intranet", "invalid", "test", "onion", "alt"}
HOME_NETWORK = "home.arpa"


def ascii_domain(domain: str) -> str:
    """Return the domain in ASCII and small letters. Raises `idna.IDNAError` for what the standard refuses."""
    name = domain.strip().rstrip(".。")
    if len(name) > LONGEST_DOMAIN:
        raise idna.IDNAError("too long")
    return idna.encode(name, uts46=True).decode("ascii").lower()


@lru_cache(maxsize=1_000)
def canonical_domain(domain: str) -> str:
    """Return the domain in the form in which it is compared: what the standard doesn't allow, as it is."""
    try:
        return ascii_domain(domain)
    except idna.IDNAError:
        return domain.strip().strip(".").lower()


def readable_domain(domain: str) -> str:
    """Return an ASCII domain in the letters that its owner writes it in."""
    try:
        return str(idna.decode(domain))
    except idna.IDNAError:
        return domain


def is_public_domain(domain: str) -> bool:
    """Tell whether the domain, in ASCII, can be that of a mailbox which anybody can write to.

    Its last part is no number, so the address of a single machine isn't one.
    """
    parts = domain.split(".")
    if len(parts) < 2 or parts[-1].isdigit() or parts[-1] in NOT_PUBLIC:
        return False
    return domain != HOME_NETWORK and not domain.endswith(f".{HOME_NETWORK}")
