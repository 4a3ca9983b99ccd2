"""A field that people neither see nor hear of. Whoever fills it in is a machine."""

from typing import Any

from django import forms

from ..signature.models import Suspicion

LONGEST_LOOKED_AT = 100


class EmptyFieldInput(forms.TextInput):
    """The input with its label, out of sight, out of the order of focus, and silent to screen readers."""

    template_name = "petition_blocks/abuse/honeypot.html"
    # It brings its own label, and is none of the fields that the page shows.
    is_hidden = True


class HoneypotField(forms.CharField):
    """Takes whatever is filled in; nobody is told that it was wrong."""

    widget = EmptyFieldInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def clean(self, value: object) -> str:
        """Return the beginning of what was filled in: that there is something says it all."""
        return str(super().clean(str(value or "")[:LONGEST_LOOKED_AT]))


def look(filled_in: str) -> Suspicion | None:
    """Return a suspicion if the field is not empty."""
    return Suspicion.HONEYPOT if filled_in else None
