"""A worker's time for one kind of work, after which the others have their turn."""

import threading
import time


class TimeSlice:
    """Answers whether to go on: the first time, and then until the time is over or the worker has to stop.

    Work that asks it before each piece does at least one, so that it gets on however slow a piece is.
    """

    def __init__(self, seconds: float, stopping: threading.Event) -> None:
        self._ends_at = time.monotonic() + seconds
        self._stopping = stopping
        self._is_first = True

    def __call__(self) -> bool:
        is_first, self._is_first = self._is_first, False
        return not self._stopping.is_set() and (is_first or time.monotonic() < self._ends_at)
