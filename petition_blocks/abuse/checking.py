"""The signatures that are held back, as the admin lists them: without anything that says who signed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..petition.models import Petition
from ..signature.models import Signature, Suspicion
from .actions import FEWEST_NAMED, MOST_AT_ONCE, PERIOD

LISTED_STATES = {
    Signature.State.QUARANTINED: _("To be checked"),
    Signature.State.REJECTED: _("Rejected"),
}


@dataclass(frozen=True)
class Filter:
    """Which of the held back signatures to show: those in a state, for one reason or any."""

    state: Signature.State = Signature.State.QUARANTINED
    reason: Suspicion | None = None

    @classmethod
    def from_parameters(cls, parameters: Mapping[str, str]) -> "Filter":
        """Return what an address or a form asks for; what makes no sense is left out."""
        state, reason = parameters.get("state", ""), parameters.get("reason", "")
        return cls(
            state=Signature.State(state) if state in LISTED_STATES else Signature.State.QUARANTINED,
            reason=Suspicion(reason) if reason in Suspicion.values else None,
        )

    @property
    def query(self) -> str:
        """The filter as the query of an address."""
        query = QueryDict(mutable=True)
        query["state"] = self.state.value
        if self.reason:
            query["reason"] = self.reason.value
        return query.urlencode()


def held_back(petition: Petition, wanted: Filter) -> QuerySet[Signature]:
    """Return the signatures that the filter lets through, latest first."""
    found = Signature.objects.filter(petition=petition, state=wanted.state).order_by("-signed_on", "-pk")
    if wanted.reason:
        # Asking for an item of a list is something that SQLite can't do.
        found = found.annotate(written=Cast("suspicions", TextField())).filter(
            written__contains=f'"{wanted.reason.value}"'
        )
    return found


def count_to_check(petition: Petition) -> int:
    """Return how many signatures wait to be checked."""
    return held_back(petition, Filter()).count()


def chosen_signatures(petition: Petition, data: QueryDict) -> list[int]:
    """Return the ids that a form of the list names: those ticked, or as many of all as go at once."""
    if "all" in data:
        wanted = held_back(petition, Filter.from_parameters(data))
        return list(wanted.values_list("pk", flat=True)[:MOST_AT_ONCE])
    ticked = data.getlist("signature")[:MOST_AT_ONCE]
    return [int(text) for text in ticked if re.fullmatch(r"[0-9]{1,18}", text)]


@dataclass(frozen=True)
class Share:
    """A line of a chart: `percent` is of the longest one."""

    name: str
    count: int
    percent: int


@dataclass(frozen=True)
class Origins:
    """Where the submissions of the last day came from, as far as at least five came from there."""

    domains: list[Share]
    other_domains: int
    networks: list[Share]
    other_networks: int
    total: int
    fewest: int = FEWEST_NAMED


def origins(petition: Petition) -> Origins | None:
    """Return what the worker has found out; None if it hasn't looked, or was away for a day."""
    statistics = getattr(petition, "abuse_statistics", None)
    if statistics is None or timezone.now() - statistics.built_at > PERIOD:
        return None
    tables = statistics.tables
    domains, networks = tables["domains"], tables["networks"]
    return Origins(
        domains=_shares(domains),
        other_domains=tables["total"] - sum(domains.values()),
        networks=_shares({tag[:6]: count for tag, count in networks.items()}),
        other_networks=tables["tagged"] - sum(networks.values()),
        total=tables["total"],
    )


def _shares(table: dict[str, int]) -> list[Share]:
    most = max(table.values(), default=1)
    ordered = sorted(table.items(), key=lambda line: -line[1])
    return [Share(name, count, round(100 * count / most)) for name, count in ordered]
