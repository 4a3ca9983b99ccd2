"""How a language speaks to its reader: informally (du, tú, ty) or formally (Sie, usted, Vy).

Where a language has both, its catalogue has one of them throughout; beside it lies a small one in the other
form, of those messages alone that speak to somebody.
"""

from collections.abc import Mapping
from functools import cache
from gettext import GNUTranslations
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..language_names import folder_of_words

# As gettext has it: a message with its context before U+0004, or that of a plural and the form's number.
Key = str | tuple[str, int]
Texts = Mapping[Key, str]


class FormOfAddress(models.TextChoices):
    """How a site speaks to its visitors, in each language that knows a difference."""

    USUAL = "", _("As each language usually does")
    INFORMAL = "informal", _("Informally, as one speaks to a friend: du, tú, ty")
    FORMAL = "formal", _("Formally, as one speaks to a stranger: Sie, usted, Vy")


class OtherForm(NamedTuple):
    """The form of address that a language's catalogue does not have, and what it says in it."""

    address: FormOfAddress
    texts: Texts


@cache
def other_form(language: str) -> OtherForm | None:
    """Return the other form of address that comes with the hub; None where a language has but one."""
    folder = folder_of_words(language)
    for address in (FormOfAddress.INFORMAL, FormOfAddress.FORMAL):
        path = folder / "LC_MESSAGES" / f"{address.value}.mo" if folder else None
        if path is not None and path.exists():
            with path.open("rb") as file:
                catalogue: dict[Key, str] = GNUTranslations(file)._catalog  # type: ignore[attr-defined]
            return OtherForm(address, {key: text for key, text in catalogue.items() if key})
    return None
