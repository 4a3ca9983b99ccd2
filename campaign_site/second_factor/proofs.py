"""Whether a code or a passkey is right. Wrong ones are counted, and the next one has to wait."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from pyrage import DecryptError

from campaign_site.sign_in_protection import count_wrong_factor, forget_wrong_factors

from . import mails
from .factors import APP, PASSKEY, RECOVERY_CODES
from .sessions import FACTOR, MAILBOX
from .typed_codes import plain

# What a browser may send instead of a passkey's answer.
NO_ANSWER = (ValidationError, ValueError, TypeError, KeyError, AttributeError)


def prove_by_code(request: HttpRequest, user: User, code: str) -> bool:
    """Take a code of the user's app, or one of their recovery codes; each works once."""
    typed = plain(code)
    return _note(request, user, _used_app(user, typed) or _used_recovery_code(user, typed))


def question_for(user: User, kinds: set[str]) -> dict[str, Any] | None:
    """Return what the browser asks the user's passkeys, and keep it in the session; None without any."""
    return dict(webauthn.begin_authentication(user)) if PASSKEY in kinds else None


def prove_by_passkey(request: HttpRequest, user: User, answer: Any) -> bool:
    """Take what a passkey of the user has answered to the question that is in the session."""
    try:
        webauthn.parse_authentication_response(answer)
        used: Authenticator | None = webauthn.complete_authentication(user, answer)
    except NO_ANSWER:
        used = None
    return _note(request, user, used)


def is_code_of(secret: str, code: str) -> bool:
    """Tell whether an app that was given the secret shows that code now."""
    return any(
        constant_time_compare(format_hotp_value(hotp_value(secret, counter)), plain(code))
        for counter in yield_hotp_counters_from_time()
    )


def tried_new_passkey(answer: Any) -> bool:
    """Tell whether a browser has made a passkey as the question in the session asked it to."""
    try:
        webauthn.parse_registration_response(answer)
        webauthn.complete_registration(answer)
    except NO_ANSWER:
        return False
    return True


def note_proof(request: HttpRequest, user: User) -> None:
    """Note in the session that the user has just used a factor."""
    record_authentication(request, user, FACTOR)


def record_mailbox(request: HttpRequest, user: User) -> None:
    """Note in the session that the user has just shown that they read the account's mail."""
    record_authentication(request, user, MAILBOX)


def _note(request: HttpRequest, user: User, used: Authenticator | None) -> bool:
    if used is None:
        if count_wrong_factor(user):
            mails.tell(user, mails.wrong_codes)
        return False
    forget_wrong_factors(user)
    used.record_usage()
    note_proof(request, user)
    return True


def _used_app(user: User, code: str) -> Authenticator | None:
    """Return the user's app if that is its code of now. Whoever looked over a shoulder can't use it again.

    The last one that was used is noted with the app, not in a cache, which may forget it.
    """
    with transaction.atomic():
        row = Authenticator.objects.select_for_update().filter(user=user, type=APP).first()
        if row is None:
            return None
        try:
            secret = decrypt(row.data["secret"])
        except DecryptError:
            return None
        for counter in yield_hotp_counters_from_time():
            expected = format_hotp_value(hotp_value(secret, counter))
            if constant_time_compare(expected, code) and counter > row.data.get("used", 0):
                row.data["used"] = counter
                row.save(update_fields=["data"])
                return row
    return None


def _used_recovery_code(user: User, code: str) -> Authenticator | None:
    row = Authenticator.objects.filter(user=user, type=RECOVERY_CODES).first()
    try:
        return row if row is not None and row.wrap().validate_code(code) else None
    except DecryptError:
        return None
