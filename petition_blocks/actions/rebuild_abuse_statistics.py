"""Find out where many submissions come from."""

from collections import Counter
from datetime import timedelta
from typing import Any

from django.utils import timezone

from ..models import AbuseStatistics, Petition, Submission
from ..models.abuse import normal_domain
from ..sealing import unseal_for_server

PERIOD = timedelta(days=1)
# What fewer have in common is not named: a domain may be somebody's own.
FEWEST_NAMED = 5
MOST_NAMED = 20
# The latest ones of a day that brings more: opening each takes its time.
MOST_OPENED = 20_000
REBUILT_AFTER = timedelta(minutes=30)


def rebuild_abuse_statistics(petition: Petition) -> AbuseStatistics:
    """Count the submissions of the last day that wait for confirmation, by mail domain and by network."""
    now = timezone.now()
    recent = Submission.objects.filter(petition=petition, created_at__gt=now - PERIOD).order_by("-created_at")
    domains: Counter[str] = Counter()
    networks: Counter[str] = Counter()
    for ciphertext, tag in recent.values_list("ciphertext", "network_tag")[:MOST_OPENED].iterator():
        domains[normal_domain(unseal_for_server(ciphertext)["email"].rpartition("@")[2])] += 1
        if tag is not None:
            networks[bytes(tag).hex()] += 1
    statistics, _created = AbuseStatistics.objects.update_or_create(
        petition=petition,
        defaults={
            "built_at": now,
            "tables": {
                "domains": _named(domains),
                "networks": _named(networks),
                "total": domains.total(),
                "tagged": networks.total(),
            },
        },
    )
    return statistics


def _named(counter: Counter[str]) -> dict[str, int]:
    """Return the largest numbers, without those that would single somebody out."""
    return {name: number for name, number in counter.most_common(MOST_NAMED) if number >= FEWEST_NAMED}


def rebuild_due_abuse_statistics() -> int:
    """Build the tables anew of each petition that had submissions lately, and return how many were built.

    Tables of a petition without any are emptied once.
    """
    now = timezone.now()
    built = 0
    for petition in Petition.objects.select_related("abuse_statistics"):
        known: Any = getattr(petition, "abuse_statistics", None)
        if known is not None and now - known.built_at < REBUILT_AFTER:
            continue
        has_recent = petition.submissions.filter(created_at__gt=now - PERIOD).exists()
        if has_recent or (known is not None and known.tables["total"]):
            rebuild_abuse_statistics(petition)
            built += 1
    return built
