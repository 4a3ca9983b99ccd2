"""Terms that a campaign says alike everywhere, and how each language says them."""

from dataclasses import dataclass
from functools import cached_property

from wagtail.models import Locale

from .letters import base_language, folded, plain
from .models import GlossaryTerm, LanguageNote, TermTranslation
from .terms import Sought, longest, prepared, says


@dataclass(frozen=True)
class Term:
    """A term of the glossary: how it is said in a language, `None` where it is not translated, and a note."""

    term: str
    translation: str | None
    note: str


@dataclass(frozen=True)
class _Entry:
    term: Term
    sought: Sought


class Glossary:
    """The glossary of a language, asked of the database once for as many texts as there are."""

    def __init__(self, locale: Locale, source_locale: Locale | None = None) -> None:
        """Take the terms of the source's language or, if that isn't told, of all languages but this one."""
        self.locale = locale
        self.source_locale = source_locale

    @cached_property
    def _entries(self) -> dict[str, _Entry]:
        terms = GlossaryTerm.objects.select_related("locale")
        translations = {row.term_id: row for row in TermTranslation.objects.filter(locale=self.locale)}
        return {
            row.term: entry
            for row in terms
            if self._is_of_source(row) and (entry := _entry(row, translations.get(row.pk)))
        }

    def _is_of_source(self, row: GlossaryTerm) -> bool:
        language = base_language(row.locale.language_code)
        if self.source_locale is None:
            return language != base_language(self.locale.language_code)
        return language == base_language(self.source_locale.language_code)

    def terms_in(self, source_text: str) -> list[Term]:
        """Return the terms in a text, in its order; of one within another only the longer."""
        found = {}
        entries = self._entries
        text = plain(source_text)
        prepared_texts: dict[tuple[str, bool], str] = {}
        for name, entry in entries.items():
            way = (entry.sought.language_code, entry.sought.keeps_case)
            if way not in prepared_texts:
                prepared_texts[way] = prepared(text, way[0], keeps_case=way[1])
            if places := entry.sought.spans(prepared_texts[way]):
                found[name] = places
        return [entries[name].term for name in longest(found)]

    def slips(self, source_text: str, translation: str) -> list[Term]:
        """Return the terms in a text that its translation says in another way."""
        text = plain(translation)
        return [term for term in self.terms_in(source_text) if not self._is_said(term, text)]

    def _is_said(self, term: Term, text: str) -> bool:
        code = self.locale.language_code
        if term.translation is None:
            return folded(term.term, code) in folded(text, code)
        return says(text, term.translation, code)

    def without_kept_terms(self, source_text: str) -> str:
        """Return a text without the terms that are the same in each language."""
        text = plain(source_text)
        for term in self.terms_in(source_text):
            if term.translation is None:
                text = text.replace(term.term, " ")
        return text


def _entry(row: GlossaryTerm, translation: TermTranslation | None) -> _Entry | None:
    said = translation.text if translation else ""
    if not said and not row.is_never_translated:
        return None
    notes = [row.note, translation.note if translation else ""]
    term = Term(row.term, said or None, "\n".join(note for note in notes if note))
    return _Entry(term, Sought(row.term, row.locale.language_code, keeps_case=row.matches_case))


def terms_in(source_text: str, locale: Locale, source_locale: Locale | None = None) -> list[Term]:
    """Return the terms of the glossary that stand in a text and have a rule for the language."""
    return Glossary(locale, source_locale).terms_in(source_text)


def note_for(locale: Locale) -> str:
    """Return what whoever translates into the language should know, such as how readers are spoken to."""
    return LanguageNote.objects.filter(locale=locale).values_list("note", flat=True).first() or ""
