"""Tells Django where the models are."""

from .jobs.models import Job, Task
from .sources.models import EarlierSource, EarlierText

__all__ = ["EarlierSource", "EarlierText", "Job", "Task"]
