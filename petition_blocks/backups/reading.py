"""Read a backup, and know whether it is whole before anything is done with it."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyrage
from django.utils.crypto import constant_time_compare

from ..sealing.encryption import server_mark
from .contents import END, HEAD, TABLES, UPLOADS, Contents, contents_from
from .heads import FORMAT, Head, head_from
from .refusal import BackupRefused
from .sealed_archive import Entry, read_archive
from .snapshot import all_are_applied, unknown_migrations
from .values import Column, Value

Identities = list[pyrage.x25519.Identity]


@dataclass(frozen=True)
class Checked:
    """A backup that was read to its end and is whole."""

    path: Path
    identities: Identities
    head: Head
    contents: Contents
    # Whether a hub with the same SERVER_IDENTITY made it.
    is_ours: bool

    def parts(self) -> Iterator[tuple[str, list[Column], list[list[Value]]]]:
        """Yield the tables' rows, a part of a table at a time."""
        for entry in self.entries():
            if entry.name.startswith(TABLES):
                yield table_of_entry(entry), *rows_of(entry)

    def entries(self) -> Iterator[Entry]:
        """Yield all that is in it once more."""
        return read_archive(self.path, self.identities)


def identities_of(key_file: Path) -> Identities:
    """Return the private keys in a file. Refuses one without."""
    try:
        lines = key_file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BackupRefused(
            f"{key_file} can't be read: {getattr(error, 'strerror', 'it is no text')}."
        ) from error
    try:
        identities = [
            pyrage.x25519.Identity.from_str(line.strip())
            for line in lines
            if line.strip() and not line.startswith("#")
        ]
    except pyrage.IdentityError:
        identities = []
    if not identities:
        raise BackupRefused(f"{key_file} holds no secret key: a line of it starts with AGE-SECRET-KEY-1.")
    return identities


def check_backup(
    path: Path, identities: Identities, look_at_upload: Callable[[str, Entry], None] | None = None
) -> Checked:
    """Read a backup to its end and return what it says of itself.

    Refuses what isn't whole, what was changed and what is no backup. `look_at_upload` is given each uploaded
    file and its name.
    """
    head: Head | None = None
    contents: Contents | None = None
    rows: Counter[str] = Counter()
    uploads, is_ours = 0, False
    for entry in read_archive(path, identities):
        if contents is not None:
            raise BackupRefused(f"{path.name} goes on behind its end: it is no backup of a hub.")
        if entry.name == HEAD:
            head = _head(path, entry)
        elif head is None:
            raise BackupRefused(f"{path.name} is no backup of a hub.")
        elif entry.name.startswith(TABLES):
            rows[table_of_entry(entry)] += sum(chunk.count(b"\n") for chunk in entry.chunks()) - 1
        elif entry.name.startswith(UPLOADS):
            uploads += 1
            if look_at_upload is not None:
                look_at_upload(entry.name.removeprefix(UPLOADS), entry)
        elif entry.name == END:
            mark = server_mark(entry.digest_before)
            contents = contents_from(entry.content())
            is_ours = constant_time_compare(contents.mark, mark)
    if head is None or contents is None:
        raise BackupRefused(f"{path.name} is no backup of a hub, or not a whole one.")
    if dict(rows) != contents.rows or uploads != contents.uploads:
        raise BackupRefused(f"{path.name} holds other rows than it says itself. Nothing of it was kept.")
    return Checked(path, identities, head, contents, is_ours)


def refuse_others(checked: Checked) -> None:
    """Refuse a backup that this hub didn't make: anybody may seal something to the operator's public key."""
    if not checked.is_ours:
        raise BackupRefused(
            "This backup was made by a hub with another SERVER_IDENTITY, or by somebody who knows no more "
            "than your public key. Give this hub the SERVER_IDENTITY that it had: without it nobody can "
            "sign again. If it is lost, and you know where this file comes from: --server-identity-is-lost."
        )


def _head(path: Path, entry: Entry) -> Head:
    text = entry.content()
    try:
        made_as = json.loads(text)["format"]
        if made_as != FORMAT:
            raise BackupRefused(
                f"{path.name} was made by another release, in a way that this one can't read."
            )
        return head_from(text.decode())
    except (ValueError, KeyError, TypeError) as error:
        raise BackupRefused(f"{path.name} is no backup of a hub.") from error


def table_of_entry(entry: Entry) -> str:
    """Return the table that an entry has rows of."""
    return entry.name.removeprefix(TABLES).partition("/")[0]


def rows_of(entry: Entry) -> tuple[list[Column], list[list[Value]]]:
    """Return the columns and the rows of a part of a table."""
    first, *lines = entry.content().decode().rstrip("\n").split("\n")
    return [Column(*column) for column in json.loads(first)], [json.loads(line) for line in lines]


def is_older(head: Head) -> bool:
    """Tell whether the code has migrations that the backup's database had not gone through.

    Refuses a backup of a newer release.
    """
    unknown = unknown_migrations(head.migrations)
    if unknown:
        raise BackupRefused(
            f"This backup is of a newer release, {head.release}, than the one that runs here: "
            f"{'.'.join(unknown[0])}. Install that release, then restore."
        )
    return not all_are_applied(set(head.migrations))
