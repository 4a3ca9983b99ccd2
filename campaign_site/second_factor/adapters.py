"""What allauth asks us: its stages, how a sign-in ends, how secrets are kept, what factors are called."""

import base64
from typing import Any

import pyrage
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from . import known_devices, sessions

STAGES = [
    f"campaign_site.second_factor.stages.{name}"
    for name in ("FactorStage", "MailboxStage", "SetUpStage", "AdmitStage")
]


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; a sign-in passes our stages and leaves a note in its session."""

    def get_login_stages(self) -> list[str]:
        """Return what a sign-in goes through, in this order."""
        return STAGES

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Let nobody make an account: administrators do."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: our own pages do."""

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """Lead whoever has no account any more back to the beginning."""
        return redirect("wagtailadmin_login")

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Sign the user in, and note by what."""
        how = sessions.how_it_was_proved(request, user)
        request.session.pop(sessions.NOTE, None)
        super().login(request, user)
        sessions.note(request, user, how)

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        """Tell the user by mail if the device is a new one."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        known_devices.greet(request, user, response)
        return response


class FactorAdapter(DefaultMFAAdapter):
    """Secrets of factors are sealed with the server's key: a copy of the database alone makes no codes."""

    def encrypt(self, text: str) -> str:
        """Seal a secret."""
        identity = pyrage.x25519.Identity.from_str(settings.SERVER_IDENTITY)
        return base64.b64encode(pyrage.encrypt(text.encode(), [identity.to_public()])).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret. Raises `pyrage.DecryptError` if the server's key is another one now."""
        identity = pyrage.x25519.Identity.from_str(settings.SERVER_IDENTITY)
        return pyrage.decrypt(base64.b64decode(encrypted_text), [identity]).decode()

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """Call the account by its name, in the app."""
        return user.get_username()
