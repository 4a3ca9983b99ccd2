"""Telling the owner of an account of a sign-in on a new device, without watching anybody.

A device is known by a cookie that is sent to the admin alone: signed marks of the accounts that have signed
in on it. Neither addresses nor browsers are kept.
"""

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, User
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac

from . import mails

COOKIE = SALT = "known_device"
KEPT_SECONDS = 400 * 24 * 60 * 60  # as long as browsers keep any
MOST_ACCOUNTS = 10
BROWSERS = {"Edg/": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


def greet(request: HttpRequest, user: AbstractBaseUser, response: HttpResponse) -> None:
    """Tell the user of their sign-in if this device is new to them, and know it from now on.

    Whoever has just shown that they read the account's mail needs no mail about it.
    """
    marks = _marks_of(request)
    mark = _mark_for(user)
    has_read_mail = any(record["method"] == "mailbox" for record in get_authentication_records(request, user))
    if mark not in marks and isinstance(user, User) and not has_read_mail:
        mails.tell(user, mails.new_device, browser_of(request))
    kept = [mark, *(other for other in marks if other != mark)][:MOST_ACCOUNTS]
    response.set_cookie(
        COOKIE,
        signing.dumps(kept, salt=SALT),
        max_age=KEPT_SECONDS,
        path=reverse("wagtailadmin_home"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def browser_of(request: HttpRequest) -> str:
    """Return what the browser calls itself, in words of ours: it may call itself anything."""
    named = request.headers.get("user-agent", "")
    found = [
        next((name for sign, name in names.items() if sign in named), "") for names in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, found))


def _mark_for(user: AbstractBaseUser) -> str:
    return salted_hmac(SALT, str(user.pk), algorithm="sha256").hexdigest()[:32]


def _marks_of(request: HttpRequest) -> list[str]:
    try:
        return list(signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KEPT_SECONDS))
    except (signing.BadSignature, TypeError):
        return []
