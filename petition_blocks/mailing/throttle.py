"""How fast mails may go to one mail domain, so that its servers don't take us for a flood."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

# A domain that was quiet takes the mails of this many seconds at once.
BURST_SECONDS = 10
# So many domains are remembered: those that a mail went to last.
REMEMBERED = 1_000


@dataclass
class DomainThrottle:
    """Lets so many mails a minute go to each domain. Knows what this process has sent, and no other.

    With 0 a minute everything may go. Domains are kept in memory only.
    """

    a_minute: int
    clock: Callable[[], float] = time.monotonic
    # Domain → how many mails may go at once, and since when that number is right.
    _room: dict[str, tuple[float, float]] = field(default_factory=dict)
    # Domain → when the mails held back last have their turn.
    _turns: dict[str, float] = field(default_factory=dict)

    def takes(self, domain: str) -> bool:
        """Tell whether a mail may go to the domain now, and count it if so."""
        if not self.a_minute:
            return True
        now = self.clock()
        most = max(1.0, self.a_minute * BURST_SECONDS / 60)
        room, since = self._room.pop(domain, (most, now))
        room = min(most, room + (now - since) * self.a_minute / 60)
        may_go = room >= 1
        # Put in last: the first ones are those that no mail went to for longest.
        self._room[domain] = (room - 1 if may_go else room, now)
        if len(self._room) > REMEMBERED:
            forgotten = next(iter(self._room))
            del self._room[forgotten]
            self._turns.pop(forgotten, None)
        return may_go

    def turn(self, domain: str) -> float:
        """Return in how many seconds a mail that `takes` refused has its turn, one after the other.

        All of a backlog would otherwise be looked at again and again until there is room for the last.
        """
        now = self.clock()
        turn = max(self._turns.get(domain, now), now) + 60 / self.a_minute
        self._turns[domain] = turn
        return turn - now
