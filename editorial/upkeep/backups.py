"""What is known of the backups of this hub.

Whatever makes them takes part with the hook `list_backups`: a function that returns those that still exist.
"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Backup:
    """A backup: when it was made, what it is called, and by which day it must be destroyed, if by any."""

    made_at: datetime
    name: str
    must_end_on: date | None = None
