"""The stamp that a page's script fetches when a visitor begins to fill in the form.

It says when that was, for which petition, and may ask for a calculation (`proof_of_work`). It is an ALTCHA
challenge: signed by us, so that nothing about it is stored until it comes back. Who has none, for lack of
scripts or because it didn't arrive in time, is no more suspect for that.
"""

import base64
import hashlib
import hmac
import json
import time
from dataclasses import dataclass

import altcha
from django.conf import settings

from editorial.visitor_network import count_up

from ..petition.abuse_steps import AbuseStep
from ..petition.models import Petition
from ..signature.models import Suspicion
from .proof_of_work import work_to_do

VALID_SECONDS = 6 * 60 * 60
FASTEST_SECONDS = 2.0
# A press of the button whose answer got lost is repeated with the same challenge.
USES = 3
LONGEST_CHALLENGE = 2_000


@dataclass(frozen=True)
class AnsweredChallenge:
    """A challenge that came back.

    `age` is in seconds; `work_is_done` is None where no work was asked for, or none handed in.
    """

    nonce: str
    age: float
    work_is_done: bool | None


def _key(purpose: str) -> bytes:
    """Return a key of our own for this purpose, made of the one that signs the links in mails."""
    return hmac.digest(settings.LINK_KEY.encode(), f"challenge {purpose}".encode(), hashlib.sha256)


def new_challenge(petition: Petition) -> dict[str, object]:
    """Return what the petition's script asks for: a `challenge`, and whether to do its `work`."""
    has_work = petition.takes_step(AbuseStep.WORK)
    challenge = altcha.create_challenge(
        **work_to_do(has_work),
        data={"petition": petition.pk, "made_at": int(time.time() * 1000), "work": has_work},
        expires_at=int(time.time()) + VALID_SECONDS,
        hmac_secret=_key("signature"),
        hmac_key_secret=_key("solution"),
    )
    return {"challenge": challenge.to_dict(), "work": has_work}


def read_challenge(text: str, petition: Petition) -> AnsweredChallenge | Suspicion | None:
    """Return the challenge handed in; a suspicion if it isn't ours; None without one, or if it is too old."""
    if not text:
        return None
    try:
        given = json.loads(base64.b64decode(text[:LONGEST_CHALLENGE], validate=True))
        challenge = altcha.Challenge.from_dict(given["challenge"])
        answered = "solution" in given
        solution = altcha.Solution.from_dict(given["solution"]) if answered else altcha.Solution(-1, "")
        result = altcha.verify_solution(
            altcha.Payload(challenge, solution), _key("signature"), hmac_key_secret=_key("solution")
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Suspicion.FORGED_CHALLENGE
    if result.expired:
        return None
    data = challenge.parameters.data
    if result.invalid_signature or data is None or data["petition"] != petition.pk:
        return Suspicion.FORGED_CHALLENGE
    return AnsweredChallenge(
        nonce=challenge.parameters.nonce,
        age=time.time() - data["made_at"] / 1000,
        work_is_done=result.verified if data["work"] and answered else None,
    )


def is_wanted(petition: Petition) -> bool:
    """Tell whether the petition's forms need a challenge."""
    return petition.takes_step(AbuseStep.CHALLENGE) or petition.takes_step(AbuseStep.WORK)


def look(challenge: AnsweredChallenge | Suspicion | None, petition: Petition) -> list[Suspicion]:
    """Return what is suspect about the challenge. Each call uses it up a bit: ask once a submission."""
    if challenge is None:
        return []
    if isinstance(challenge, Suspicion):
        return [challenge]
    found = []
    if petition.takes_step(AbuseStep.CHALLENGE) and challenge.age < FASTEST_SECONDS:
        found.append(Suspicion.TOO_FAST)
    uses = count_up(f"challenge-{challenge.nonce}", VALID_SECONDS)
    if uses is not None and uses > USES:
        found.append(Suspicion.REUSED_CHALLENGE)
    return found
