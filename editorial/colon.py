"""The colon after the name of what follows: not every language writes it alike."""

from django.utils.translation import pgettext


def with_colon(words: object) -> str:
    """Return the words with the active language's colon, such as one with a space before it."""
    return pgettext("the name of what follows", "%(name)s:") % {"name": words}
