"""A cache in Redis that the site can do without.

A Redis that is gone refuses at once; one that hangs costs a second for each question, and a page has dozens.
So whoever finds it silent notes that for all threads of the process, and it is passed over for ten seconds.
"""

import logging
import threading
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as RedisTimeoutError
from redis.retry import Retry

logger = logging.getLogger(__name__)

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")

# A page asks the cache many times. After one question that found no answer, none is asked for so long.
PASSED_OVER_SECONDS = 10.0


class PassedOver(RedisError):
    """Redis wasn't asked: it did not answer a moment ago."""


class Outage:
    """Whether one Redis is being passed over, for all threads of the process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until = 0.0

    def begin_question(self) -> None:
        """Raise `PassedOver` while Redis is passed over. Afterwards one question finds out for all."""
        if not self._until:
            return
        with self._lock:
            now = time.monotonic()
            if now < self._until:
                raise PassedOver
            if self._until:
                self._until = now + PASSED_OVER_SECONDS

    def note_silence(self, problem: RedisError) -> None:
        """Pass Redis over from now on."""
        with self._lock:
            self._until = time.monotonic() + PASSED_OVER_SECONDS
        # The kind alone: the message may quote the address, and a password with it.
        logger.warning(
            "The cache does not answer and is passed over for %d seconds; the site works without it, slower. "
            "(%s)",
            PASSED_OVER_SECONDS,
            type(problem).__name__,
        )

    def note_answer(self) -> None:
        """Ask Redis again from now on."""
        if self._until:
            with self._lock:
                self._until = 0.0


# One for each Redis, whichever thread and whichever of our caches asks it.
outages: dict[str, Outage] = {}


def forgiving(
    question: Callable[Concatenate[RedisCache, Parameters], Answer],
    otherwise: Callable[Concatenate[RedisCache, Parameters], Answer],
) -> Callable[Concatenate["ForgivingRedisCache", Parameters], Answer]:
    """Return a method that asks Redis, and answers otherwise where Redis doesn't."""

    @wraps(question)
    def ask(
        cache: "ForgivingRedisCache", /, *arguments: Parameters.args, **named: Parameters.kwargs
    ) -> Answer:
        try:
            cache.outage.begin_question()
            answer = question(cache, *arguments, **named)
        except PassedOver:
            pass
        except (RedisConnectionError, RedisTimeoutError) as problem:
            cache.outage.note_silence(problem)
        except RedisError as problem:
            # An answer, though no good one, such as that there is no more room.
            logger.warning("The cache refuses: %s.", type(problem).__name__)
        else:
            cache.outage.note_answer()
            return answer
        return otherwise(cache, *arguments, **named)

    return ask


def no_number(cache: RedisCache, key: Any, *_arguments: Any, **_named: Any) -> int:
    """Say what Django's caches say of a number that they don't hold."""
    raise ValueError(f"There is no {key!r}: the cache does not answer.")


class ForgivingRedisCache(RedisCache):
    """Django's Redis cache, which seems empty and forgets everything while Redis doesn't answer.

    Not only our own code asks the cache while it renders a page: Wagtail does too, and expects an answer.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        # A visitor waits no longer than this for a cache. The one retry is for a connection that had been
        # closed meanwhile, never for one that is silent; Redis' own default goes on for seconds.
        retry = Retry(NoBackoff(), 1, supported_errors=(RedisConnectionError,))
        waiting = {"socket_timeout": 1, "socket_connect_timeout": 1, "retry": retry}
        super().__init__(server, {**params, "OPTIONS": {**waiting, **params.get("OPTIONS", {})}})
        self.outage = outages.setdefault(str(server), Outage())

    # All that a cache can be asked, and what it answers while it seems empty.
    get = forgiving(RedisCache.get, lambda _cache, /, key, default=None, version=None: default)
    get_many = forgiving(RedisCache.get_many, lambda *_asked, **_named: {})
    has_key = forgiving(RedisCache.has_key, lambda *_asked, **_named: False)
    add = forgiving(RedisCache.add, lambda *_asked, **_named: False)
    set = forgiving(RedisCache.set, lambda *_asked, **_named: None)
    set_many = forgiving(RedisCache.set_many, lambda _cache, /, data, *_asked, **_named: list(data))
    incr = forgiving(RedisCache.incr, no_number)
    touch = forgiving(RedisCache.touch, lambda *_asked, **_named: False)
    delete = forgiving(RedisCache.delete, lambda *_asked, **_named: False)
    delete_many = forgiving(RedisCache.delete_many, lambda *_asked, **_named: None)
    clear = forgiving(RedisCache.clear, lambda *_asked, **_named: None)
