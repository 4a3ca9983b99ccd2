"""Look at everything, each thing within its time."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import DatabaseError, connections
from django.db.utils import DEFAULT_DB_ALIAS

from editorial.upkeep.looks import Finding, Look

from .looks import DATABASE_ANSWERS, all_looks


@dataclass
class Examination:
    """What was found, by the name of the look, and what was left out, with the reason."""

    found: list[tuple[str, Finding]] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong. Remarks, and what was left out on purpose, are no faults."""
        return not any(finding.is_wrong for _name, finding in self.found)


def examine(looks: Iterable[Look] | None = None, *, offline: bool = False) -> Examination:
    """Look at everything, or at these; `offline` leaves out what asks anybody in the network."""
    examination = Examination()
    database_answers = True
    for look in all_looks() if looks is None else looks:
        if look.needs_database and not database_answers:
            examination.left_out.append((look.name, "the database does not answer"))
        elif look.asks_network and offline:
            examination.left_out.append((look.name, "it asks in the network"))
        else:
            found = found_in_time(look)
            examination.found += [(look.name, finding) for finding in found]
            if look.name == DATABASE_ANSWERS and found:
                database_answers = False
    return examination


def found_in_time(look: Look) -> list[Finding]:
    """Return what the look finds, or that it has failed, or has not answered in its time.

    It has a thread of its own, and the connection to the database that this one has: nobody else uses that
    meanwhile. One that doesn't answer keeps the connection, and the next look gets a new one.
    """
    answers: list[list[Finding]] = []
    borrowed = connections[DEFAULT_DB_ALIAS]
    borrowed.inc_thread_sharing()

    def run() -> None:
        connections[DEFAULT_DB_ALIAS] = borrowed
        answers.append(_findings(look.look, look.name))

    thread = threading.Thread(target=run, name=f"look at {look.name}", daemon=True)
    thread.start()
    thread.join(look.seconds)
    if answers:
        borrowed.dec_thread_sharing()
        return answers[0]
    if look.needs_database:
        connections[DEFAULT_DB_ALIAS] = connections.create_connection(DEFAULT_DB_ALIAS)
    return [
        Finding(
            f"Looking at “{look.name}” took more than {look.seconds:g} seconds, and was given up.",
            "Look whether the machine, or what this asks, is busy or away; then run the doctor again.",
            "doctor",
        )
    ]


def _findings(look: Callable[[], Iterable[Finding]], name: str) -> list[Finding]:
    """Return what is found; a look that fails is a finding too."""
    try:
        return list(look())
    except DatabaseError as error:
        reason = f"the database refused ({type(error).__name__})"
    except Exception as error:  # Whatever breaks here must not hide the rest.
        reason = type(error).__name__
    return [
        Finding(
            f"“{name}” could not be looked at: {reason}.",
            "Mend what else is said first, such as by `python manage.py migrate`, and run the doctor again.",
            "doctor",
        )
    ]
