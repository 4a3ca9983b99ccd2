"""Make one file of all that must not be lost, sealed to the operator's key."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

import pyrage
from django.apps import apps
from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import FileField
from django.utils import timezone

from ..sealing.encryption import is_recipient, server_mark
from .contents import END, HEAD, HERE, TABLES, UPLOADS, Contents
from .files import what_failed, write_lines, written_whole
from .heads import HEAD_SUFFIX, SUFFIX, Head
from .journal_file import write_journal
from .refusal import BackupRefused
from .sealed_archive import CHUNK, Tar, seal_archive
from .snapshot import Snapshot, snapshot_of
from .tables import KEPT, refuse_unknown_models, table_of, tables_of
from .values import Column

# Bytes of JSON in one entry, about: all that is in memory at once.
PART = 1_000_000
ROWS_A_LINE = 100_000

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Made:
    """A backup that was made."""

    file: Path
    head: Head
    # Erasures in the journal beside it that the database doesn't know: it came from a backup itself.
    unknown_erasures: int


def make_backup(
    connection: BaseDatabaseWrapper, folder: Path, public_keys: list[str], progress: Progress
) -> Made:
    """Write a backup into the folder, its head and the journal of erasures beside it.

    The database is read as it is at one moment while everything goes on. Until it is whole, the file has a
    name of its own, and nothing is left of it if anything goes wrong.
    """
    refuse_unknown_models()
    refuse_keys(public_keys)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with snapshot_of(connection, leave_out_ending=True) as snapshot:
            file, head = _write(snapshot, folder, public_keys, progress)
        return Made(file, head, write_journal(folder))
    except OSError as error:
        raise BackupRefused(what_failed(error, folder)) from error


def refuse_keys(public_keys: list[str]) -> None:
    """Refuse to seal to nobody, to what is no public key, and to the server's own."""
    if not public_keys:
        raise BackupRefused(
            "BACKUP_RECIPIENTS names no public key (age1…). Make a pair on a machine of your own, by "
            "`manage.py generate_key --output backup-key.txt` or `age-keygen`, and keep the secret half "
            "there."
        )
    own = str(pyrage.x25519.Identity.from_str(settings.SERVER_IDENTITY).to_public())
    for key in public_keys:
        if not is_recipient(key):
            raise BackupRefused(f"BACKUP_RECIPIENTS: {key} is no public key of age (age1…).")
        if key == own:
            raise BackupRefused(
                "BACKUP_RECIPIENTS names the server's own key: whoever takes the server could open all "
                "backups, and without the server nobody could."
            )


def _write(snapshot: Snapshot, folder: Path, public_keys: list[str], progress: Progress) -> tuple[Path, Head]:
    head = Head(
        made_at=timezone.now().replace(microsecond=0),
        release=settings.RELEASE,
        migrations=snapshot.migrations(),
        must_end_before=snapshot.promises(),
        uploads=where_uploads_are(),
        recipients=public_keys,
    )
    target = folder / f"{head.name}{SUFFIX}"
    head_file = target.with_suffix(HEAD_SUFFIX)
    if target.exists():
        raise BackupRefused(f"{target} is there already. Run it again.")
    with ExitStack() as if_it_fails:
        with written_whole(target) as file:
            size, sha256 = seal_archive(_archive(snapshot, head, progress), file, public_keys)
            # The head first: without it nobody would know when the file must end.
            if_it_fails.callback(head_file.unlink, missing_ok=True)
            write_lines(head_file, [replace(head, size=size, sha256=sha256).written()])
        if_it_fails.pop_all()
    return target, head


def where_uploads_are() -> str:
    """Return whether uploads are files here, which a backup takes along, or the bucket that has them."""
    if isinstance(default_storage, FileSystemStorage):
        return HERE
    return f"in the bucket {settings.STORAGES['default'].get('OPTIONS', {}).get('bucket_name', '')}".strip()


def _archive(snapshot: Snapshot, head: Head, progress: Progress) -> Iterator[bytes]:
    """Return the bytes of the archive, read as they are asked for."""
    tar, contents = Tar(), Contents()
    yield from tar.entry(HEAD, head.written().encode())
    uploads: set[str] = set()
    tables = [table for table in tables_of(KEPT) if table in snapshot.tables]
    for number, table in enumerate(tables, start=1):
        contents.rows[table] = snapshot.count(table)
        if contents.rows[table]:
            progress(f"({number}/{len(tables)}) {table}: {contents.rows[table]} rows")
        yield from _table(tar, snapshot, table, uploads, progress)
    if head.uploads == HERE:
        progress(f"{len(uploads)} uploaded files")
        for name in sorted(uploads):
            yield from _upload(tar, name, contents)
    else:
        progress(f"Uploads are {head.uploads}: they are not in this backup.")
    contents.sequences = snapshot.sequences()
    contents.endings = snapshot.endings()
    contents.waiting = snapshot.count(table_of("petition_blocks.Submission"))
    contents.mark = server_mark(tar.digest.value())
    yield from tar.entry(END, contents.written())
    yield tar.end()


def _table(
    tar: Tar, snapshot: Snapshot, table: str, uploads: set[str], progress: Progress
) -> Iterator[bytes]:
    """Return the entries of a table, each with the columns in its first line; note the uploads it names."""
    columns = snapshot.columns(table)
    first_line = json.dumps([[column.name, column.kind] for column in columns])
    file_columns = _file_columns(table, columns)
    part, size, number, rows = [first_line], 0, 1, 0
    for row in snapshot.rows(table, columns):
        uploads.update(row[index] for index in file_columns if row[index])
        line = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        part.append(line)
        size, rows = size + len(line), rows + 1
        if size > PART:
            yield from _part(tar, table, number, part)
            part, size, number = [first_line], 0, number + 1
        if rows % ROWS_A_LINE == 0:
            progress(f"    {rows} rows of {table} written")
    # An empty table has one too: that it is there is part of what is restored.
    if len(part) > 1 or number == 1:
        yield from _part(tar, table, number, part)


def _part(tar: Tar, table: str, number: int, lines: list[str]) -> Iterator[bytes]:
    content = "".join(f"{line}\n" for line in lines).encode()
    return tar.entry(f"{TABLES}{table}/{number:06}.jsonl", content)


def _file_columns(table: str, columns: list[Column]) -> list[int]:
    """Return which of the columns name files of the storage that uploads are in."""
    (model,) = (
        model for model in apps.get_models(include_auto_created=True) if model._meta.db_table == table
    )
    names = {
        field.column
        for field in model._meta.concrete_fields
        if isinstance(field, FileField) and field.storage == default_storage
    }
    return [index for index, column in enumerate(columns) if column.name in names]


def _upload(tar: Tar, name: str, contents: Contents) -> Iterator[bytes]:
    """Return the entry of an upload, or note that the file isn't there."""
    try:
        file = Path(default_storage.path(name)).open("rb")  # noqa: SIM115  (closed below)
    except FileNotFoundError:
        contents.missing_uploads.append(name)
        return
    with file:
        contents.uploads += 1
        size = file.seek(0, 2)
        file.seek(0)
        yield from tar.entry_of(f"{UPLOADS}{name}", size, _exactly(file, size, name))


def _exactly(file: BinaryIO, size: int, name: str) -> Iterator[bytes]:
    """Return so many bytes of the file, whoever goes on writing to it."""
    while size:
        chunk = file.read(min(size, CHUNK))
        if not chunk:
            raise BackupRefused(f"{name} became shorter while it was read. Run the backup again.")
        size -= len(chunk)
        yield chunk
