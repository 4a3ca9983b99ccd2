"""Places for what holds a thread as long as a stranger likes: few of a process's, fewer for one address."""

import threading
from collections import Counter


class Places:
    """So many in all, and so many of them for one address. Who names no address counts towards all alone."""

    def __init__(self, most: int, most_of_one_ip: int) -> None:
        self.most = most
        self.most_of_one_ip = most_of_one_ip
        self.taken: Counter[str] = Counter()
        self._changed = threading.Condition()

    def take(self, ip: str, wait_seconds: float = 0.0) -> "Place | None":
        """Return a place, waiting for one no longer than that; None if there is none."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._is_free(ip), wait_seconds):
                return None
            self.taken[ip] += 1
        return Place(self, ip)

    def _is_free(self, ip: str) -> bool:
        return self.taken.total() < self.most and (not ip or self.taken[ip] < self.most_of_one_ip)

    def give_back(self, ip: str) -> None:
        """Let somebody else have one, and forget the address."""
        with self._changed:
            self.taken[ip] -= 1
            if not self.taken[ip]:
                del self.taken[ip]
            self._changed.notify_all()


class Place:
    """One of them, until it is given back."""

    def __init__(self, places: Places, ip: str) -> None:
        self._places: Places | None = places
        self._ip = ip

    def give_back(self) -> None:
        """Give it back, unless that is done."""
        if self._places is not None:
            places, self._places = self._places, None
            places.give_back(self._ip)
