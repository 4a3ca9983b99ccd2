"""Take the file's words for texts that were changed here as well, once somebody has said so."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction

from ..locale_permissions import AnyUser
from .coming_back import Conflict, Outcome, take
from .documents import Document, fingerprint


class Decision(NamedTuple):
    """That a text is to be said as the file has it, though it was said like `seen` here."""

    document: str
    context: str
    singular: str
    words: list[str]
    # The fingerprint of what was said here when the decision was offered.
    seen: str


def decision_about(conflict: Conflict) -> Decision:
    """Return the decision that a conflict offers."""
    text = conflict.text
    return Decision(conflict.document.id, text.context, text.singular, conflict.words, fingerprint(text.now))


@transaction.atomic
def decide(decisions: Iterable[Decision], documents: Iterable[Document], user: AnyUser) -> Outcome:
    """Take the words that were decided for. What was changed here once more is a conflict once more."""
    texts = {
        (document.id, text.context, text.singular): (document, text)
        for document in documents
        for text in document.texts
    }
    outcome = Outcome()
    for decision in decisions:
        found = texts.get((decision.document, decision.context, decision.singular))
        if found is None:
            outcome.unknown += 1
            continue
        document, text = found
        if fingerprint(text.now) != decision.seen:
            outcome.conflicts.append(Conflict(document, text, decision.words))
        else:
            take(document, text, decision.words, user, outcome)
    return outcome
