"""Take over what was changed in a bundle, and tell what was changed here since it went out.

A text is compared three ways: as it went out, as it comes back, and as it is said here now. What was changed
in one place alone is taken from there; what was changed in both, in two ways, is a conflict for somebody to
decide. Where a program has lost how the text went out, whatever is said here counts as changed here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ..locale_permissions import AnyUser
from ..po.reading import one_kind_of_line_end
from .documents import Document, Text, fingerprint
from .reading import Entry, ReadFile


@dataclass(frozen=True)
class Conflict:
    """A text that was changed here and in the file, in two ways."""

    document: Document
    text: Text
    words: list[str]


@dataclass(frozen=True)
class Refusal:
    """A text that can't be said as the file has it, and why."""

    document: Document
    text: Text
    words: list[str]
    why: list[str]


@dataclass
class Outcome:
    """What became of a bundle."""

    taken: int = 0
    # Nothing new was in the file, or nobody had changed it there.
    same: int = 0
    suggested: int = 0
    # Texts of an older original.
    unknown: int = 0
    # Files that belong to nothing here, by their names.
    strangers: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


@transaction.atomic
def take_back(files: Iterable[ReadFile], documents: Iterable[Document], user: AnyUser) -> Outcome:
    """Take over what was changed in the files alone, and return what became of all they hold."""
    known = {document.id: document for document in documents}
    outcome = Outcome()
    for file in files:
        document = known.get(file.document)
        if document is None:
            outcome.strangers.append(file.name)
            continue
        texts = {(text.context, one_kind_of_line_end(text.singular)): text for text in document.texts}
        for entry in file.entries:
            text = texts.get((entry.context, one_kind_of_line_end(entry.singular)))
            if text is None:
                outcome.unknown += 1
            else:
                _compare(entry, document, text, user, outcome)
    return outcome


def _compare(entry: Entry, document: Document, text: Text, user: AnyUser, outcome: Outcome) -> None:
    # Programs add empty forms that their own rule of the language knows.
    here, words = fingerprint(text.now), entry.words[: len(text.now)]
    there = fingerprint(words)
    is_confirmed = entry.is_sure and not text.is_sure
    if not any(word.strip() for word in words):
        outcome.same += 1
    elif there == here:
        # Somebody has taken the mark of a suggestion away, and changed no word.
        if is_confirmed:
            take(document, text, words, user, outcome)
        else:
            outcome.same += 1
    elif there == entry.sent or (here and not entry.is_sure):
        outcome.same += 1
    elif here and here != entry.sent:
        outcome.conflicts.append(Conflict(document, text, words))
    else:
        take(document, text, words, user, outcome, is_sure=entry.is_sure)


def take(
    document: Document,
    text: Text,
    words: Sequence[str],
    user: AnyUser,
    outcome: Outcome,
    *,
    is_sure: bool = True,
) -> None:
    """Say a text in these words, and note what became of it."""
    problem = problem_of(text, words)
    if problem:
        outcome.refused.append(Refusal(document, text, list(words), [problem]))
        return
    try:
        done = document.take(text, words, user, is_sure=is_sure)
    except ValidationError as refusal:
        outcome.refused.append(Refusal(document, text, list(words), refusal.messages))
        return
    if not done:
        outcome.conflicts.append(Conflict(document, text, list(words)))
    elif is_sure:
        outcome.taken += 1
    else:
        outcome.suggested += 1


def problem_of(text: Text, words: Sequence[str]) -> str:
    """Return what keeps words from being those of a text, whatever they say."""
    if len(words) != len(text.now):
        return _("The file has another number of plural forms than the language has here.")
    if not all(word.strip() for word in words):
        return _("Some plural forms are empty.")
    if any("\0" in each for each in words):
        return _("There are signs in it that can’t be seen.")
    return ""
