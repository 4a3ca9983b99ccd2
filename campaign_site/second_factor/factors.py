"""What an account proves itself with besides its password: an app with codes, passkeys, recovery codes."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.contrib.auth.models import User
from django.db import transaction
from wagtail.log_actions import log

from . import mails
from .rule import needs_second_factor

APP, PASSKEY, RECOVERY_CODES = (
    Authenticator.Type.TOTP,
    Authenticator.Type.WEBAUTHN,
    Authenticator.Type.RECOVERY_CODES,
)
LONGEST_NAME = 60


def factors_of(user_pk: int | None) -> dict[int, str]:
    """Return the kinds of all factors of a user, by their keys."""
    factors = Authenticator.objects.filter(user_id=user_pk).order_by("pk")
    return dict(factors.values_list("pk", "type"))


def is_protected(factors: dict[int, str]) -> bool:
    """Tell whether these let somebody in: recovery codes alone are none."""
    return any(kind != RECOVERY_CODES for kind in factors.values())


def has_factor(user: Any) -> bool:
    """Tell whether the user has an app or a passkey."""
    return is_protected(factors_of(user.pk))


def add_app(user: User, secret: str) -> Authenticator:
    """Let the user prove themselves with the codes that an app makes from the secret; tell them by mail.

    An app that they had before no longer does.
    """
    with transaction.atomic():
        Authenticator.objects.filter(user=user, type=APP).delete()
        added = TOTP.activate(user, secret).instance
        _was_added(user, added)
    return added


def add_passkey(user: User, name: str, credential: dict[str, Any]) -> Authenticator:
    """Let the user prove themselves with a passkey, which has been tried; tell them by mail."""
    with transaction.atomic():
        added = WebAuthn.add(user, name[:LONGEST_NAME], credential).instance
        _was_added(user, added)
    return added


def _was_added(user: User, added: Authenticator) -> None:
    """Give the first factor recovery codes beside it, note it, and tell the user."""
    RecoveryCodes.activate(user)
    log(instance=user, action="campaign_site.add_factor", user=user, data={"kind": added.type})
    mails.tell(user, mails.factor_added, added.type)


def is_needed(user: User, key: int) -> bool:
    """Tell whether a factor is the only one of somebody who may not be without."""
    others = {pk: kind for pk, kind in factors_of(user.pk).items() if pk != key}
    return needs_second_factor(user) and not is_protected(others)


def remove_factor(user: User, key: int) -> None:
    """Take away one of the user's factors, and the recovery codes with the last one; tell them by mail.

    Raises `Authenticator.DoesNotExist` if it is none of theirs, or the only one of somebody who needs one.
    """
    with transaction.atomic():
        removed = Authenticator.objects.exclude(type=RECOVERY_CODES).get(pk=key, user=user)
        if is_needed(user, key):
            raise Authenticator.DoesNotExist
        kind = removed.type
        removed.delete()
        if not has_factor(user):
            Authenticator.objects.filter(user=user).delete()
        log(instance=user, action="campaign_site.remove_factor", user=user, data={"kind": kind})
        mails.tell(user, mails.factor_removed, kind)


def renew_recovery_codes(user: User) -> None:
    """Make new recovery codes; the old ones are worth nothing from now on. Tell the user by mail."""
    with transaction.atomic():
        Authenticator.objects.filter(user=user, type=RECOVERY_CODES).delete()
        RecoveryCodes.activate(user)
        log(instance=user, action="campaign_site.renew_recovery_codes", user=user)
        mails.tell(user, mails.recovery_codes_made)


def recovery_codes_of(user: User) -> list[str]:
    """Return the recovery codes that the user has not used yet."""
    row = Authenticator.objects.filter(user=user, type=RECOVERY_CODES).first()
    return list(row.wrap().get_unused_codes()) if row is not None else []
