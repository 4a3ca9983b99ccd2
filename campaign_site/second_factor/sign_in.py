"""How every sign-in begins, whichever door somebody came through."""

from allauth.account.internal.flows.login import (
    clear_authentication_records,
    perform_login,
    record_authentication,
)
from allauth.account.models import Login
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse

# What a sign-in that is under way takes along.
REMEMBER, PASSWORD = "remember", "password_hash"


def begin_sign_in(
    request: HttpRequest, user: User, next_url: str, *, method: str = "password", remember: bool = False
) -> HttpResponse:
    """Begin to sign somebody in, and answer with what they have to do next.

    `method` is by what they have shown who they are: none is enough where a second factor is needed. Nothing
    but allauth's stages signs them in, and `stages.AdmitStage` is the last of them.
    """
    clear_authentication_records(request)
    record_authentication(request, user, method)
    state = {REMEMBER: remember, PASSWORD: user.get_session_auth_hash()}
    return perform_login(request, Login(user=user, redirect_url=next_url, state=state))
