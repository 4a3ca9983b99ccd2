"""Fields for details. Each looks at the length first: nothing else sees more than it may hold.

Django runs all validators of a field, whatever the first one says, and some of what looks at a text
(patterns, the normal forms of Unicode) takes time by the square of its length.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .postcodes import is_postcode, plain_postcode


class LengthFirst(forms.CharField):
    """A text that is refused as too long before anything else looks at it."""

    max_length: int

    def clean(self, value: object) -> object:
        """Return the text as the field keeps it, or say what to change."""
        if value is not None and len(str(value).strip()) > self.max_length:
            raise ValidationError(self.error_messages["max_length"], code="max_length")
        return super().clean(value)


class PostcodeField(LengthFirst):
    """A postcode, however it is spelt."""

    def to_python(self, value: object) -> str:
        """Return the postcode in its one spelling."""
        postcode = plain_postcode(str(super().to_python(value)))
        if postcode and not is_postcode(postcode):
            raise ValidationError(
                _("Enter your postcode alone: letters, digits, and a space or a hyphen between.")
            )
        return postcode
