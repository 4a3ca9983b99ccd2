"""How many have signed, for machines: told as to anybody, so that who asks every second learns no more."""

from editorial.upkeep.metrics import Metric, Sample

from ..petition.models import Petition
from ..sealing.encryption import secret_for_counts
from .secret_steps import Told, tell


def counting_metrics() -> list[Metric]:
    """Return the numbers of each petition."""
    petitions = list(Petition.objects.with_counts().order_by("slug"))
    return [
        Metric(
            "hub_signatures",
            "gauge",
            "Confirmed online signatures; below EXACT_COUNTS_FROM in secret steps.",
            [Sample(petition.told, {"petition": petition.slug}) for petition in petitions],
        ),
        Metric(
            "hub_signatures_awaiting",
            "gauge",
            "Addresses that have still to confirm; not told below EXACT_COUNTS_FROM signatures.",
            [
                Sample(petition.awaiting, {"petition": petition.slug})
                for petition in petitions
                # It would go down with each who confirms.
                if petition.is_told_exactly
            ],
        ),
    ]


def told_of(petition: Petition, exact: int, name: str) -> int | None:
    """Return what may be told of a number that rises with each signature of the petition, and never falls.

    The petition comes from `with_count()`. None where nothing may be.
    """
    if petition.is_told_exactly:
        return exact
    if not hasattr(petition, "digest_key"):
        return None
    return tell(exact, Told(0), secret_for_counts(petition.digest_key.sealed_key), name).total
