"""Tells Django where the models are."""

from .gate.models import HeldBackHome, LegalReview, TimesOfTranslation
from .jobs.models import Job, Task
from .sources.models import EarlierSource, EarlierText

__all__ = [
    "EarlierSource",
    "EarlierText",
    "HeldBackHome",
    "Job",
    "LegalReview",
    "Task",
    "TimesOfTranslation",
]
