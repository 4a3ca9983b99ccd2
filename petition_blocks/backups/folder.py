"""The backups in a folder: which there are, which must end, and whether there is a new one."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from editorial.days import current_day, day_of
from editorial.upkeep.backups import Backup

from ..petition.models import Petition
from ..sealing.encryption import is_recipient
from .files import UNFINISHED
from .heads import HEAD_SUFFIX, SUFFIX, Head, head_from, told_by_name

logger = logging.getLogger(__name__)

# One a night, and a night that failed.
TOO_OLD = timedelta(days=2)
# What is being written now is not left over yet.
LEFT_OVER = timedelta(days=1)


@dataclass(frozen=True)
class Kept:
    """A backup that lies in the folder."""

    file: Path
    made_at: datetime
    # None if its head is gone or can't be read: then its name tells the day.
    head: Head | None
    # Whether it is as large as its head says.
    is_whole: bool
    # Petition → the day before which it must be destroyed, as far as it holds something of it.
    days: dict[str, date]

    @property
    def first_day(self) -> date | None:
        """The day before which it must be destroyed; None if it holds nobody's signature."""
        return min(self.days.values(), default=None)

    @property
    def last_day(self) -> date:
        """The last day on which it may be there."""
        oldest = day_of(self.made_at) + timedelta(days=settings.BACKUP_DAYS)
        return oldest if self.first_day is None else min(oldest, self.first_day - timedelta(days=1))

    @property
    def must_end(self) -> bool:
        """Whether its last day has come: tomorrow may be too late, and nobody may look again today."""
        return self.last_day <= current_day()

    @property
    def broke_a_promise(self) -> bool:
        """Whether it should have been gone by now."""
        return self.first_day is not None and self.first_day <= current_day()

    def destroy(self) -> None:
        """Delete the file, and then what stands beside it."""
        self.file.unlink(missing_ok=True)
        self.file.with_suffix(HEAD_SUFFIX).unlink(missing_ok=True)


@dataclass(frozen=True)
class BackupState:
    """How the backups of this hub are, for whoever tells the operator: `manage.py doctor`, the worker's log.

    It knows of those in `BACKUP_FOLDER` alone, as this process sees it: where backups are taken away at once,
    or made on another machine, the folder is empty or not there.
    """

    folder: Path
    # Whether the folder is there and may be read.
    folder_is_there: bool
    # Whether `BACKUP_RECIPIENTS` names public keys, all of them right: without, none can be made.
    can_be_made: bool
    # When the newest whole one was made; None without one.
    newest: datetime | None
    # Whether that is longer ago than two days, or there is none.
    newest_is_too_old: bool
    # Names of files that must be destroyed today, by `manage.py backups --destroy-due`.
    due: list[str]
    # Those of them that hold what was promised to be erased by now.
    overdue: list[str]
    # Names of files that are not as large as their heads say, or have none: of no use, perhaps.
    damaged: list[str]
    # Names of what was left by backups that never came to their end.
    unfinished: list[str]


def backup_state() -> BackupState:
    """Return how the backups in `BACKUP_FOLDER` are. Reads their heads alone, takes no time, changes nothing.

    Asks the database for the registers' days as they are now; without it, it goes by what the heads say.
    """
    folder = Path(settings.BACKUP_FOLDER)
    try:
        kept = backups_in(folder, days_now())
        is_there = folder.is_dir()
    except OSError:
        kept, is_there = [], False
    newest = max((one.made_at for one in kept if one.is_whole), default=None)
    keys = list(settings.BACKUP_RECIPIENTS)
    return BackupState(
        folder=folder,
        folder_is_there=is_there,
        can_be_made=bool(keys) and all(map(is_recipient, keys)),
        newest=newest,
        newest_is_too_old=newest is None or timezone.now() - newest > TOO_OLD,
        due=[one.file.name for one in due_among(kept)],
        overdue=[one.file.name for one in kept if one.broke_a_promise],
        damaged=[one.file.name for one in kept if not one.is_whole],
        unfinished=[file.name for file in left_over_in(folder)] if is_there else [],
    )


def list_backups() -> list[Backup]:
    """Return the whole backups in `BACKUP_FOLDER`, each with the day on which it must be gone."""
    try:
        kept = backups_in(Path(settings.BACKUP_FOLDER), days_now())
    except OSError:
        return []
    return [Backup(one.made_at, one.file.name, one.first_day) for one in kept if one.is_whole]


def days_now() -> dict[str, date]:
    """Return the registers' days as they are now, by their names in addresses."""
    dated = Petition.objects.filter(retention_day__isnull=False)
    return {slug: day for slug, day in dated.values_list("slug", "retention_day") if day is not None}


def backups_in(folder: Path, now: dict[str, date]) -> list[Kept]:
    """Return the backups in the folder, oldest first.

    `now` has the registers' days by their names in addresses: one that was moved to an earlier day since is
    for what lies in backups, too.
    """
    if not folder.is_dir():
        return []
    found = []
    for file in folder.glob(f"*{SUFFIX}"):
        told = told_by_name(file)
        if told is None:
            continue
        made_at, day = told
        head = _head_beside(file)
        days = head.must_end_before if head is not None else {} if day is None else {"?": day}
        found.append(
            Kept(
                file,
                made_at,
                head,
                is_whole=head is not None and head.size == file.stat().st_size,
                days={slug: min(day, now.get(slug, day)) for slug, day in days.items()},
            )
        )
    return sorted(found, key=lambda one: (one.made_at, one.file.name))


def due_among(kept: Iterable[Kept]) -> list[Kept]:
    """Return those that must be destroyed now.

    The newest that is whole stays as long as no promise ends it, however old it is: it may be the last.
    """
    kept = list(kept)
    newest = max((one for one in kept if one.is_whole), key=lambda one: one.made_at, default=None)
    by_promise = current_day() + timedelta(days=1)
    return [
        one
        for one in kept
        if one.must_end and (one is not newest or (one.first_day is not None and one.first_day <= by_promise))
    ]


def left_over_in(folder: Path) -> list[Path]:
    """Return what backups have left that never came to their end."""
    before = (timezone.now() - LEFT_OVER).timestamp()
    return sorted(
        file for file in folder.glob(f"hub-*{UNFINISHED}") if file.is_file() and file.stat().st_mtime < before
    )


def remind_of_backups() -> int:
    """Write into the log what the operator has to do about backups. Returns 0: nothing waits for it.

    Says nothing where none are made here: then the folder isn't there.
    """
    state = backup_state()
    if not state.folder_is_there:
        return 0
    if state.due:
        logger.error(
            "%s backups must be destroyed today, since what is in them was promised to be erased or they "
            "are too old: %s. Run `manage.py backups --destroy-due`.",
            len(state.due),
            ", ".join(state.due),
        )
    if state.newest_is_too_old:
        logger.error("The newest backup in %s is older than two days, or there is none.", state.folder)
    return 0


def _head_beside(file: Path) -> Head | None:
    try:
        return head_from(file.with_suffix(HEAD_SUFFIX).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
