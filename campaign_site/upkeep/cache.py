"""Whether Redis answers, and keeps what limits count."""

from collections.abc import Iterator
from typing import Any

import redis
from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache

from editorial.upkeep.looks import Finding

SECTION = "redis"
SECONDS = 2
# Of those it may throw away, it then takes the counters last: pages end sooner.
RIGHT_POLICY = "volatile-ttl"


def look_at_redis() -> Iterator[Finding]:
    """Say that it is away, throws counters away, or writes them to a disk."""
    if not isinstance(caches["counters"], RedisCache):
        return
    try:
        facts = ask_redis(settings.CACHES["counters"]["LOCATION"])
    except (redis.RedisError, OSError, ValueError) as error:
        yield Finding(
            f"Redis does not answer ({type(error).__name__}): pages are rendered for each request, and "
            "neither floods nor wrong passwords are counted.",
            "Start it, and look whether REDIS_URL names it, with the password that it takes.",
            SECTION,
        )
        return
    policy = facts.get("maxmemory_policy", "")
    if int(facts.get("maxmemory", 0)) and policy != RIGHT_POLICY:
        loss = (
            "takes nothing more once it is full"
            if policy == "noeviction"
            else "may throw counters away first"
        )
        yield Finding(
            f"Redis has maxmemory with maxmemory-policy {policy}: it {loss}, and limits begin anew.",
            f"Set maxmemory-policy {RIGHT_POLICY}: pages then go before counters do.",
            SECTION,
        )
    if int(facts.get("aof_enabled", 0)) or facts.get("save"):
        yield Finding(
            "Redis writes to its disk, and with it the salt of the day that network tags are made with.",
            'Turn its persistence off: `save ""` and `appendonly no`.',
            SECTION,
        )


def ask_redis(url: str) -> dict[str, Any]:
    """Return what Redis says of its memory and of what it writes down. Raises `RedisError` if it doesn't."""
    with redis.Redis.from_url(
        url, socket_timeout=SECONDS, socket_connect_timeout=SECONDS, decode_responses=True
    ) as server:
        facts = {**server.info("memory"), **server.info("persistence")}
        try:
            facts |= server.config_get("save")
        except redis.ResponseError:
            # A rented one doesn't tell.
            facts["save"] = ""
    return facts
