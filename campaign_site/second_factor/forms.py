"""The forms in which somebody proves that they are there."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from campaign_site.sign_in_protection import seconds_to_wait_for_factor

from .factors import LONGEST_NAME
from .mailbox import MailedCode
from .proofs import is_code_of, prove_by_code, prove_by_passkey, tried_new_passkey

LONGEST_CODE = 40
WRONG_CODE = _("That code is not right, or was used already.")
WRONG_PASSKEY = _("The passkey did not work. Please try again, or use a code.")


class CodeForm(forms.Form):
    """A code that somebody types."""

    code = forms.CharField(
        label=_("Code"),
        max_length=LONGEST_CODE,
        error_messages={"required": _("Enter the code.")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": "", "dir": "ltr"}),
    )


class _Proof(forms.Form):
    """What a user of the admin, or somebody on the way in, proves themselves by."""

    def __init__(self, request: HttpRequest, user: User, *args: Any, **kwargs: Any) -> None:
        self.request = request
        self.user = user
        super().__init__(*args, **kwargs)

    def refuse_during_wait(self) -> None:
        """Refuse in words while there were too many wrong ones, before anything is looked at."""
        if seconds := seconds_to_wait_for_factor(self.user):
            minutes = -(-seconds // 60)
            raise ValidationError(
                ngettext(
                    "Too many attempts. Please try again in %(minutes)d minute.",
                    "Too many attempts. Please try again in %(minutes)d minutes.",
                    minutes,
                ),
                params={"minutes": minutes},
            )


class FactorCodeForm(_Proof, CodeForm):
    """A code of an app, or a recovery code."""

    def clean_code(self) -> str:
        """Try the code."""
        self.refuse_during_wait()
        code = str(self.cleaned_data["code"])
        if not prove_by_code(self.request, self.user, code):
            raise ValidationError(WRONG_CODE)
        return code


class PasskeyForm(_Proof):
    """What a passkey answers, filled in by `admin_passkey.js`."""

    credential = forms.JSONField(widget=forms.HiddenInput, error_messages={"required": WRONG_PASSKEY})

    def clean_credential(self) -> object:
        """Try the answer."""
        self.refuse_during_wait()
        answer = self.cleaned_data["credential"]
        if not prove_by_passkey(self.request, self.user, answer):
            raise ValidationError(WRONG_PASSKEY)
        return answer


class NewPasskeyForm(forms.Form):
    """What a browser answers that has made a passkey."""

    name = forms.CharField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=_("To tell your passkeys apart, such as “Phone” or “Blue key”."),
    )
    credential = forms.JSONField(widget=forms.HiddenInput, error_messages={"required": WRONG_PASSKEY})

    def clean_credential(self) -> object:
        """Try the answer."""
        answer = self.cleaned_data["credential"]
        if not tried_new_passkey(answer):
            raise ValidationError(_("No passkey was made. Please try again."))
        return answer

    def clean_name(self) -> str:
        """Give one without a name one."""
        return str(self.cleaned_data["name"]) or str(_("Passkey"))


class NewAppForm(CodeForm):
    """The first code of an app."""

    def __init__(self, secret: str, *args: Any, **kwargs: Any) -> None:
        self.secret = secret
        super().__init__(*args, **kwargs)
        # It stands below the other way, which would be scrolled past.
        del self.fields["code"].widget.attrs["autofocus"]

    def clean_code(self) -> str:
        """See that the app was given the secret, and knows what time it is."""
        code = str(self.cleaned_data["code"])
        if not is_code_of(self.secret, code):
            raise ValidationError(
                _("That is not the code of now. If it stays so, look whether your phone’s clock is right.")
            )
        return code


class MailedCodeForm(CodeForm):
    """The code from a mail."""

    def __init__(self, mailed: MailedCode, *args: Any, **kwargs: Any) -> None:
        self.mailed = mailed
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        """Try the code."""
        code = str(self.cleaned_data["code"])
        if not self.mailed.is_right(code):
            if self.mailed.was_sent:
                raise ValidationError(_("That code is not right."))
            raise ValidationError(_("That code no longer works. Have another one sent."))
        return code
