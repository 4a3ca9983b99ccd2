"""Bring a backup back, whole or not at all, and erase again what had been erased."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files import File
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import F
from django.utils import timezone

from editorial.actions.invalidate_pages import invalidate_pages_at_once
from editorial.models import CampaignImage

from ..clock.actions import confirm_clock
from ..erasure.erase_due import erase_due
from ..erasure.journal import petition_of, replay
from ..erasure.models import ErasureReceipt
from ..erasure.vacuum import vacuum
from ..exports.actions import begin_files_again
from ..petition.models import DigestKey, Petition
from ..sealing.encryption import new_sealed_digest_key
from .contents import UPLOADS
from .files import written_whole
from .loading import Loader, refuse_filled_database
from .reading import Checked, is_older
from .refusal import BackupRefused
from .sealed_archive import Entry
from .snapshot import Ending, snapshot_of
from .tables import KEPT, existing_tables, tables_of
from .throwaway_hub import throwaway_hub
from .values import Column, Value

LINES_A_REPORT = 10_000

Progress = Callable[[str], None]
Part = tuple[str, list[Column], Iterable[list[Value]]]


@dataclass
class Restored:
    """What was done."""

    rows: int = 0
    tables: int = 0
    uploads: int = 0
    # Signatures that their owners had taken back, and that are gone again.
    erased_again: int = 0
    # Signatures of which a consent was ended again.
    ended_again: int = 0
    # Signatures whose day has come meanwhile.
    erased_as_due: int = 0
    # Petition → lines of the journal about it: the backup doesn't know it.
    unknown_petitions: dict[str, int] = field(default_factory=dict)


def restore_backup(checked: Checked, key_file: Path, journal: Path | None, progress: Progress) -> Restored:
    """Bring back what was checked into the hub's own database, which must be empty.

    All rows come in one transaction, together with what is erased again, so that visitors see the empty hub
    and then the whole one. Stopped on its way it leaves the empty one, and may be run again. The clock must
    be right: what is due by it is erased.
    """
    older = is_older(checked.head)
    if "wagtailcore_page" in existing_tables(connection):
        refuse_filled_database(connection)
    progress("The tables are made")
    call_command("migrate", verbosity=0, interactive=False)
    refuse_filled_database(connection)
    restored = Restored()
    source = _migrated_rows(checked, key_file, progress) if older else _rows(checked)
    with source as parts, transaction.atomic():
        loader = Loader(connection)
        numbers = load(loader, parts, progress)
        if not older:
            look_at_numbers(loader, checked.contents.rows)
        restored.rows, restored.tables = sum(numbers.values()), len(numbers)
        loader.set_sequences(checked.contents.sequences)
        loader.forget_what_was()
        restored.uploads = _restore_uploads(checked, progress)
        # Their sizes and formats are not in it.
        CampaignImage.objects.update(ready_for="")
        begin_files_again()
        for ending in checked.contents.endings:
            _end(ending)
        if journal is not None:
            _replay(journal, restored, progress)
        if not confirm_clock(timezone.now()):
            raise BackupRefused("The clocks of this machine and of the database differ by more than a day.")
        restored.erased_as_due = erase_due(progress=progress)
        progress("The search's index is made again")
        call_command("update_index", verbosity=0)
        invalidate_pages_at_once()
    # What was brought back and erased at once may have left copies in SQLite's file.
    vacuum()
    return restored


def load(loader: Loader, parts: Iterable[Part], progress: Progress) -> dict[str, int]:
    """Empty the tables and put all rows into them; return how many came into each."""
    loader.empty()
    numbers: dict[str, int] = {}
    for table, columns, rows in parts:
        if table not in numbers:
            progress(f"    {table}")
        numbers[table] = numbers.get(table, 0) + loader.load(table, columns, rows)
    return numbers


def look_at_numbers(loader: Loader, expected: dict[str, int]) -> None:
    """Refuse to go on if a table holds more or fewer rows than it should."""
    for table, number in expected.items():
        if (found := loader.count(table)) != number:
            raise BackupRefused(
                f"{table} has {found} rows, and {number} were to come. Nothing was kept of them."
            )


def migrate_as_then(checked: Checked) -> None:
    """Give an empty database the tables that the backup's had, whatever the code has come to meanwhile."""
    executor = MigrationExecutor(connection)
    known = executor.loader.graph.nodes
    lost = [".".join(name) for name in checked.head.migrations if name not in known]
    if lost:
        raise BackupRefused(
            f"This release can't go back as far as this backup: it no longer knows {lost[0]}. Restore with "
            f"release {checked.head.release}, then update."
        )
    executor.migrate(checked.head.migrations)


