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
    ends = [counting_cache.get(f"{key}-until", 0.0) for key, _free in _counters(request, username)]
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
    for key, free in _counters(request, username):
        failures = count_up(key, DAY)
        if failures is not None and failures >= free:
            wait = min(FIRST_WAIT * 2 ** min(failures - free, 10), LONGEST_WAIT)
            counting_cache.set(f"{key}-until", time.time() + wait, wait)
            logger.warning("Signing in is paused for %d seconds after %d failures.", wait, failures)


@receiver(user_logged_in)
def forget_failures(request: HttpRequest | None, user: Any, **kwargs: Any) -> None:
    """Forget the failures with the name of somebody who got in. Those of the network stay."""
    if request is not None:
        for key, _free in _counters(request, user.get_username())[:1]:
            counting_cache.delete(key)
