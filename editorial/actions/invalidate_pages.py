"""Make every cached page stale at once."""

import time

from django.core.cache import cache, caches
from django.core.cache.backends.redis import RedisCache
from django.db import Error as DatabaseError
from django.db import connection, transaction
from wagtail.models import Site

from ..models import SiteGeneration

CACHE_KEY = "site-generation"
# The number that this process saw last.
_noticed: dict[str, int] = {}


def invalidate_pages() -> None:
    """Make the next request of every page render it anew, once the running transaction has committed.

    What was committed stays committed if the number can't be written: that is logged, and cached pages then
    live to their normal end.
    """
    transaction.on_commit(_write_new_generation, robust=True)


def _write_new_generation() -> None:
    # The clock, not a counter: a cache that lost the number can't count its way back to an old one.
    number = time.time_ns()
    if generation_is_shared_by_cache():
        cache.set(CACHE_KEY, number, timeout=None)
    else:
        SiteGeneration.objects.update_or_create(pk=1, defaults={"number": number})


def current_generation() -> int:
    """Return the number that cached pages must carry to be shown.

    Read anew for every request: all processes must agree on it at any moment. Raises `django.db.Error` where
    it is a row and the database doesn't answer.
    """
    number = _generation()
    if number != _noticed.get("generation"):
        # Wagtail keeps for an hour where each site's pages begin. The process that gives a home page another
        # slug forgets it; others, with a cache of their own, would find no page's address until then.
        Site.clear_site_root_paths_cache()
        _noticed["generation"] = number
    return number


def noticed_generation() -> int | None:
    """Return the number that this process saw last; None before it has looked."""
    return _noticed.get("generation")


def _generation() -> int:
    if generation_is_shared_by_cache():
        return int(cache.get_or_set(CACHE_KEY, time.time_ns, timeout=None) or 0)
    # This query tells as well as Django's own whether a kept connection still works. With both, a page that
    # takes no other would ask the database twice.
    connection.health_check_done = True  # type: ignore[attr-defined]
    try:
        return _stored_generation()
    except DatabaseError:
        if connection.in_atomic_block:
            raise
        connection.close()
        return _stored_generation()


def _stored_generation() -> int:
    # By hand, as the same query through the ORM takes longer than all the rest of answering from the cache.
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number FROM {SiteGeneration._meta.db_table} WHERE id = 1")  # noqa: S608
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def generation_is_shared_by_cache() -> bool:
    """Tell whether all processes share one cache; otherwise the number is a row in the database."""
    return isinstance(caches["default"], RedisCache)
