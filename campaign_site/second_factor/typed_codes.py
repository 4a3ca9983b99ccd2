"""How people type codes: in small letters, with spaces or dashes, with the digits of their script."""

import unicodedata


def plain(code: str) -> str:
    """Return the code's letters and digits, however it was typed."""
    return "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
        for letter in code.casefold()
        if letter.isalnum()
    )
