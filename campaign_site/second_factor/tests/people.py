"""People who sign in, with an app that makes codes, and what they see."""

import time
from typing import Any
from unittest.mock import patch

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.mfa.utils import decrypt
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from campaign_site.second_factor import factors, mails
from home.roles import ROLES

PASSWORD = "a long and good password"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LOGIN, HOME = "/admin/login/", "/admin/"


def user_of(role: str, name: str = "ada") -> User:
    """Return somebody with one of our roles, or an administrator."""
    if role == "administrator":
        return User.objects.create_superuser(name, f"{name}@example.org", PASSWORD)
    user = User.objects.create_user(name, f"{name}@example.org", PASSWORD)
    user.groups.add(Group.objects.get(name=role))
    return User.objects.get(pk=user.pk)


ALL_ROLES = ["administrator", *ROLES]


def give_app(user: User) -> None:
    """Let the user have an app, whose mails are none of the test's business."""
    with patch.object(mails, "tell"):
        factors.add_app(user, SECRET)


def code_of(secret: str = SECRET, periods: int = 0) -> str:
    """Return what the app shows now, or so many half minutes later."""
    return auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30 + periods))


def secret_of(user: User) -> str:
    """Return the secret of a user's app."""
    return decrypt(Authenticator.objects.get(user=user, type="totp").data["secret"])


def enter_password(client: Client, name: str = "ada", password: str = PASSWORD, **more: str) -> Any:
    """Send the form with name and password."""
    return client.post(reverse("wagtailadmin_login"), {"username": name, "password": password} | more)


def enter_code(client: Client, code: str | None = None, **more: str) -> Any:
    """Send the form with a code: the app's of now unless another one is given."""
    return client.post(reverse("mfa_authenticate"), {"code": code_of() if code is None else code} | more)


def let_code_be_used_again() -> None:
    """Spare a test the half minute until apps show the next code."""
    for app in Authenticator.objects.filter(type="totp"):
        app.data.pop("used", None)
        app.save()


def sign_in(client: Client, name: str = "ada") -> None:
    """Sign in with password and app."""
    let_code_be_used_again()
    enter_password(client, name)
    assert enter_code(client).status_code == 302


def is_in(client: Client) -> bool:
    """Tell whether the browser may use the admin."""
    return client.get(HOME).status_code == 200


def words_of(response: Any) -> str:
    """Return what a page says."""
    return BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)
