"""What a session remembers of how it began, and whether that still holds."""

import time
from enum import Enum

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.internal.flows.trust import is_trusted_browser
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest

from .factors import factors_of, has_factor, is_protected
from .rule import OFF, needs_second_factor

NOTE = "second_factor"
# By what somebody proved that they are there. The first one is allauth's own name for it.
FACTOR, MAILBOX, PROVIDER, DEVICE, NOTHING = "mfa", "mailbox", "provider", "device", "nothing"
# How long a proof lasts before what is dangerous, and how much longer for a form that was opened in time.
RECENT = 15 * 60
GRACE = 45 * 60


class Standing(Enum):
    """What is to be done with a session that somebody is signed in with."""

    GOOD = "good"
    # It began with a password alone, which its owner may no longer do.
    ASK = "ask"
    # Its day is over, or its owner's factors are others now: somebody has changed them elsewhere.
    ENDED = "ended"


def how_it_was_proved(request: HttpRequest, user: AbstractBaseUser) -> str:
    """Return by what the user has proved, in the sign-in that is under way, that they are there."""
    methods = {record["method"] for record in get_authentication_records(request, user)}
    if FACTOR in methods:
        return FACTOR
    if PROVIDER in methods and settings.OIDC_SECOND_FACTOR_TRUSTED:
        return PROVIDER
    if has_factor(user) and is_trusted_browser(request, user):
        return DEVICE
    return NOTHING


def note(request: HttpRequest, user: AbstractBaseUser, how: str) -> None:
    """Keep in the session how and when it began, and which factors its owner has."""
    began = request.session.get(NOTE, {}).get("began", time.time())
    request.session[NOTE] = {"how": how, "began": began, "factors": list(factors_of(user.pk))}


def note_own_change(request: HttpRequest, user: AbstractBaseUser) -> None:
    """Let the session live on in which the user has changed their own factors; all others end."""
    how = FACTOR if has_factor(user) else request.session.get(NOTE, {}).get("how", NOTHING)
    note(request, user, how)


def standing_of(request: HttpRequest, user: AbstractBaseUser) -> Standing:
    """Return what is to be done with the session in which the user is signed in. Found out once a request."""
    known: dict[int, Standing] = request.__dict__.setdefault("standings", {})
    if user.pk not in known:
        known[user.pk] = _standing_of(request, user)
    return known[user.pk]


def _standing_of(request: HttpRequest, user: AbstractBaseUser) -> Standing:
    if settings.SECOND_FACTOR == OFF:
        return Standing.GOOD
    factors = factors_of(user.pk)
    noted = request.session.get(NOTE)
    if noted is None:
        # From before factors were known of, or made on the server.
        asked = is_protected(factors) or needs_second_factor(user)
        return Standing.ASK if asked else Standing.GOOD
    # Django counts from the last change of a session, of which a busy one has many.
    is_over = time.time() - noted["began"] > settings.SESSION_COOKIE_AGE
    if is_over or noted["factors"] != list(factors):
        return Standing.ENDED
    if noted["how"] == NOTHING and needs_second_factor(user):
        return Standing.ASK
    return Standing.GOOD


def proved_within(request: HttpRequest, user: AbstractBaseUser, seconds: float) -> bool:
    """Tell whether the user has proved within so many seconds that they are there.

    By a factor, or by a code from their mailbox if they have none.
    """
    ways = {FACTOR} if has_factor(user) else {FACTOR, MAILBOX}
    proofs = [
        record["at"] for record in get_authentication_records(request, user) if record["method"] in ways
    ]
    return bool(proofs) and time.time() - max(proofs) < seconds
