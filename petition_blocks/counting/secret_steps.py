"""Numbers for everybody that tell of no single person, also not to who signs a few times and looks each day.

Rounding alone gives people away: whoever brings a cell to just below the next multiple with signatures of
their own sees whether somebody else signs. So each multiple of `STEP` is told a few signatures after it is
reached, and how many is secret: drawn from the petition's own key for each multiple of each number, so that
the next signature passes it with the same small chance, `1 / STEP`, however many have come since: there is
no place to get near to. And a number that was told is not taken back for a few signatures fewer, so nobody
learns where the place was by taking their own away; where it has to be lowered, its places are drawn anew.

What an attacker gets from this is told in docs/privacy.md, and tried in `tests/test_secret_steps.py`.
"""

import hashlib
import hmac
from math import floor, log
from typing import NamedTuple

# Numbers are told as multiples of this; on average it takes as many signatures to reach the next.
STEP = 10


class Told(NamedTuple):
    """What is told of a number, and how often it had to be lowered."""

    total: int
    lowered: int = 0


def tell(exact: int, before: Told, secret: bytes, name: str) -> Told:
    """Return what may be told of a number now, after what was told of it before.

    `name` tells the petition's numbers apart. The same arguments always give the same answer: asking often
    gains nothing.
    """
    total = _reached(exact, before.lowered, secret, name)
    if total > before.total:
        return Told(total, before.lowered)
    if exact + STEP + lag(secret, f"{name} down {before.lowered} {before.total}") >= before.total:
        return before
    return Told(_reached(exact, before.lowered + 1, secret, name), before.lowered + 1)


def _reached(exact: int, lowered: int, secret: bytes, name: str) -> int:
    """Return the highest multiple whose secret place the number has passed; 0 without any."""
    multiple = exact - exact % STEP
    while multiple > 0 and multiple + lag(secret, f"{name} up {lowered} {multiple}") > exact:
        multiple -= STEP
    return max(0, multiple)


def lag(secret: bytes, place: str) -> int:
    """Return how many signatures after a place the number moves: 0 or more, each as likely to be the last.

    Memoryless, with the chance `1 / STEP` at each signature (a geometric distribution).
    """
    drawn = int.from_bytes(hmac.digest(secret, place.encode(), hashlib.sha256)[:8])
    return floor(log((drawn + 1) / 2**64) / log(1 - 1 / STEP))
