"""When two spellings are one e-mail address."""

import contextlib
import unicodedata

import idna

# Frozen: digests of signatures were made by these rules. A new rule is a new version, for new petitions only.
SAME_DOMAINS = {1: {"googlemail.com": "gmail.com"}}
DOMAINS_THAT_IGNORE_DOTS = {1: {"gmail.com"}}
DOMAINS_THAT_IGNORE_TAGS = {
    1: {
        "gmail.com",
        "outlook.com",
        "hotmail.com",
        "live.com",
        "icloud.com",
        "me.com",
        "mac.com",
        "proton.me",
        "protonmail.com",
        "pm.me",
        "fastmail.com",
        "mailbox.org",
        "posteo.de",
    }
}


def canonical_address(address: str, version: int = 1) -> str:
    """Return the one spelling that stands for all spellings of an address.

    The domain is compared without case and in its ASCII form; the local part without case, and without dots
    and `+tag` where the provider ignores them. Only for comparing: mail goes to the address as typed.
    """
    local, _, domain = unicodedata.normalize("NFC", address.strip()).rpartition("@")
    domain = domain.rstrip(".").lower()
    # A name that the standard doesn't allow is compared as it is.
    with contextlib.suppress(idna.IDNAError):
        domain = idna.encode(domain, uts46=True).decode("ascii").lower()
    domain = SAME_DOMAINS[version].get(domain, domain)
    local = local.lower()
    if domain in DOMAINS_THAT_IGNORE_TAGS[version]:
        local = local.partition("+")[0] or local
    if domain in DOMAINS_THAT_IGNORE_DOTS[version]:
        local = local.replace(".", "") or local
    return f"{local}@{domain}"


def mailbox_of(address: str, version: int = 1) -> str:
    """Return the one spelling of the mailbox that a mail to the address most likely ends in.

    Without its `+tag`, whoever the provider is: many deliver all tags to one person, so what is counted to
    keep somebody from being flooded is counted so. Never for telling whether somebody has signed.
    """
    local, _, domain = canonical_address(address, version).rpartition("@")
    return f"{local.partition('+')[0] or local}@{domain}"
