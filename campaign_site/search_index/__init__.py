"""Wagtail's search in the database, which finds words however they are spelt and as far as they are typed.

Wagtail folds diacritics on SQLite alone; on PostgreSQL “Munchen” doesn't find “München”. There is an
extension for that, but it knows no Arabic, and not every operator may install it. So what goes into the index
and what is looked for pass through one function here, on both databases, for visitors and for the admin.
"""

from django.db import connection
from modelsearch.backends.base import BaseSearchBackend


def SearchBackend(params: dict[str, object]) -> BaseSearchBackend:  # noqa: N802  (Wagtail asks for it by this name)
    """Return the search in the database that is in use. Neither can be imported where the other is."""
    if connection.vendor == "postgresql":
        from .postgres import PostgresBackend

        return PostgresBackend(params)
    from .sqlite import SQLiteBackend

    return SQLiteBackend(params)
