"""A calculation that takes a phone a moment, and whoever signs in bulk a long time.

The browser looks for a number by trying one after the other (`static/js/proof-of-work.js`). We choose it,
between two limits, when we make the challenge, so that the time is bounded: a search that ends by chance
would now and then take five times as long.
"""

import secrets
from typing import NotRequired, TypedDict

from ..signature.models import Suspicion

ALGORITHM = "PBKDF2/SHA-256"
# Rounds of each attempt, and how many attempts it takes.
ROUNDS = 2_000
FEWEST_ATTEMPTS = 150
MOST_ATTEMPTS = 300


class WorkToDo(TypedDict):
    """How a challenge is made; `counter` is the attempt that solves it."""

    algorithm: str
    cost: int
    counter: NotRequired[int]


def work_to_do(wanted: bool) -> WorkToDo:
    """Return what makes a challenge a calculation; without, it is a signed time alone, free to make."""
    if not wanted:
        return {"algorithm": ALGORITHM, "cost": 0}
    counter = FEWEST_ATTEMPTS + secrets.randbelow(MOST_ATTEMPTS - FEWEST_ATTEMPTS)
    return {"algorithm": ALGORITHM, "cost": ROUNDS, "counter": counter}


def look(is_done: bool | None) -> Suspicion | None:
    """Return a suspicion if the result is wrong. A device too slow for it hands in none, which is fine."""
    return Suspicion.WRONG_WORK if is_done is False else None
