"""Search in SQLite, in folded words."""

from modelsearch.backends.database.sqlite import sqlite
from modelsearch.backends.database.sqlite.query import SearchQueryCombinable
from modelsearch.query import SearchQuery

from .folding import FoldedIndex, folded_query


class SQLiteCompiler(sqlite.SQLiteSearchQueryCompiler):
    """Looks for folded words that begin as each of the query's does."""

    LAST_TERM_IS_PREFIX = True

    def build_search_query_content(
        self, query: SearchQuery, config: str | None = None
    ) -> SearchQueryCombinable | None:
        """Return the query for SQLite."""
        return super().build_search_query_content(folded_query(query), config=config)


class SQLiteAutocompleteCompiler(SQLiteCompiler, sqlite.SQLiteAutocompleteQueryCompiler):
    """Does so in titles."""


class SQLiteFoldedIndex(FoldedIndex, sqlite.SQLiteIndex):
    """The index in SQLite."""


class SQLiteBackend(sqlite.SQLiteSearchBackend):
    """Search in SQLite."""

    query_compiler_class = SQLiteCompiler
    autocomplete_query_compiler_class = SQLiteAutocompleteCompiler
    index_class = SQLiteFoldedIndex
