"""Search in PostgreSQL, in folded words."""

from django.contrib.postgres.search import SearchQueryCombinable
from modelsearch.backends.database.postgres import postgres
from modelsearch.query import SearchQuery

from .folding import FoldedIndex, folded_query


class PostgresCompiler(postgres.PostgresSearchQueryCompiler):
    """Looks for folded words that begin as each of the query's does."""

    LAST_TERM_IS_PREFIX = True

    def build_tsquery_content(
        self, query: SearchQuery, config: str | None = None, invert: bool = False
    ) -> SearchQueryCombinable | None:
        """Return the query for PostgreSQL."""
        return super().build_tsquery_content(folded_query(query), config=config, invert=invert)


class PostgresAutocompleteCompiler(PostgresCompiler, postgres.PostgresAutocompleteQueryCompiler):
    """Does so in titles."""


class PostgresFoldedIndex(FoldedIndex, postgres.PostgresIndex):
    """The index in PostgreSQL."""


class PostgresBackend(postgres.PostgresSearchBackend):
    """Search in PostgreSQL. A stemmer would be that of one language for all of them, so there is none."""

    query_compiler_class = PostgresCompiler
    autocomplete_query_compiler_class = PostgresAutocompleteCompiler
    index_class = PostgresFoldedIndex

    def __init__(self, params: dict[str, object]) -> None:
        super().__init__({"SEARCH_CONFIG": "simple", **params})
