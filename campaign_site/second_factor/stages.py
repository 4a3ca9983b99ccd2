"""What a sign-in goes through after the password. Each stage sends people on, or lets them pass."""

from typing import Any

from allauth.account.internal.stagekit import stash_login
from allauth.account.stages import LoginStage
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare

from . import sessions
from .factors import has_factor
from .mailbox import MailedCode
from .proofs import record_mailbox
from .rule import needs_second_factor
from .sign_in import PASSWORD, REMEMBER

Answer = tuple[HttpResponse | None, bool]


class FactorStage(AuthenticateStage):
    """Whoever has a factor uses it, unless the device is trusted, or the organisation's own sign-in is."""

    def _should_handle(self, request: HttpRequest) -> bool:
        by_provider = sessions.how_it_was_proved(request, self.login.user) == sessions.PROVIDER
        return super()._should_handle(request) and not by_provider


class _SetUp(LoginStage):
    """For those who need a factor and have none."""

    def is_needed(self) -> bool:
        """Tell whether this sign-in sets up a factor."""
        user = self.login.user
        return (
            needs_second_factor(user)
            and not has_factor(user)
            and sessions.how_it_was_proved(self.request, user) == sessions.NOTHING
        )


class MailboxStage(_SetUp):
    """They show first that they read the account's mail: a stolen password alone sets up nothing."""

    key = "mailbox"
    urlname = "sign_in_mailbox"

    def handle(self) -> Answer:
        """Mail a code."""
        if not self.is_needed():
            return None, True
        if not self.state:
            self.code().send()
        return redirect(self.urlname), True

    def code(self) -> MailedCode:
        """Return the code that this sign-in waits for."""
        return MailedCode(self.login.user, self.state)

    def keep(self) -> None:
        """Keep what has become of the code."""
        stash_login(self.request, self.login)

    def was_right(self) -> None:
        """Note that the code was the right one."""
        record_mailbox(self.request, self.login.user)


class SetUpStage(_SetUp):
    """Then they set up an app or a passkey, and see the recovery codes."""

    key = "set_up"
    urlname = "sign_in_set_up"

    def handle(self) -> Answer:
        """Send them to the page where it is set up."""
        return (redirect(self.urlname), True) if self.is_needed() else (None, True)

    @property
    def is_set_up(self) -> bool:
        """Whether the factor was added in this sign-in."""
        return bool(self.state.get("done"))

    def note_set_up(self) -> None:
        """Note that it was."""
        self.state["done"] = True
        stash_login(self.request, self.login)


class AdmitStage(LoginStage):
    """Looks at everything once more, and lets nobody in who lacks anything."""

    key = "admit"

    def handle(self) -> Answer:
        """Let the user in, for as long as they wanted to be remembered, or end the sign-in."""
        user = self._user_as_stored()
        if user is None or not self._may_enter(user):
            return redirect("wagtailadmin_login"), False
        remember = self.login.state.get(REMEMBER)
        self.request.session.set_expiry(settings.SESSION_COOKIE_AGE if remember else 0)
        return None, True

    def _user_as_stored(self) -> User | None:
        user: User | None = self.login.user
        return User.objects.filter(pk=user.pk, is_active=True).first() if user is not None else None

    def _may_enter(self, user: User) -> bool:
        """Tell whether the password is still the one that the sign-in began with, and the proof is enough."""
        same_password = constant_time_compare(
            self.login.state.get(PASSWORD, ""), user.get_session_auth_hash()
        )
        proved = sessions.how_it_was_proved(self.request, user) != sessions.NOTHING
        return same_password and (proved or not (needs_second_factor(user) or has_factor(user)))

    def is_resumable(self, request: HttpRequest) -> Any:
        """Nothing is asked here, so nobody comes back to it."""
        return False