@contextmanager
def _rows(checked: Checked) -> Iterator[Iterable[Part]]:
    """Yield the rows as the backup has them."""
    yield checked.parts()


@contextmanager
def _migrated_rows(checked: Checked, key_file: Path, progress: Progress) -> Iterator[Iterable[Part]]:
    """Yield the rows of an older backup as this release has them.

    They go through the migrations in a hub that is thrown away: the hub's own database gets them all at once.
    """
    progress(f"The backup is of release {checked.head.release}. Its rows are brought up to date, aside.")
    with throwaway_hub(on_sqlite=True) as hub:
        hub.run(
            "migrate_backup",
            str(checked.path.resolve()),
            "--identity",
            str(key_file.resolve()),
            progress=progress,
        )
        with snapshot_of(hub.database(), leave_out_ending=False) as snapshot:
            tables = [table for table in tables_of(KEPT) if table in snapshot.tables]
            columns = {table: snapshot.columns(table) for table in tables}
            yield ((table, columns[table], snapshot.rows(table, columns[table])) for table in tables)


def refuse_other_upload(name: str, entry: Entry) -> None:
    """Refuse to write an uploaded file where another one is; the same one may well be there."""
    try:
        is_there = default_storage.exists(name)
    except SuspiciousFileOperation:
        raise BackupRefused(f"{name!r} is no name of an uploaded file. Nothing was restored.") from None
    if not is_there:
        return
    with default_storage.open(name) as file:
        for chunk in entry.chunks():
            if file.read(len(chunk)) != chunk:
                break
        else:
            if not file.read(1):
                return
    raise BackupRefused(
        f"{name} is there already, and is another file. Name an empty folder or bucket for uploads: nothing "
        "is overwritten."
    )


def _restore_uploads(checked: Checked, progress: Progress) -> int:
    """Write the uploaded files that are not there yet, and return how many the backup has."""
    if not checked.contents.uploads:
        return 0
    progress(f"{checked.contents.uploads} uploaded files")
    for entry in checked.entries():
        if entry.name.startswith(UPLOADS):
            name = entry.name.removeprefix(UPLOADS)
            if not default_storage.exists(name):
                _write_upload(name, entry)
    return checked.contents.uploads


def _write_upload(name: str, entry: Entry) -> None:
    if isinstance(default_storage, FileSystemStorage):
        path = Path(default_storage.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        with written_whole(path, over_unfinished=True) as file:
            file.writelines(entry.chunks())
        path.chmod(settings.FILE_UPLOAD_PERMISSIONS or 0o644)
        return
    with TemporaryFile() as copy:
        copy.writelines(entry.chunks())
        copy.seek(0)
        if default_storage.save(name, File(copy, name=name)) != name:
            raise BackupRefused(f"{name} can't be stored under its own name.")


def _end(ending: Ending) -> None:
    """Note that what the backup left out, since its day came, is erased: on the day, the receipt says so."""
    petition = Petition.objects.get(slug=ending.petition)
    # The old one was left out too; it opens nothing that is still there.
    DigestKey.objects.get_or_create(petition=petition, defaults={"sealed_key": new_sealed_digest_key()})
    ErasureReceipt.objects.get_or_create(petition=petition, day=ending.day)
    ErasureReceipt.objects.filter(petition=petition, day=ending.day, finished_at=None).update(
        signatures=F("signatures") + ending.signatures,
        sealed_records=F("sealed_records") + ending.sealed_records,
    )


def _replay(journal: Path, restored: Restored, progress: Progress) -> None:
    """Do what the journal says, but for petitions that are younger than the backup."""
    petitions = {petition.slug: petition for petition in Petition.objects.all()}
    unknown = restored.unknown_petitions
    with journal.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                petition = petition_of(line)
                if petition not in petitions:
                    unknown[petition] = unknown.get(petition, 0) + 1
                    continue
                replayed = replay(line, petitions)
            except ValueError as error:
                raise BackupRefused(
                    f"Line {number} of {journal} can't be read. Nothing was restored: mend the line, and "
                    "run it again."
                ) from error
            restored.erased_again += replayed.came_back
            restored.ended_again += replayed.ended
            if replayed.moved:
                progress(f"{replayed.moved}: the retention day is {line.split()[1]} again")
            if number % LINES_A_REPORT == 0:
                progress(
                    f"{number} lines of the journal read, {restored.erased_again} signatures erased again"
                )
