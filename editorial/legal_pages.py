"""Which pages say what somebody who knows the law has to read, in a language.

An app takes part with the hook `legal_pages_of_language`: a function that takes a home page in some language,
public or not, and yields the pages of that language that hold such texts, drafts too.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from wagtail.models import Page


class LegalPage(NamedTuple):
    """A page, and what tells the texts of it by the names of their fields, as it is or as it would be."""

    page: Page
    texts_of: Callable[[Page], Mapping[str, str]]
