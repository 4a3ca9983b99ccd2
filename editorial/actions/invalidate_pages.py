"""Tell all processes that kept pages have become older."""

import json
from collections.abc import Collection
from datetime import timedelta

from django.core.cache import cache, caches
from django.core.cache.backends.redis import RedisCache
from django.db import Error as DatabaseError
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Site

from ..models import SiteGeneration, UntoldChange
from ..page_changes import Changes

# The number alone, which every request reads, and all that it stands for, which each process reads once.
CACHE_KEY = "site-generation"
CHANGES_KEY = "site-changes"
# After so many seconds, whoever made a change should have told it.
LONGEST_TELLING = timedelta(seconds=1)
# The number that this process saw last, and what it stands for.
_noticed: dict[str, int] = {}
_changes: dict[str, Changes] = {}


def invalidate_pages(page: int | None = None, shown_by: Collection[str] | None = None) -> None:
    """Have every page that may show a change rendered anew, once the running transaction has committed.

    Kept pages may be shown for a moment more meanwhile (`page_changes.MOMENT`). Not so the page that was
    changed itself, by its primary key. `shown_by` says what the pages show that the change concerns; without
    it, it concerns all.
    """
    _make_change(page, "" if shown_by is None else json.dumps(sorted(shown_by)), is_shown_at_once=False)


def invalidate_pages_at_once() -> None:
    """Let nothing be shown any more that was rendered before the running transaction has committed.

    For what must not be seen a moment longer, such as a name that was taken back, or a form that is closed.
    """
    _make_change(None, "", is_shown_at_once=True)


def _make_change(page: int | None, shown_by: str, *, is_shown_at_once: bool) -> None:
    # Written with the change, so that it is told even if this process is killed as soon as it has committed.
    UntoldChange.objects.create(page=page, shown_by=shown_by, is_shown_at_once=is_shown_at_once)
    # What was committed stays committed if it can't be told now: that is logged, and the worker tells it.
    transaction.on_commit(tell_changes, robust=True)


@transaction.atomic
def tell_changes() -> int:
    """Give the changes that have committed their numbers, so that all processes see them; return how many."""
    untold = list(UntoldChange.objects.order_by("pk"))
    if not untold:
        return 0
    row = _locked_row()
    # Some may have been told while the row was waited for.
    untold = list(UntoldChange.objects.order_by("pk"))
    if not untold:
        return 0
    told = [(each.page, json.loads(each.shown_by) if each.shown_by else None) for each in untold]
    changes = Changes.from_text(row.changes, row.number).followed_by(
        told, at_once=any(each.is_shown_at_once for each in untold)
    )
    row.number, row.changes = changes.number, changes.as_text()
    row.is_shared = _share(changes)
    row.save()
    UntoldChange.objects.filter(pk__in=[each.pk for each in untold]).delete()
    return len(untold)


def tell_what_others_left() -> int:
    """Tell what a process that was killed has changed and not told, and what the cache didn't take.

    Return how many changes there were. They are late, so nothing older is shown any more.
    """
    late = UntoldChange.objects.filter(made_at__lt=timezone.now() - LONGEST_TELLING)
    count = late.update(is_shown_at_once=True)
    if count:
        tell_changes()
    if generation_is_shared_by_cache() and SiteGeneration.objects.filter(is_shared=False).exists():
        with transaction.atomic():
            row = _locked_row()
            row.is_shared = _share(Changes.from_text(row.changes, row.number))
            row.save(update_fields=["is_shared"])
    return count


def _locked_row() -> SiteGeneration:
    SiteGeneration.objects.get_or_create(pk=1, defaults={"number": 0})
    return SiteGeneration.objects.select_for_update().get(pk=1)


def _share(changes: Changes) -> bool:
    """Give the cache a copy, and tell whether it has taken it; whoever asks holds the row locked."""
    if not generation_is_shared_by_cache():
        return True
    # In this order: whoever sees the number finds what it stands for.
    cache.set(CHANGES_KEY, changes, timeout=None)
    cache.set(CACHE_KEY, changes.number, timeout=None)
    return bool(cache.get(CACHE_KEY) == changes.number)


def current_generation() -> int:
    """Return the number of the newest change.

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


def current_changes() -> Changes:
    """Return the latest changes, what kept pages are held against. Reads the number alone while it stays.

    Raises `django.db.Error` where they are a row and the database doesn't answer.
    """
    number = current_generation()
    known = _changes.get("known")
    if known is None or known.number != number:
        known = _changes["known"] = _read_changes(number)
    return known


def _read_changes(number: int) -> Changes:
    if generation_is_shared_by_cache():
        changes: Changes | None = cache.get(CHANGES_KEY)
        if changes is not None and changes.number >= number:
            return changes
    changes = _stored_changes()
    return changes if changes.number >= number else Changes(number, number)


def _stored_changes() -> Changes:
    row = SiteGeneration.objects.filter(pk=1).first()
    return Changes(0) if row is None else Changes.from_text(row.changes, row.number)


def noticed_generation() -> int | None:
    """Return the number that this process saw last; None before it has looked."""
    return _noticed.get("generation")


def _generation() -> int:
    if not generation_is_shared_by_cache():
        return _stored_generation()
    number: int | None = cache.get(CACHE_KEY)
    if number is not None and number >= _noticed.get("generation", 0):
        return number
    return _shared_anew(number)


def _shared_anew(number: int | None) -> int:
    """Return what the database knows, as the cache is away, has lost it, or was away when it changed.

    The cache is given it again, unless somebody else is faster.
    """
    stored = _stored_generation()
    if number is not None and number >= stored:
        return number
    if number is not None:
        with transaction.atomic():
            row = _locked_row()
            _share(Changes.from_text(row.changes, row.number))
        return row.number
    known = _changes.get("known")
    if known is None or known.number != stored:
        known = _changes["known"] = _stored_changes()
    # Not over what somebody else has told since.
    cache.add(CHANGES_KEY, known, timeout=None)
    cache.add(CACHE_KEY, known.number, timeout=None)
    return known.number


def _stored_generation() -> int:
    # This query tells as well as Django's own whether a kept connection still works. With both, a page that
    # takes no other would ask the database twice.
    connection.health_check_done = True  # type: ignore[attr-defined]
    try:
        return _number_in_row()
    except DatabaseError:
        if connection.in_atomic_block:
            raise
        connection.close()
        return _number_in_row()


def _number_in_row() -> int:
    # By hand, as the same query through the ORM takes longer than all the rest of answering from the cache.
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number FROM {SiteGeneration._meta.db_table} WHERE id = 1")  # noqa: S608
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def generation_is_shared_by_cache() -> bool:
    """Tell whether all processes share one cache; otherwise the number is a row in the database."""
    return isinstance(caches["default"], RedisCache)
