"""Tells Django where the models are."""

from .desk.models import DigestReader, OriginalChange
from .editor.models import Handover, TextComment, TextMark, TextVersion
from .gate.models import HeldBackHome, LegalReview, TimesOfTranslation
from .jobs.models import Job, Task
from .knowledge.models import (
    GlossaryTerm,
    LanguageNote,
    RememberedText,
    TermTranslation,
    TextGram,
    UnreadSuggestion,
)
from .sources.models import EarlierSource, EarlierText

__all__ = [
    "DigestReader",
    "EarlierSource",
    "EarlierText",
    "GlossaryTerm",
    "Handover",
    "HeldBackHome",
    "Job",
    "LanguageNote",
    "LegalReview",
    "OriginalChange",
    "RememberedText",
    "Task",
    "TermTranslation",
    "TextComment",
    "TextGram",
    "TextMark",
    "TextVersion",
    "TimesOfTranslation",
    "UnreadSuggestion",
]
