"""The forms for getting into the admin."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from django.core.exceptions import ValidationError
from django.db import connections
from django.utils.translation import get_language, ngettext, override
from wagtail.admin.forms.auth import LoginForm, PasswordResetForm

from editorial.visitor_network import count_up, daily_tag

from .sign_in_protection import seconds_to_wait

logger = logging.getLogger(__name__)

MAILS_AN_HOUR = 3

# One thread for a process: a flood of such mails waits in a row, and keeps nobody from signing.
senders = ThreadPoolExecutor(1, thread_name_prefix="new-passwords")


class SignInForm(LoginForm):
    """Wagtail's form, which also says how long somebody has to wait after too many failures."""

    def clean(self) -> dict[str, object]:
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
        cleaned: dict[str, object] = super().clean()
        return cleaned


class NewPasswordForm(PasswordResetForm):
    """Wagtail's form, which sends nobody more than a few mails an hour.

    Its answer is always the same, and takes the same time: whether anybody has the address is looked up, and
    the mail sent, once the answer is on its way. A mail that is lost because the process ends just then is
    asked for again.
    """

    def save(self, *args: object, **kwargs: object) -> None:
        """Have the mail sent soon, unless the address has had enough of them."""
        tag = daily_tag("new password", self.cleaned_data["email"].casefold())
        sent = count_up(f"new-password-{tag.hex()}", 60 * 60) if tag is not None else None
        if sent is None or sent <= MAILS_AN_HOUR:
            send = partial(super().save, *args, **kwargs)
            senders.submit(_send_in_language, send, get_language())


def _send_in_language(send: Callable[[], None], language: str | None) -> None:
    """Send a mail from a thread of its own, which has neither the request's language nor its connection."""
    try:
        with override(language):
            send()
    except Exception as error:
        # Nobody waits for the answer any more. The kind alone: the message may quote the address.
        logger.error("A mail for a new password could not be sent: %s", type(error).__name__)
    finally:
        connections.close_all()
