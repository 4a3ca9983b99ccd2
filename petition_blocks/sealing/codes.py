"""Short codes that a person reads in one place and types in another."""

import re

from django.utils.crypto import constant_time_compare, get_random_string

# Without what is mistaken for something else: 0 and O, 1, I and L.
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


def new_code() -> str:
    """Return ten random letters and digits in two groups, like `K7WPD-2MXQA`: about 49 bits."""
    letters = get_random_string(10, LETTERS)
    return f"{letters[:5]}-{letters[5:]}"


def is_code(typed: str, code: str) -> bool:
    """Tell whether what somebody typed is the code, however they wrote it."""
    return constant_time_compare(_plain(typed), _plain(code))


def _plain(code: str) -> str:
    return re.sub(r"[\s\W_]", "", code).upper()
