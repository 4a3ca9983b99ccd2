"""A cache in Redis that the site can do without."""

import logging
from collections.abc import Iterable
from types import TracebackType
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger(__name__)


class OutagesLogged:
    """A `with` block in which Redis may fail to answer: that is logged, and the block left early."""

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Log a failure of Redis and go on; let all others pass."""
        if isinstance(problem, RedisError):
            logger.warning("The cache does not answer; the site works without it, slower. (%s)", problem)
            return True
        return False


class ForgivingRedisCache(RedisCache):
    """Django's Redis cache, which seems empty and forgets everything while Redis doesn't answer.

    Not only our own code asks the cache while it renders a page: Wagtail does too, and expects an answer.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        # A visitor waits no longer than this for a cache. The one retry is for a connection that had been
        # closed meanwhile; Redis' own default goes on for seconds, at each call.
        waiting = {"socket_timeout": 1, "socket_connect_timeout": 1, "retry": Retry(NoBackoff(), 1)}
        super().__init__(server, {**params, "OPTIONS": {**waiting, **params.get("OPTIONS", {})}})

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return the value, or the default if there is none or Redis doesn't answer."""
        with OutagesLogged():
            return super().get(key, default, version)
        return default

    def get_many(self, keys: Iterable[str], version: int | None = None) -> dict[str, Any]:
        """Return the values there are; none if Redis doesn't answer."""
        with OutagesLogged():
            return super().get_many(keys, version)
        return {}

    def has_key(self, key: str, version: int | None = None) -> bool:
        """Tell whether there is a value; there is none if Redis doesn't answer."""
        with OutagesLogged():
            return super().has_key(key, version)
        return False

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Store the value unless there is one, and tell whether it was stored."""
        with OutagesLogged():
            return super().add(key, value, timeout, version)
        return False

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Store the value if Redis answers."""
        with OutagesLogged():
            super().set(key, value, timeout, version)

    def set_many(
        self, data: dict[Any, Any], timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> list[Any]:
        """Store the values and return the keys of those that were not."""
        with OutagesLogged():
            return super().set_many(data, timeout, version)
        return list(data)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Return the raised number. Raises ValueError if there is none, or Redis doesn't answer."""
        with OutagesLogged():
            number: int = super().incr(key, delta, version)
            return number
        raise ValueError(f"There is no {key!r}: the cache does not answer.")

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Prolong the value's life, and tell whether that worked."""
        with OutagesLogged():
            return super().touch(key, timeout, version)
        return False

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget the value, and tell whether there was one."""
        with OutagesLogged():
            return super().delete(key, version)
        return False

    def delete_many(self, keys: Iterable[str], version: int | None = None) -> None:
        """Forget the values if Redis answers."""
        with OutagesLogged():
            super().delete_many(keys, version)

    def clear(self) -> None:
        """Forget everything if Redis answers."""
        with OutagesLogged():
            super().clear()
