"""What goes into the index, and what is looked for there, spelt in one way."""

import copy
import re
import unicodedata
from collections.abc import Sequence

from modelsearch.index import BaseField, Indexed, RelatedFields
from modelsearch.query import And, Or, Phrase, PlainText, SearchQuery

from editorial.alphabetical_order import LATIN_LETTERS

# Letters that people type one for another, and that Unicode doesn't take apart.
ALIKE = str.maketrans(LATIN_LETTERS | {"ى": "ي", "ة": "ه", "ـ": ""})
WORD = re.compile(r"[^\W_]+")
# What stands for a query without words, such as `"\`: SQLite takes its signs for commands, and PostgreSQL
# finds nothing left to look for. No word of an index begins like this.
NO_WORD = "\N{LATIN SMALL LETTER L WITH STROKE}" * 30


def fold(text: str) -> str:
    """Return the text's words with a space between them, in small letters, without accents and vowel signs.

    No sign is left: what is a part of a word, like the apostrophe in “d’été”, differs between databases.
    """
    parts = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(part for part in parts if unicodedata.category(part) != "Mn").translate(ALIKE)
    return " ".join(WORD.findall(letters))


def folded_value(value: object) -> object:
    """Return what a field holds for the index, its texts folded."""
    if isinstance(value, str):
        return fold(value)
    if isinstance(value, list):
        return [folded_value(item) for item in value]
    if isinstance(value, dict):
        return {name: folded_value(item) for name, item in value.items()}
    return value


def folded_field(field: BaseField | RelatedFields) -> BaseField | RelatedFields:
    """Return a field of the index like this one, but for the texts that it reads."""
    folded = copy.copy(field)
    if isinstance(field, RelatedFields):
        folded.fields = [folded_field(below) for below in field.fields]
        folded.get_value = lambda item: field.get_value(getattr(item, "item", item))
    elif hasattr(field, "get_value"):
        folded.get_value = lambda item: folded_value(field.get_value(getattr(item, "item", item)))
    return folded


class FoldedItem:
    """Stands for what is to be put into the index, with folded texts."""

    def __init__(self, item: Indexed) -> None:
        self.item = item
        self.pk = item.pk

    def get_search_fields(self) -> list[BaseField | RelatedFields]:
        """Return what the index reads of it."""
        return [folded_field(field) for field in self.item.get_search_fields()]


class FoldedIndex:
    """Comes before a database's index."""

    def add_items(self, model: type[Indexed], items: Sequence[Indexed]) -> None:
        """Put rows of a model into the index."""
        super().add_items(model, [FoldedItem(item) for item in items])  # type: ignore[misc]


def folded_query(query: SearchQuery) -> SearchQuery:
    """Return the query with folded texts, and with each word on its own, so that each may be begun only."""
    if isinstance(query, Phrase):
        return Phrase(fold(query.query_string) or NO_WORD)
    if not isinstance(query, PlainText):
        return query
    words = [PlainText(word) for word in fold(query.query_string).split()]
    if len(words) > 1:
        return (Or if query.operator == "or" else And)(words)
    return words[0] if words else PlainText(NO_WORD)
