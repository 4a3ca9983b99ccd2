"""What stands in a column, written so that any database can take it: as JSON has it, in one way for both.

The tables are asked for their columns, not the models: a backup is also made of a database that the code's
newest migrations have not reached yet.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper

from .refusal import BackupRefused

WHOLE = "whole number"
NUMBER = "number"
FLAG = "yes or no"
TEXT = "text"
JSON = "JSON"
MOMENT = "moment"
DAY = "day"
IDENTIFIER = "UUID"
BYTES = "bytes"

# How the column types begin that Django gives its fields, by database.
KINDS = {
    "sqlite": {
        r"(small|big)?int(eger)?( unsigned)?$": WHOLE,
        r"real$|decimal": NUMBER,
        r"bool$": FLAG,
        # No other field is of a fixed length.
        r"char\(32\)$": IDENTIFIER,
        # JSON is text there.
        r"varchar|text$": TEXT,
        r"datetime$": MOMENT,
        r"date$": DAY,
        r"blob$": BYTES,
    },
    "postgresql": {
        r"smallint$|integer$|bigint$": WHOLE,
        r"double precision$|numeric": NUMBER,
        r"boolean$": FLAG,
        r"uuid$": IDENTIFIER,
        r"character varying|text$": TEXT,
        r"jsonb$": JSON,
        r"timestamp with time zone$": MOMENT,
        r"date$": DAY,
        r"bytea$": BYTES,
    },
}
LISTING = {
    "sqlite": "SELECT name, type FROM pragma_table_info(%s) ORDER BY cid",
    "postgresql": """
        SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute
        WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum
    """,
}
Value = Any
Change = Callable[[Any], Value] | None


@dataclass(frozen=True)
class Column:
    """A column of a table, and what stands in it."""

    name: str
    kind: str


def columns_of(connection: BaseDatabaseWrapper, table: str) -> list[Column]:
    """Return the table's columns in their order. Refuses a type that no field of Django's has."""
    name = connection.ops.quote_name(table) if connection.vendor == "postgresql" else table
    with connection.cursor() as cursor:
        cursor.execute(LISTING[connection.vendor], [name])
        return [
            Column(column, _kind(connection.vendor, table, column, kind))
            for column, kind in cursor.fetchall()
        ]


def _kind(vendor: str, table: str, column: str, type_name: str) -> str:
    for pattern, kind in KINDS[vendor].items():
        if re.match(pattern, type_name.lower()):
            return kind
    raise BackupRefused(f"{table}.{column} is of the type {type_name}, which no backup knows how to write.")


def from_database(vendor: str, kind: str) -> Change:
    """Return what makes JSON of a value that Django's cursors give; None where nothing is to be done."""
    changes: dict[str, Change] = {
        BYTES: lambda value: b64encode(value).decode("ascii"),
        DAY: date.isoformat,
        MOMENT: _written_moment,
        NUMBER: float,
    }
    if vendor == "postgresql":
        changes[IDENTIFIER] = _hexadecimal
    return changes.get(kind)


def to_database(vendor: str, kind: str) -> Change:
    """Return what makes of JSON what the database takes, as Django would have written it."""
    if kind == BYTES:
        return b64decode
    if vendor == "sqlite" and kind == MOMENT:
        return lambda value: value.removesuffix("+00:00")
    return None


def _written_moment(moment: datetime) -> str:
    # SQLite's have no zone: Django writes them in UTC.
    in_utc = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return in_utc.isoformat(" ")


def _hexadecimal(identifier: UUID) -> str:
    return identifier.hex


def changed(row: tuple[Any, ...] | list[Any], changes: list[Change]) -> list[Value]:
    """Return the row with each value changed; what is empty stays empty."""
    return [
        value if change is None or value is None else change(value)
        for value, change in zip(row, changes, strict=True)
    ]
