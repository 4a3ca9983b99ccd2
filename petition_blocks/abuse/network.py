"""How many sign from one network within an hour: counted in the cache, under a tag that lives for a day."""

from datetime import timedelta

from editorial.visitor_network import count_up

from ..petition.models import CONFIRMATION_GRACE, Petition
from ..signature.models import Suspicion

HOUR = 60 * 60
# Half of the time in which a link still counts after closing: nobody's mail comes too late.
LONGEST_WAIT = CONFIRMATION_GRACE / 2
# Where browsers have done the calculation, more people of one network are believed to be people.
WORK_WEIGHS = 5


def look(petition: Petition, tag: bytes | None, *, work_is_done: bool) -> tuple[Suspicion | None, timedelta]:
    """Count one more from the network; beyond the petition's limit return a suspicion, and its mail's wait.

    Mails beyond the limit go as fast as the limit says, one after the other: somebody who enters other
    people's addresses by the hundred floods nobody, and a school's mails all arrive. Without a tag (the
    address tells nothing, or the cache is gone) the step is skipped.
    """
    count = count_up(f"signing-{petition.pk}-{tag.hex()}", HOUR) if tag is not None else None
    limit = petition.network_limit * (WORK_WEIGHS if work_is_done else 1)
    if count is None or count <= limit:
        return None, timedelta()
    wait = timedelta(seconds=(count - limit) * HOUR / limit)
    return Suspicion.CROWDED_NETWORK, min(wait, LONGEST_WAIT)
