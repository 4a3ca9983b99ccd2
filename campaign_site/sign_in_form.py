"""The forms for getting into the admin."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import ngettext
from wagtail.admin.forms.auth import LoginForm, PasswordResetForm

from editorial.visitor_network import count_up, daily_tag

from .sign_in_protection import seconds_to_wait

MAILS_AN_HOUR = 3


class SignInForm(LoginForm):
    """Wagtail's form, which also says how long somebody has to wait after too many failures."""

    def clean(self) -> dict[str, Any]:
        """Refuse in words while the visitor has to wait, before the password is looked at."""
        username = self.cleaned_data.get("username")
        if username and (seconds := seconds_to_wait(self.request, username)):
            raise ValidationError(
                ngettext(
                    "Too many attempts. Please try again in %(minutes)d minute, or set a new password.",
                    "Too many attempts. Please try again in %(minutes)d minutes, or set a new password.",
                    -(-seconds // 60),
                ),
                code="paused",
                params={"minutes": -(-seconds // 60)},
            )
        cleaned: dict[str, Any] = super().clean()
        return cleaned


class NewPasswordForm(PasswordResetForm):
    """Wagtail's form, which sends nobody more than a few mails an hour. Its answer is always the same."""

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Send the mail, unless the address has had enough of them."""
        tag = daily_tag("new password", self.cleaned_data["email"].casefold())
        sent = count_up(f"new-password-{tag.hex()}", 60 * 60) if tag is not None else None
        if sent is None or sent <= MAILS_AN_HOUR:
            super().save(*args, **kwargs)
