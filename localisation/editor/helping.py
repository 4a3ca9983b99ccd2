"""What may help with a text: how it is said elsewhere, the campaign's terms, what a machine suggests."""

from __future__ import annotations

from dataclasses import dataclass

from ..knowledge.glossary import Term, note_for
from ..knowledge.machine import suggestion
from ..knowledge.memory import matches
from .texts import Text
from .written_form import typed_form


@dataclass(frozen=True)
class HelpfulMatch:
    """A translation from elsewhere, as it would be typed here."""

    source: str
    words: str
    similarity: int
    where: str


@dataclass(frozen=True)
class Help:
    """What may help with a text."""

    text: Text
    matches: list[HelpfulMatch]
    terms: list[Term]
    suggestion: str
    # What goes for every text in the language, such as how readers are spoken to.
    note: str


def help_for(text: Text) -> Help:
    """Return what is known that may help with a text."""
    source, translation = text.segment.string.data, text.translation
    found = [
        HelpfulMatch(
            typed_form(match.source, is_rich=text.is_rich),
            typed_form(match.translation, is_rich=text.is_rich),
            match.similarity,
            match.where,
        )
        for match in matches(
            source,
            translation.source.locale,
            translation.target_locale,
            leave_out=text.row,
            within=translation.source.object_id,
        )
    ]
    return Help(
        text=text,
        matches=found,
        terms=text.glossary.terms_in(source),
        suggestion=_suggestion(text),
        note=note_for(translation.target_locale),
    )


def _suggestion(text: Text) -> str:
    """Return what a machine suggests where nothing is written yet."""
    if text.stored:
        return ""
    locales = text.translation.source.locale, text.translation.target_locale
    return typed_form(suggestion(text.segment.string.data, *locales) or "", is_rich=text.is_rich)
