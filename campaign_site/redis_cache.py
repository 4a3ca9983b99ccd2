"""A cache in Redis that the site can do without.

A Redis that is gone refuses at once; one that hangs costs a second for each question, and a page has dozens.
So whoever finds it silent notes that for all threads of the process, and it is passed over for ten seconds.
"""

import logging
import threading
import time
from collections.abc import Iterable
from types import TracebackType
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as RedisTimeoutError
from redis.retry import Retry

logger = logging.getLogger(__name__)

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


class OutagesForgiven:
    """A `with` block around a question, which is left early where Redis does not answer it."""

    def __init__(self, outage: Outage) -> None:
        self.outage = outage

    def __enter__(self) -> None:
        """Begin. Nothing can be skipped from here: each question begins with `Outage.begin_question`."""

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Note what came of it. A failure of Redis ends here; all others pass."""
        if problem is None:
            self.outage.note_answer()
            return False
        if isinstance(problem, RedisConnectionError | RedisTimeoutError):
            self.outage.note_silence(problem)
        elif isinstance(problem, RedisError) and not isinstance(problem, PassedOver):
            # An answer, though no good one, such as that there is no more room.
            logger.warning("The cache refuses: %s.", type(problem).__name__)
        return isinstance(problem, RedisError)


# One for each Redis, whichever thread and whichever of our caches asks it.
outages: dict[str, Outage] = {}


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
        self._outage = outages.setdefault(str(server), Outage())

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return the value, or the default if there is none or Redis doesn't answer."""
        with OutagesForgiven(self._outage):
            self._outage.begin_question()
            return super().get(key, default, version)
        return default

    def get_many(self, keys: Iterable[str], version: int | None = None) -> dict[str, Any]:
        """Return the values there are; none if Redis doesn't answer."""
        with OutagesForgiven(self._outage):
            self._outage.begin_question()
            return super().get_many(keys, version)
        return {}

    def has_key(self, key: str, version: int | None = None) -> bool:
        """Tell whether there is a value; there is none if Redis doesn't answer."""
        with OutagesForgiven(self._outage):
            self._outage.begin_question()
            return super().has_key(key, version)
        return False

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Store the value unless there is one, and tell whether it was stored."""
        with OutagesForgiven(self._outage):
            self._outage.begin_question()
            return super().add(key, value, timeout, version)
        return False

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Store the value if Redis answers."""
        with OutagesForgiven(self._outage):
            self._outage.begin_question()
            super().set(key, value, timeout, version)

    def set_many(
        self, data: dict[Any, Any], timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> list[Any]:
        """Store the values and return the keys of those that were not."""
        with OutagesForgiven(self._outage):
            self._outage.begin_question()
            return super().set_many(data, timeout, version)
        return list(data)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Return the raised number. Raises ValueError if there is none, or Redis doesn't answer."""
        with OutagesForgiven(self._outage):
            self._outage.begin_question()
            number: int = super().incr(key, delta, version)
            return number
        raise ValueError(f"There is no {key!r}: the cache does not answer.")

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Prolong the value's life, and tell whether that worked."""
        with OutagesForgiven(self._outage):
            self._outage.begin_question()
            return super().touch(key, timeout, version)
        return False

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget the value, and tell whether there was one."""
        with OutagesForgiven(self._outage):
            self._outage.begin_question()
            return super().delete(key, version)
        return False

    def delete_many(self, keys: Iterable[str], version: int | None = None) -> None:
        """Forget the values if Redis answers."""
        with OutagesForgiven(self._outage):
            self._outage.begin_question()
            super().delete_many(keys, version)

    def clear(self) -> None:
        """Forget everything if Redis answers."""
        with OutagesForgiven(self._outage):
            self._outage.begin_question()
            super().clear()
