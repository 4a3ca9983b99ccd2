"""Against guessing passwords: whoever fails too often has to wait, each time twice as long.

Failures are counted in the cache, under a tag of the network, the name, and the password that is stored: what
is kept names nobody, is gone with the day, and a new password starts afresh. Without the cache there is no
waiting, and everybody gets in who knows their password.
"""

import logging
import math
import time
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.core.exceptions import PermissionDenied
from django.dispatch import receiver
from django.http import HttpRequest

from editorial.visitor_network import DAY, count_up, counting_cache, daily_tag, network_of

logger = logging.getLogger(__name__)

# So many failures are forgiven: with one name, and with any names of one network.
FREE_FAILURES = 5
FREE_FAILURES_OF_NETWORK = 30
FIRST_WAIT = 60
LONGEST_WAIT = 60 * 60


class PausedSignIns:
    """An authentication backend that lets nobody in, and keeps out those who have to wait.

    It is asked by every way of signing in, whichever form that is.
    """

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, **credentials: Any
    ) -> None:
        """Refuse, without looking at the password, while the visitor has to wait."""
        if request is not None and username and seconds_to_wait(request, username):
            raise PermissionDenied


def seconds_to_wait(request: HttpRequest, username: str) -> int:
    """Return how long it is until the visitor may try that name again; 0 if they may now."""
    return _longest_wait(_counters(request, username))


def seconds_to_wait_for_factor(user: AbstractBaseUser) -> int:
    """Return how long it is until another code may be tried for the user; 0 if one may be now.

    Counted for the account, from wherever: whoever tries codes knows the password already. A new password
    starts afresh, so its owner is never locked out by whoever had stolen the old one.
    """
    return _longest_wait(_factor_counters(user))


def count_wrong_factor(user: AbstractBaseUser) -> bool:
    """Count a code or a passkey that was wrong; tell whether that began the day's first wait."""
    return _count(_factor_counters(user))


def forget_wrong_factors(user: AbstractBaseUser) -> None:
    """Forget what was wrong before somebody got it right."""
    for key, _free in _factor_counters(user):
        counting_cache.delete(key)


def _factor_counters(user: AbstractBaseUser) -> list[tuple[str, int]]:
    tag = daily_tag("second factor", str(user.pk), user.password)
    return [(f"factor-{tag.hex()}", FREE_FAILURES)] if tag is not None else []


def _longest_wait(counters: list[tuple[str, int]]) -> int:
    ends = [counting_cache.get(f"{key}-until", 0.0) for key, _free in counters]
    return max(0, math.ceil(max(ends, default=0.0) - time.time()))


def _counters(request: HttpRequest, username: str) -> list[tuple[str, int]]:
    """Return the keys under which a failure counts, each with the number of failures that are free."""
    network = network_of(request) or ""
    model = get_user_model()
    user = model.objects.filter(**{f"{model.USERNAME_FIELD}__iexact": username}).first()
    # Read whether or not there is such a user, and mixed into the same tag: neither answer nor time tells.
    stored = user.password if user is not None else ""
    counters = [(daily_tag("sign-in", network, username.casefold(), stored), FREE_FAILURES)]
    if network:
        counters.append((daily_tag("sign-in", network), FREE_FAILURES_OF_NETWORK))
    return [(f"sign-in-{tag.hex()}", free) for tag, free in counters if tag is not None]


@receiver(user_login_failed)
def count_failure(credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any) -> None:
    """Count a failure, and begin a wait beyond those that are free. One during a wait doesn't count."""
    username = credentials.get("username")
    if request is None or not username or seconds_to_wait(request, username):
        return
    _count(_counters(request, username))


def _count(counters: list[tuple[str, int]]) -> bool:
    """Count a failure under each key; tell whether one of them has its first wait."""
    is_first = False
    for key, free in counters:
        failures = count_up(key, DAY)
        if failures is not None and failures >= free:
            is_first = is_first or failures == free
            wait = min(FIRST_WAIT * 2 ** min(failures - free, 10), LONGEST_WAIT)
            counting_cache.set(f"{key}-until", time.time() + wait, wait)
            logger.warning("Signing in is paused for %d seconds after %d failures.", wait, failures)
    return is_first


@receiver(user_logged_in)
def forget_failures(request: HttpRequest | None, user: Any, **kwargs: Any) -> None:
    """Forget the failures with the name of somebody who got in. Those of the network stay."""
    if request is not None:
        for key, _free in _counters(request, user.get_username())[:1]:
            counting_cache.delete(key)
