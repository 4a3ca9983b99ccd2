"""What `manage.py doctor` looks at, and what it finds.

An app takes part with the hook `register_doctor_checks`: a function that returns its looks.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

# How long a look may take that asks nobody far away.
SHORT = 5.0


@dataclass(frozen=True)
class Finding:
    """What is wrong, in plain words, how it is mended, and the heading in docs/operators.md that tells more.

    A finding that `is_wrong` not is a remark: something that could not be looked at, or that may be meant.
    """

    what: str | Promise
    mend: str | Promise
    # As it stands in an address: "when-the-clock-leaps".
    section: str
    is_wrong: bool = True


@dataclass(frozen=True)
class Look:
    """One thing to look at. `look` returns what it finds; nothing if all is well.

    It is given up after so many `seconds`. One that `is_watched` asks nobody far away, takes a moment, and is
    also taken by the worker, for the log, and by the admin's home page, for administrators.
    """

    name: str
    look: Callable[[], Iterable[Finding]]
    seconds: float = SHORT
    needs_database: bool = True
    asks_network: bool = False
    is_watched: bool = False


def remark(what: str, mend: str, section: str) -> Finding:
    """Return what is to be said although nothing is known to be wrong."""
    return Finding(what, mend, section, is_wrong=False)
