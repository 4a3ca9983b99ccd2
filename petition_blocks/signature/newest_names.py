"""The names that stand on public pages."""

from collections.abc import Sequence

from ..petition.models import Petition
from .models import ShownName, Signature


def newest_names(petition: Petition, count: int) -> list[str]:
    """Return that many of the names that an editor let be shown and whose signatures count, newest first."""
    shown = ShownName.objects.filter(
        petition=petition, state=ShownName.State.SHOWN, signature__state=Signature.State.COUNTED
    )
    return list(shown.order_by("-pk").values_list("name", flat=True)[:count])


def others_than(names: Sequence[str], petition: Petition) -> int:
    """Return how many have signed, as far as visitors may know, whose names are not among these.

    The petition comes from `with_count()`.
    """
    return max(0, petition.told - len(names))
