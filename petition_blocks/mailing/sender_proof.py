"""Whether mailboxes will believe our mails: what the domain name system says about their sender.

Three records matter: SPF names the servers that may send, DKIM holds the key that signs, DMARC says what to
do with a mail that has neither.
"""

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from email.utils import parseaddr
from enum import StrEnum
from functools import partial
from typing import Any, Protocol

import dns.exception
import dns.resolver
from django.conf import settings
from django.core.mail.backends.console import EmailBackend as ConsoleBackend
from django.core.mail.backends.dummy import EmailBackend as DummyBackend
from django.core.mail.backends.locmem import EmailBackend as MemoryBackend
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from editorial.mail_domain import canonical_domain

# Seconds: for one server to answer, and for all that are tried.
SERVER_TIMEOUT = 2.0
LOOK_TIMEOUT = 4.0
# Mails of these go nowhere; files are written by a kind of console.
STAYING_HERE = (ConsoleBackend, DummyBackend, MemoryBackend)


class LookFailed(Exception):
    """The domain name system did not answer, so nothing is known."""


class Kind(StrEnum):
    """A record that mailboxes look for."""

    SPF = "spf"
    DKIM = "dkim"
    DMARC = "dmarc"


class Status(StrEnum):
    """What was found."""

    GOOD = "good"
    MISSING = "missing"
    WRONG = "wrong"
    UNKNOWN_NAME = "unknown_name"


@dataclass(frozen=True)
class Record:
    """What was found of one kind, at which name."""

    kind: Kind
    name: str
    status: Status
    found: str = ""


class Resolver(Protocol):
    """What is asked; `dns.resolver.Resolver` answers so."""

    def resolve(self, name: str, kind: str, /) -> Any:
        """Return the answers, each with `strings`; raise what `dns.resolver` raises."""


def sender_domain() -> str:
    """Return the domain that our mails come from."""
    return canonical_domain(parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2])


def mails_go_out() -> bool:
    """Tell whether mails leave this machine. On one for developing they don't, or only to be looked at."""
    return not settings.DEBUG and not issubclass(import_string(settings.EMAIL_BACKEND), STAYING_HERE)


def mail_problem() -> str:
    """Return the sentence that says why mailboxes might refuse our mails; empty if nothing speaks for it."""
    from .models import MailProof

    if not mails_go_out():
        return ""
    proof = MailProof.objects.filter(domain=sender_domain()).first()
    if proof is None:
        return _("Nobody has looked yet whether mailboxes will believe mails from %(domain)s.") % {
            "domain": sender_domain()
        }
    bad = [str(found["kind"]).upper() for found in proof.records if found["status"] != Status.GOOD]
    if bad:
        return _("Mailboxes may refuse mails from %(domain)s: %(records)s to be put right.") % {
            "domain": proof.domain,
            "records": ", ".join(bad),
        }
    if proof.is_stale:
        return _("It is more than 30 days ago that somebody looked whether mailboxes believe our mails.")
    return ""


def look_up(domain: str, selectors: list[str], resolver: Resolver | None = None) -> list[dict[str, str]]:
    """Return the three records of the domain, as `MailProof.records` keeps them.

    DKIM needs a key at each of the selectors, the names that the mail provider gave its keys. Raises
    LookFailed if the domain name system doesn't answer in a few seconds.
    """
    if resolver is None:
        try:
            real = dns.resolver.Resolver()
        except dns.resolver.NoResolverConfiguration as error:
            raise LookFailed from error
        real.timeout, real.lifetime = SERVER_TIMEOUT, LOOK_TIMEOUT
        resolver = real
    texts = partial(_texts, resolver)
    return [
        asdict(record)
        for record in (_spf(domain, texts), _dkim(domain, selectors, texts), _dmarc(domain, texts))
    ]


def _texts(resolver: Resolver, name: str) -> list[str]:
    """Return the text records at a name; none if there are none."""
    try:
        answers = resolver.resolve(name, "TXT")
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except (dns.exception.DNSException, OSError) as error:
        raise LookFailed from error
    # One record may come in several strings of at most 255 bytes.
    return [b"".join(answer.strings).decode(errors="replace").strip() for answer in answers]


def _spf(domain: str, texts: Callable[[str], list[str]]) -> Record:
    found = [text for text in texts(domain) if re.match(r"v=spf1(\s|$)", text, re.IGNORECASE)]
    if not found:
        return Record(Kind.SPF, domain, Status.MISSING)
    # Two are none: a mailbox then believes neither. And one that lets everybody send says nothing.
    lets_all_send = re.search(r"\s\+?all$", found[0], re.IGNORECASE)
    status = Status.WRONG if len(found) > 1 or lets_all_send else Status.GOOD
    return Record(Kind.SPF, domain, status, "\n".join(found))


def _dkim(domain: str, selectors: list[str], texts: Callable[[str], list[str]]) -> Record:
    if not selectors:
        return Record(Kind.DKIM, f"…._domainkey.{domain}", Status.UNKNOWN_NAME)
    for selector in selectors:
        name = f"{selector}._domainkey.{domain}"
        found = [text for text in texts(name) if re.search(r"(^|;)\s*p=", text)]
        if not found:
            return Record(Kind.DKIM, name, Status.MISSING)
        if not re.search(r"(^|;)\s*p=\s*[A-Za-z0-9+/]", found[0]):
            # An empty key says that it was revoked.
            return Record(Kind.DKIM, name, Status.WRONG, found[0])
    return Record(Kind.DKIM, name, Status.GOOD, found[0])


def _dmarc(domain: str, texts: Callable[[str], list[str]]) -> Record:
    """Look at the domain, then at those above it, whose rule is for all below."""
    labels = domain.split(".")
    for start in range(max(1, len(labels) - 1)):
        name = "_dmarc." + ".".join(labels[start:])
        found = [text for text in texts(name) if re.match(r"v=DMARC1\s*(;|$)", text, re.IGNORECASE)]
        if found:
            has_policy = re.search(r";\s*p\s*=\s*(none|quarantine|reject)\b", found[0], re.IGNORECASE)
            status = Status.GOOD if len(found) == 1 and has_policy else Status.WRONG
            return Record(Kind.DMARC, name, status, "\n".join(found))
    return Record(Kind.DMARC, f"_dmarc.{domain}", Status.MISSING)
