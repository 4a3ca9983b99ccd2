"""At every request: whether a session may do what it asks for."""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode
from django.utils.translation import override

from campaign_site.admin_address import is_in_admin
from campaign_site.nobody_asks_who import UnlessHandedIn
from editorial.admin_language import admin_language_of

from . import sessions
from .asked_again import asks_again
from .rule import OFF
from .sign_in import PASSWORD, REMEMBER

# The way in and out, and what its pages load. Everything else in the admin needs a session in good standing.
OPEN_TO_ALL = {
    "wagtailadmin_login",
    "mfa_authenticate",
    "sign_in_mailbox",
    "sign_in_set_up",
    "sign_out",
    "openid_connect_login",
    "openid_connect_callback",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_done",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_complete",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
}


class SecondFactorMiddleware(UnlessHandedIn, AuthenticationMiddleware):
    """Django's, for which somebody is signed in only if their session is in good standing.

    A session that began with a password alone is nobody's on public pages, which look at it only where they
    ask who is there. In the admin it becomes a sign-in that waits for the second factor.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Let the request find out who is there, once something asks."""
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _user_in_good_standing(request))  # type: ignore[assignment]

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Ask for what is missing before anything of the admin answers."""
        match = request.resolver_match
        if settings.SECOND_FACTOR == OFF or match is None or not is_in_admin(request):
            return None
        if match.view_name in OPEN_TO_ALL:
            return None
        user = get_user(request)
        if not user.is_authenticated:
            return None
        standing = sessions.standing_of(request, user)
        if standing is not sessions.Standing.GOOD:
            return _begin_anew(request, user, standing)
        if asks_again(request, match, kwargs):
            return _ask_again(request, user)
        return None


def _user_in_good_standing(request: HttpRequest) -> AbstractBaseUser | AnonymousUser:
    user = get_user(request)
    if user.is_authenticated and sessions.standing_of(request, user) is not sessions.Standing.GOOD:
        return AnonymousUser()
    return user


def _begin_anew(request: HttpRequest, user: Any, standing: sessions.Standing) -> HttpResponse:
    """End the session. One that only lacks the second factor goes on as a sign-in that waits for it."""
    if _is_of_a_script(request):
        # The page around it is asked when it is opened next; until then nothing typed there is lost.
        raise PermissionDenied
    remember = not request.session.get_expire_at_browser_close()
    logout(request)
    path = request.get_full_path()
    if standing is sessions.Standing.ENDED:
        return redirect_to_login(path, reverse("wagtailadmin_login"))
    state = {REMEMBER: remember, PASSWORD: user.get_session_auth_hash()}
    return perform_login(request, Login(user=user, redirect_url=path, state=state))


def _ask_again(request: HttpRequest, user: Any) -> HttpResponse | None:
    """Let nobody on who has not proved lately that it is them. What was typed stays."""
    is_form = request.method not in ("GET", "HEAD")
    longest = sessions.RECENT + (sessions.GRACE if is_form else 0)
    if sessions.proved_within(request, user, longest):
        return None
    if _is_of_a_script(request):
        raise PermissionDenied
    url = reverse("prove_again")
    if is_form:
        # The browser keeps what was typed, and sends it when this page is loaded anew.
        with override(admin_language_of(user)):
            return render(request, "campaign_site/admin/sign_in/prove_first.html", {"url": url}, status=403)
    return redirect(f"{url}?{urlencode({'next': request.get_full_path()})}")


def _is_of_a_script(request: HttpRequest) -> bool:
    """Tell whether a page's script asks, rather than somebody who can be led elsewhere."""
    mode = request.headers.get("sec-fetch-mode", "navigate")
    return request.headers.get("x-requested-with") == "XMLHttpRequest" or mode != "navigate"
