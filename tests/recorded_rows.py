"""Rows that many tests begin with: made by the code once a process, written as they were from then on.

Publishing a page takes Wagtail a few hundred queries, and most tests want the same few pages to be there.
What the code wrote is noticed by comparing all tables and uploaded files before and after. It is written
again only where a test finds the tables as an earlier one did; for any other test the code runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import caches
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.utils import timezone
from modelsearch.backends import get_search_backends
from wagtail.models import Locale

Row = tuple[Any, ...]
Made = TypeVar("Made", bound=Model)


@dataclass
class TableChange:
    """What was done to one table."""

    columns: list[str]
    # Their first column, which Django makes the primary key.
    removed: list[Row] = field(default_factory=list)
    added: list[Row] = field(default_factory=list)


@dataclass
class Recording:
    """What the code made, and where its result is."""

    changes: dict[str, TableChange]
    files: dict[Path, bytes]
    result: type[Model]
    key: Any


# The same page may have been made before or after a language: each has a key of its own for its translations.
_recordings: dict[tuple[Any, ...], list[Recording]] = {}


def recorded(make: Callable[..., Made]) -> Callable[..., Made]:
    """Let a function that makes rows do so once a process, for the same arguments, languages and day.

    Models among the arguments are told apart by their keys, those that may have translations also by the key
    that they share with them: whatever makes an argument has to be recorded as well. Outside of a test's
    transaction it always runs.
    """

    def made_or_written(*arguments: Any) -> Made:
        if not connection.in_atomic_block:
            return make(*arguments)
        of = tuple(_told_apart(one) for one in arguments)
        folder = Path(settings.MEDIA_ROOT)
        # A language that is there already is taken as it is, so it is no part of what is recorded.
        locales = tuple(Locale.objects.order_by("pk").values_list("pk", "language_code"))
        is_indexed = bool(list(get_search_backends(with_auto_update=True)))
        name = (make.__module__, make.__qualname__, of, folder, locales, is_indexed, timezone.localdate())
        known = _recordings.setdefault(name, [])
        recording = next((one for one in known if _write(one.changes)), None)
        if recording is None:
            before, files_before = dict(_tables()), _files(folder)
            made = make(*arguments)
            files = {file: file.read_bytes() for file in _files(folder) - files_before}
            known.append(Recording(_differences(before), files, type(made), made.pk))
            return made
        for file, content in recording.files.items():
            if not file.exists():
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
        # The code would have told caches of what it changed, such as that of the sites' home pages.
        for cache in caches.all():
            cache.clear()
        for one in arguments:
            if isinstance(one, Model):
                one.refresh_from_db()
        return recording.result._default_manager.get(pk=recording.key)  # type: ignore[return-value]

    return made_or_written


def _told_apart(argument: Any) -> Any:
    if not isinstance(argument, Model):
        return argument
    return argument.pk, getattr(argument, "translation_key", None)


def _tables() -> Iterator[tuple[str, tuple[list[str], set[Row]]]]:
    """Yield each table of a model with its columns and all of its rows."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.django_table_names(only_existing=True))
        if connection.vendor == "sqlite":
            # The search's own tables follow the others, by triggers.
            cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'")
            tables -= {name for (name,) in cursor.fetchall()}
        for table in sorted(tables):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            columns = [column[0] for column in cursor.description]
            yield table, (columns, {_hashable(row) for row in cursor.fetchall()})


def _files(folder: Path) -> set[Path]:
    return {file for file in folder.rglob("*") if file.is_file()}


def _hashable(row: Row) -> Row:
    return tuple(tuple(value) if isinstance(value, list) else value for value in row)


def _writable(row: Row) -> list[Any]:
    return [list(value) if isinstance(value, tuple) else value for value in row]


def _differences(before: dict[str, tuple[list[str], set[Row]]]) -> dict[str, TableChange]:
    changes = {}
    for table, (columns, rows) in _tables():
        earlier = before[table][1]
        change = TableChange(columns, sorted(earlier - rows, key=repr), sorted(rows - earlier, key=repr))
        if change.removed or change.added:
            changes[table] = change
    return changes


def _write(changes: dict[str, TableChange]) -> bool:
    """Write what was recorded; return False, with nothing written, where the tables are others by now."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for table, change in changes.items():
                quoted = connection.ops.quote_name(table)
                key = connection.ops.quote_name(change.columns[0])
                for row in change.removed:
                    cursor.execute(f"SELECT * FROM {quoted} WHERE {key} = %s", row[:1])  # noqa: S608
                    if [_hashable(found) for found in cursor.fetchall()] != [row]:
                        raise IntegrityError(table)
                    cursor.execute(f"DELETE FROM {quoted} WHERE {key} = %s", row[:1])  # noqa: S608
                names = ", ".join(map(connection.ops.quote_name, change.columns))
                places = ", ".join(["%s"] * len(change.columns))
                cursor.executemany(
                    f"INSERT INTO {quoted} ({names}) VALUES ({places})",  # noqa: S608
                    [_writable(row) for row in change.added],
                )
    except IntegrityError:
        return False
    return True
