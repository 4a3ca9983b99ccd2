"""How many errors all processes have logged: each adds up its own, and notes them in the database.

Never at once: an error may be logged in the middle of a transaction that has failed, or because the database
is away. What a process has logged in the ten seconds before it ends is not counted.
"""

import logging
import threading

from django.apps import apps
from django.core.exceptions import AppRegistryNotReady
from django.db import DatabaseError, connection
from django.db.models import F

SECONDS = 10.0
THE_ROW = 1


class CountErrors(logging.Handler):
    """Counts the records that reach it."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self._not_noted = 0
        self._changed = threading.Lock()
        self._thread: threading.Thread | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Count one; it is noted soon, by a thread that ends when all are."""
        with self._changed:
            self._not_noted += 1
            if self._thread is None:
                self._thread = threading.Thread(target=self._note_soon, name="error count", daemon=True)
                self._thread.start()

    def _note_soon(self) -> None:
        pause = threading.Event()
        while True:
            pause.wait(SECONDS)
            self.note()
            with self._changed:
                if not self._not_noted:
                    self._thread = None
                    return

    def note(self) -> None:
        """Note what was counted since the last time. What the database doesn't take is tried again."""
        with self._changed:
            number, self._not_noted = self._not_noted, 0
        try:
            # Logging is there before the models are.
            errors = apps.get_model("campaign_site", "LoggedErrors").objects
            if not errors.filter(pk=THE_ROW).update(count=F("count") + number):
                errors.bulk_create([errors.model(pk=THE_ROW)], ignore_conflicts=True)
                errors.filter(pk=THE_ROW).update(count=F("count") + number)
        except (DatabaseError, AppRegistryNotReady):
            with self._changed:
                self._not_noted += number
        finally:
            connection.close()
