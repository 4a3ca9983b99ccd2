"""The one list of the details that a petition may ask for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from editorial.list_comma import list_comma

from .fields import LengthFirst, PostcodeField
from .models import AsksDetails
from .postcodes import needs_postcode


@dataclass(frozen=True)
class Detail:
    """Something that a petition may ask people for.

    Its `name` is that of the form's field, of what is sealed and of the column in recipients' tables; the
    petition's setting is called `asks_` and the name. It is sealed to the keys that open every signature, and
    to no other.
    """

    name: str
    # How the form asks. Its label also heads the column; `is_needed` tells whether it may stay empty.
    field: LengthFirst
    # As a part of "Every signature: name, address, country, postcode", and of what a signatory reads of it.
    noun: str | Promise
    held: str | Promise
    # Whether who lives in that country must tell it.
    is_needed: Callable[[str], bool]

    @property
    def setting(self) -> str:
        """The petition's setting that has the form ask for it."""
        return f"asks_{self.name}"

    @property
    def label(self) -> str:
        """What it is called in the active language."""
        return str(self.field.label)


# In the order of the form, where they follow the country.
DETAILS = [
    Detail(
        name="postcode",
        field=PostcodeField(
            label=_("Postcode"),
            required=False,
            max_length=12,
            help_text=_("Leave it empty if your country has none."),
            error_messages={
                "required": _("Enter your postcode."),
                "max_length": _("Enter a postcode of at most 12 characters."),
            },
            widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
        ),
        noun=_("postcode"),
        held=_("your postcode if you gave it"),
        is_needed=needs_postcode,
    ),
]


def details_asked(petition: AsksDetails) -> list[Detail]:
    """Return the details that the petition's form asks for."""
    return [detail for detail in DETAILS if getattr(petition, detail.setting)]


def details_told(answers: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the details among somebody's answers, each with what it is called in the active language."""
    return [(detail.label, answers[detail.name]) for detail in DETAILS if answers.get(detail.name)]


def details_in_words() -> str:
    """Return the details that may be sealed, as a part of a sentence in the active language."""
    return list_comma().join(str(detail.noun) for detail in DETAILS)


def details_held() -> str:
    """Return the same, as whoever may have told them reads it."""
    return list_comma().join(str(detail.held) for detail in DETAILS)
