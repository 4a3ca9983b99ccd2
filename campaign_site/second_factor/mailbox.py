"""A code by mail, typed in where it was asked for: shows that somebody reads the account's mail."""

import time
from typing import Any

from allauth.core.internal.cryptokit import generate_user_code
from django.contrib.auth.models import User
from django.utils.crypto import constant_time_compare, salted_hmac

from editorial.visitor_network import count_up, daily_tag

from . import mails
from .typed_codes import plain

VALID_SECONDS = 15 * 60
MOST_TRIES = 5
MAILS_AN_HOUR = 5


class MailedCode:
    """A code under way. What is known of it lives in a session, in a dictionary whose owner keeps it."""

    def __init__(self, user: User, state: dict[str, Any]) -> None:
        self.user = user
        self.state = state

    @property
    def was_sent(self) -> bool:
        """Whether a code may be typed in."""
        return bool(self.state.get("code"))

    @property
    def is_withheld(self) -> bool:
        """Whether the mailbox has had enough codes for an hour."""
        return bool(self.state.get("withheld"))

    def send(self) -> None:
        """Mail a new code, which replaces the one before; or none, if there were many or no address."""
        self.state.clear()
        self.state["at"] = time.time()
        if not self.user.email:
            return
        tag = daily_tag("mailed code", str(self.user.pk), self.user.password)
        sent = count_up(f"mailed-code-{tag.hex()}", 60 * 60) if tag is not None else None
        if sent is not None and sent > MAILS_AN_HOUR:
            self.state["withheld"] = True
            return
        code = generate_user_code(length=8)
        self.state.update(code=self._stands_for(code), tries=0)
        mails.tell(self.user, mails.mailed_code, code)

    def is_right(self, code: str) -> bool:
        """Tell whether that is the code. It works once, for fifteen minutes and five tries."""
        expected = self.state.get("code", "")
        if not expected or not 0 <= time.time() - self.state["at"] < VALID_SECONDS:
            self.state.pop("code", None)
            return False
        self.state["tries"] += 1
        right = constant_time_compare(expected, self._stands_for(code))
        if right or self.state["tries"] >= MOST_TRIES:
            self.state.pop("code")
        return right

    def _stands_for(self, code: str) -> str:
        """Return what is kept instead of the code, however its letters and dashes are typed."""
        text = f"{self.user.pk} {plain(code)}"
        return salted_hmac("mailed code", text, algorithm="sha256").hexdigest()
