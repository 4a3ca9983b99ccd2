"""Setting up an app or a passkey: the same on the way in and in the admin."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from .factors import add_app, add_passkey
from .forms import NewAppForm, NewPasskeyForm
from .proofs import note_proof

SECRET = "secret_of_new_app"  # noqa: S105
APP, PASSKEY = "app", "passkey"


class SetUp:
    """The two ways that a user is offered, and what they have chosen."""

    def __init__(self, request: HttpRequest, user: User) -> None:
        self.request = request
        self.user = user
        way = request.POST.get("way")
        self.app_form = NewAppForm(self._secret(), request.POST if way == APP else None)
        self.passkey_form = NewPasskeyForm(request.POST if way == PASSKEY else None)

    def _secret(self) -> str:
        """Return the secret that the app is shown, the same until it has been used."""
        return str(self.request.session.setdefault(SECRET, generate_totp_secret()))

    def is_done(self) -> bool:
        """Add the factor, if one was set up rightly."""
        if self.passkey_form.is_valid():
            data = self.passkey_form.cleaned_data
            add_passkey(self.user, data["name"], data["credential"])
        elif self.app_form.is_valid():
            add_app(self.user, self.app_form.secret)
        else:
            return False
        del self.request.session[SECRET]
        note_proof(self.request, self.user)
        return True

    def context(self) -> dict[str, Any]:
        """Return what the page shows."""
        url = get_adapter().build_totp_url(self.user, self.app_form.secret)
        secret = self.app_form.secret
        return {
            "app_form": self.app_form,
            "passkey_form": self.passkey_form,
            "passkey_question": dict(webauthn.begin_registration(self.user, passwordless=False)),
            "app_url": url,
            "app_picture": _picture_of(url),
            # In fours, since some people type it.
            "app_secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        }


def _picture_of(url: str) -> SafeString:
    """Return the QR code of an address, of our own making, as SVG."""
    svg: str = get_adapter().build_totp_svg(url)
    return mark_safe(svg[svg.index("<svg") :])  # noqa: S308
