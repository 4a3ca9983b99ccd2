"""Registers as this process has read them last, so that signing reads nothing before its INSERT.

What is known may be out of date: somebody closes or pauses the petition, changes its form, writes a rule for
a mail domain. So nobody is told anything by it, and nothing is stored by it unless the INSERT itself finds
the register to be as it was believed to be (`store_while`). Whatever else comes of a form is found out anew.
"""

from dataclasses import dataclass

from django.db.models import Q

from ..abuse.models import DomainRule, domains_above
from ..petition.abuse_steps import AbuseStep
from ..petition.models import Petition
from ..signature.models import Wording
from .store import BelievedRegister

# Each is a petition, in one of its wordings.
MOST_KNOWN = 1_000


@dataclass(frozen=True)
class KnownRegister:
    """A petition, one of its wordings, and the mail domains that there are rules for."""

    petition: Petition
    wording: Wording
    believed: BelievedRegister
    ruled_domains: frozenset[str]

    def domains_to_ask_for(self, email: str) -> list[str]:
        """Return the domains whose rules hold for an address, where the petition looks at them at all."""
        looks = self.petition.takes_step(AbuseStep.DOMAINS)
        return domains_above(email.rpartition("@")[2]) if looks else []


_known: dict[tuple[str, str], KnownRegister] = {}


def known_register(slug: str, wording_hash: str) -> KnownRegister | None:
    """Return what this process knows of the petition with the wording; None if it knows nothing."""
    return _known.get((slug, wording_hash))


def remember_register(petition: Petition, wording: Wording) -> None:
    """Know the petition, with its digest key, and its wording from now on. Takes one query."""
    rules = DomainRule.objects.filter(Q(petition=petition.pk) | Q(petition=None))
    if len(_known) >= MOST_KNOWN:
        _known.clear()
    _known[petition.slug, wording.pk] = KnownRegister(
        petition,
        wording,
        BelievedRegister.of(petition),
        frozenset(rules.values_list("domain", flat=True)),
    )


def forget_register(petition: Petition, wording: Wording) -> None:
    """Find out anew about the petition with the wording."""
    _known.pop((petition.slug, wording.pk), None)


def forget_registers() -> None:
    """Find out anew about all of them."""
    _known.clear()
