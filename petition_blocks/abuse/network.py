"""How many sign from one network within an hour: counted in the cache, under a tag that lives for a day."""

from editorial.visitor_network import count_up

from ..models import Petition, Suspicion

HOUR = 60 * 60
# Where browsers have done the calculation, more people of one network are believed to be people.
WORK_WEIGHS = 5


def look(petition: Petition, tag: bytes | None, *, work_is_done: bool) -> Suspicion | None:
    """Count one more from the network, and return a suspicion beyond the petition's limit.

    Without a tag (the address tells nothing, or the cache is gone) the step is skipped.
    """
    if tag is None:
        return None
    number = count_up(f"signing-{petition.pk}-{tag.hex()}", HOUR)
    limit = petition.network_limit * (WORK_WEIGHS if work_is_done else 1)
    return Suspicion.CROWDED_NETWORK if number is not None and number > limit else None
