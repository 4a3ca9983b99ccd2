"""The form that asks for an address and nothing else."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .fields import SignatoryEmailField


class EmailForm(forms.Form):
    """The address of somebody who has signed and has lost the link."""

    email = SignatoryEmailField(
        label=_("Your e-mail address"),
        max_length=254,
        error_messages={
            "required": _("Enter your e-mail address, like name@example.org."),
            "max_length": _("Enter an e-mail address of at most 254 characters."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )
    use_required_attribute = False
