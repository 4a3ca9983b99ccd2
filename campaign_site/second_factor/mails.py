"""What owners of accounts and administrators are told by mail. No mail has a link that signs in."""

import logging
from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from campaign_site import sign_in_form
from editorial.absolute_url import absolute_url, site_url
from editorial.admin_language import admin_language_of
from editorial.control_characters import in_one_line

logger = logging.getLogger(__name__)


class Words(NamedTuple):
    """What a mail says."""

    subject: str
    paragraphs: list[str]


def tell(user: User, words: Callable[..., Words], *facts: str) -> None:
    """Mail somebody, in the language they use the admin in, once what it tells of is stored.

    The mail goes after the answer, so that nobody waits for a mail server. One that is lost because the
    process ends just then is not sent again.
    """
    if not user.email:
        return
    mail = mail_for(user, words, *facts)
    transaction.on_commit(lambda: sign_in_form.senders.submit(send_quietly, mail))


def tell_administrators(words: Callable[..., Words], *facts: str) -> None:
    """Mail the same to everybody who may do everything."""
    for user in User.objects.filter(is_superuser=True, is_active=True).exclude(email="").order_by("pk"):
        tell(user, words, *facts)


def mail_for(user: User, words: Callable[..., Words], *facts: str) -> EmailMessage:
    """Return a mail to somebody, in the language they use the admin in."""
    with override(admin_language_of(user)):
        subject, paragraphs = words(*facts)
    return EmailMessage(
        subject=in_one_line(subject),
        body="\n\n".join(paragraphs) + "\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[user.email],
        headers={"Auto-Submitted": "auto-generated"},
    )


def send_quietly(mail: EmailMessage) -> None:
    """Send a mail that nobody waits for."""
    try:
        mail.send()
    except Exception as error:
        # The kind alone: the message may quote the address.
        logger.error("A mail about an account could not be sent: %s", type(error).__name__)


def mailed_code(code: str) -> Words:
    """Tell the code that shows who reads this mailbox."""
    return Words(
        _("Your code for %(site)s") % {"site": _site()},
        [
            _("Somebody who has signed in with your password needs this code to go on:"),
            code,
            _("It works for 15 minutes, in the window where it was asked for."),
            _("Nobody of ours will ever ask you for it."),
            _if_it_was_not_you(),
        ],
    )


def new_device(browser: str) -> Words:
    """Tell of a sign-in on a device that was not known."""
    return Words(
        _("You have signed in on a new device"),
        [
            _("Somebody has signed in to %(site)s with your account, on a device that is new to it.")
            % {"site": _site()},
            _("Browser: %(browser)s") % {"browser": browser or _("unknown")},
            _if_it_was_not_you(),
        ],
    )


def wrong_codes() -> Words:
    """Tell that somebody knows the password, and no more."""
    return Words(
        _("Somebody has your password"),
        [
            _("Somebody has entered your password at %(site)s, and then several wrong codes.")
            % {"site": _site()},
            _("They are not in. If it wasn’t you, choose a new password now: %(url)s")
            % {"url": absolute_url(reverse("wagtailadmin_password_reset"), None)},
        ],
    )


def factor_added(kind: str) -> Words:
    """Tell that an app or a passkey was added."""
    return Words(
        _("Your account has a new way to sign in"),
        [
            _("Added to your account at %(site)s: %(kind)s.") % {"site": _site(), "kind": _name_of(kind)},
            _if_it_was_not_you(),
        ],
    )


def factor_removed(kind: str) -> Words:
    """Tell that an app or a passkey was taken away."""
    return Words(
        _("A way to sign in was taken from your account"),
        [
            _("Taken from your account at %(site)s: %(kind)s.") % {"site": _site(), "kind": _name_of(kind)},
            _if_it_was_not_you(),
        ],
    )


def recovery_codes_made() -> Words:
    """Tell that there are new recovery codes."""
    return Words(
        _("Your account has new recovery codes"),
        [
            _("New recovery codes were made for your account at %(site)s. The old ones no longer work.")
            % {"site": _site()},
            _if_it_was_not_you(),
        ],
    )


def password_changed() -> Words:
    """Tell that the password is another one."""
    return Words(
        _("Your password was changed"),
        [
            _("The password of your account at %(site)s is a new one. Everywhere else, you are signed out.")
            % {"site": _site()},
            _if_it_was_not_you(),
        ],
    )


def address_changed(new: str) -> Words:
    """Tell the old address which one replaces it."""
    return Words(
        _("Your e-mail address was changed"),
        [
            _("The e-mail address of your account at %(site)s is now %(address)s.")
            % {"site": _site(), "address": new or _("none")},
            _if_it_was_not_you(),
        ],
    )


def factors_reset(username: str) -> Words:
    """Tell that an operator has taken away all factors of an account."""
    return Words(
        _("All ways to sign in of “%(name)s” were taken away") % {"name": username},
        [
            _(
                "On the server of %(site)s, an operator has taken all apps, passkeys and recovery codes from "
                "the account “%(name)s” and signed it out everywhere."
            )
            % {"site": _site(), "name": username},
            _("Whoever signs in with it next gets a code by mail, and sets up a new app or passkey."),
            _("If you don’t know why, ask whoever runs the server."),
        ],
    )


def new_administrator(username: str, who: str) -> Words:
    """Tell that somebody may manage people from now on."""
    return Words(
        _("“%(name)s” may now manage people") % {"name": username},
        [
            _("At %(site)s, “%(name)s” may now change accounts or groups. Done by: %(who)s")
            % {"site": _site(), "name": username, "who": who},
            _("If you don’t know why, ask the others today: somebody may be using an account not theirs."),
        ],
    )


def _if_it_was_not_you() -> str:
    return _("If it wasn’t you, choose a new password now, and tell whoever runs the server: %(url)s") % {
        "url": absolute_url(reverse("wagtailadmin_password_reset"), None)
    }


def _name_of(kind: str) -> str:
    return {"totp": _("an app that makes codes"), "webauthn": _("a passkey")}[kind]


def _site() -> str:
    return site_url(None)
