"""The editors' rules for mail domains."""

from django.db.models import Q

from ..petition.models import Petition
from ..signature.models import Suspicion
from .models import DomainRule, domains_above, verdict_of


def verdict_for(petition: Petition, email: str) -> DomainRule.Verdict | None:
    """Return what the rules say about an e-mail address; None if they say nothing. Takes one query."""
    domains = domains_above(email.rpartition("@")[2])
    rules = DomainRule.objects.filter(Q(petition=petition.pk) | Q(petition=None), domain__in=domains)
    return verdict_of(list(rules.order_by()))


def look(verdict: DomainRule.Verdict | None) -> Suspicion | None:
    """Return a suspicion if a rule asks for a look. A block was told beside the field already."""
    return Suspicion.MAIL_DOMAIN if verdict == DomainRule.Verdict.QUARANTINE else None
