"""What stands between the parts of a list."""

from django.utils.translation import pgettext


def list_comma() -> str:
    """Return the active language's comma, with the space that follows it."""
    return pgettext("between the parts of a list", ", ")
