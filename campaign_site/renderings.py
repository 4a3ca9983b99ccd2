"""One rendering of a page at a time, few at once in a process, and few who wait for them."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from uuid import uuid4

from django.core.cache import cache

from editorial.actions.invalidate_pages import generation_is_shared_by_cache

from .connections import web_threads

# One computes while another waits for the database; more would only take turns on the same core.
AT_ONCE = 2
# How long a rendering is waited for, by whoever has nothing older to show.
LONGEST_WAIT = 5.0
# Nobody waits for what is rendered beside, but for what comes after it.
LONGEST_WAIT_BESIDE = 1.0
# A process that is killed while it renders keeps others from rendering the page no longer than this.
LONGEST_LOCK = 5
# How often whoever waits for another process looks.
BETWEEN_LOOKS = 0.05
# So many addresses are known not to be kept, each for so many seconds.
MOST_KNOWN = 1_000
KNOWN_FOR = 60.0


class Turn(Enum):
    """What came of asking to render a page."""

    MINE = "mine"
    # Somebody else has rendered it, here or in another process.
    DONE = "done"
    # Too many wait already, or it took too long.
    CROWDED = "crowded"


class Renderings:
    """The pages that this process renders, and those who wait for them.

    At most half of the threads render or wait, so that there are always some to answer with what is kept.
    """

    def __init__(self) -> None:
        # By key; each event tells that one is done.
        self.under_way: dict[str, threading.Event] = {}
        self._slots = threading.BoundedSemaphore(AT_ONCE)
        self._places = threading.BoundedSemaphore(max(1, web_threads() // 2))
        self._kept_by_nobody: dict[str, float] = {}

    @contextmanager
    def of_page(self, key: str, ends_at: float, *, is_beside: bool = False) -> Iterator[Turn]:
        """Ask to render a page, and wait for that, or for whoever is at it, until then at most.

        As long as the context lasts, a turn that is `MINE` keeps all others from rendering the page. What
        is rendered `is_beside` the requests takes no thread of theirs, so it may wait whoever else does.
        """
        if is_beside:
            with self._turn(key, ends_at) as turn:
                yield turn
        elif self._places.acquire(blocking=False):
            try:
                with self._turn(key, ends_at) as turn:
                    yield turn
            finally:
                self._places.release()
        else:
            yield Turn.CROWDED

    @contextmanager
    def _turn(self, key: str, ends_at: float) -> Iterator[Turn]:
        mine = threading.Event()
        other = self.under_way.setdefault(key, mine)
        if other is not mine:
            yield Turn.DONE if other.wait(seconds_until(ends_at)) else Turn.CROWDED
            return
        try:
            with self._lock_over_all_processes(key, ends_at) as turn:
                if turn is not Turn.MINE:
                    yield turn
                elif not self._slots.acquire(timeout=seconds_until(ends_at)):
                    yield Turn.CROWDED
                else:
                    try:
                        yield Turn.MINE
                    finally:
                        self._slots.release()
        finally:
            del self.under_way[key]
            mine.set()

    @contextmanager
    def _lock_over_all_processes(self, key: str, ends_at: float) -> Iterator[Turn]:
        """Keep other processes from rendering the page, if they share what is rendered; else wait for them.

        While the shared cache is away, nobody is kept from anything.
        """
        if not generation_is_shared_by_cache():
            yield Turn.MINE
            return
        lock, owner = f"rendering-{key}", uuid4().hex
        if cache.add(lock, owner, timeout=LONGEST_LOCK) or cache.get(lock) is None:
            try:
                yield Turn.MINE
            finally:
                # One that took so long that another has begun leaves that one's lock alone.
                if cache.get(lock) == owner:
                    cache.delete(lock)
            return
        while cache.get(lock) is not None:
            if not seconds_until(ends_at):
                yield Turn.CROWDED
                return
            time.sleep(BETWEEN_LOOKS)
        yield Turn.DONE

    def is_kept_by_nobody(self, key: str) -> bool:
        """Tell whether a page turned out, a moment ago, to be none that is kept: nobody need wait for it."""
        known_until = self._kept_by_nobody.get(key)
        return known_until is not None and time.monotonic() < known_until

    def note_kept_by_nobody(self, key: str) -> None:
        """Remember that for a while."""
        if len(self._kept_by_nobody) >= MOST_KNOWN:
            self._kept_by_nobody.clear()
        self._kept_by_nobody[key] = time.monotonic() + KNOWN_FOR


def seconds_until(ends_at: float) -> float:
    """Return how long it is until then, by the clock that only goes forward; 0 if that is past."""
    return max(0.0, ends_at - time.monotonic())
