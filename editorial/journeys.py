"""What somebody meets on their way through a page, step by step, for a preview of the whole.

An app takes part with the hook `journeys_of_language`: a function that takes a home page, and yields the ways
that visitors go in its language.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from wagtail.models import Page


@dataclass(frozen=True)
class Step:
    """One step: the preview mode of the page that shows it, and what it is called."""

    mode: str
    name: str | Promise


@dataclass(frozen=True)
class Journey:
    """A way that begins at a page, public or not, and its steps in their order."""

    page: Page
    steps: list[Step]
