"""Signing in with an organisation's own accounts, by OpenID Connect: off unless the operator names a server.

It shows who somebody is, as a password does, and goes through the same stages. It makes no accounts and
connects none: each time the address that the server calls verified must be that of one account of ours.
"""

from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from .sessions import PROVIDER
from .sign_in import begin_sign_in


def offered(request: HttpRequest) -> dict[str, str] | None:
    """Return the name of the organisation's sign-in and where it begins; None if there is none."""
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    if not apps:
        return None
    url = reverse("openid_connect_login", args=[apps[0]["provider_id"]])
    next_url = request.GET.get("next") or request.POST.get("next") or ""
    return {
        "name": apps[0]["name"] or _("your organisation"),
        "url": f"{url}?{urlencode({'next': next_url})}" if next_url else url,
    }


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Takes over once the server has said who somebody is; nothing else of allauth's is reached."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> NoReturn:
        """Begin the sign-in of the account with that address, or say that there is none."""
        user = _account_of(sociallogin)
        if user is None or sociallogin.state.get("process") != "login":
            _turn_back(
                request,
                _("No account here has the e-mail address that you have there. Ask an administrator."),
            )
        next_url = sociallogin.get_redirect_url(request) or reverse("wagtailadmin_home")
        raise ImmediateHttpResponse(begin_sign_in(request, user, next_url, method=PROVIDER))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Let nobody make an account."""
        return False

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> NoReturn:
        """Say that it did not work, where the other ways are."""
        _turn_back(request, _("Signing in there did not work. Please try again, or use your password."))


def _account_of(sociallogin: SocialLogin) -> User | None:
    """Return the one account with an address that the server has verified."""
    named = [address.email for address in sociallogin.email_addresses if address.verified]
    found = [
        user
        for email in filter(None, named)
        for user in User.objects.filter(email__iexact=email, is_active=True)
    ]
    return found[0] if len({user.pk for user in found}) == 1 else None


def _turn_back(request: HttpRequest, words: str) -> NoReturn:
    messages.error(request, words)
    raise ImmediateHttpResponse(redirect("wagtailadmin_login"))
