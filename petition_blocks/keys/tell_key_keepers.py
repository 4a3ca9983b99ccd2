"""Mail everybody who keeps keys what was done with one. The log of keys is the queue."""

import logging
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from editorial.absolute_url import absolute_url
from editorial.admin_language import admin_language_of
from editorial.control_characters import in_one_line
from editorial.queue.leases import Lease

from ..mailing.connection import MailConnection, MailServerAway, permanent_code, refusal_reason
from .models import KeyChange
from .rights import key_keepers

logger = logging.getLogger(__name__)

# How long a row that a worker has taken is its own, and how soon it is tried again.
LEASE = timedelta(minutes=2)
RETRY_DELAY = timedelta(minutes=1)
MOST_ATTEMPTS = 60
BATCH = 20
CHANGES = Lease(KeyChange, "due_at", "attempts", [RETRY_DELAY])


def tell_key_keepers() -> int:
    """Mail the next changes to all who have the right to keep keys, administrators too; return how many.

    To whoever did it as well: somebody else may have used their password. Pausing the petitions' mails
    doesn't pause these. At least once: a change is told when the mail server has taken the mail to everybody,
    or has refused some for good.
    """
    untold = KeyChange.objects.untold().filter(attempts__lt=MOST_ATTEMPTS).order_by("pk")
    claimed = CHANGES.claim(untold, LEASE, BATCH)
    if not claimed:
        return 0
    keepers = [(user, admin_language_of(user)) for user in key_keepers().exclude(email="").order_by("pk")]
    told = 0
    line = MailConnection()
    try:
        for change in claimed:
            if _tell(change, keepers, line):
                CHANGES.owned(change).update(told_at=timezone.now(), due_at=None)
                told += 1
            else:
                CHANGES.put_off([change], CHANGES.next_try(change))
    finally:
        line.close()
    return told


def _tell(change: KeyChange, keepers: list[tuple[User, str]], line: MailConnection) -> bool:
    """Mail the change to everybody; tell whether nobody has to be tried again."""
    done = True
    for user, language in keepers:
        try:
            line.send(_mail(change, user.email, language))
        except MailServerAway:
            return False
        except Exception as error:
            logger.warning("mail about a key refused: %s", refusal_reason(error))
            done = done and permanent_code(error) is not None
    return done


def _mail(change: KeyChange, to: str, language: str) -> EmailMessage:
    """Return the mail, in the language that its reader has chosen for the admin."""
    with translation.override(language):
        petition = str(change.petition) if change.petition is not None else _("all petitions")
        lines = [
            _("Petition: %(name)s") % {"name": petition},
            _("What: %(what)s") % {"what": change.get_deed_display()},
            _("Whom it is about: %(holder)s") % {"holder": change.holder},
            *([f"{change.get_covers_display()}", change.public_key] if change.public_key else []),
            _("Done by: %(who)s") % {"who": change.done_by or _("the operator, on the server")},
        ]
        paragraphs = ["\n".join(lines)]
        if change.deed == KeyChange.Deed.ASKED:
            paragraphs.append(
                _(
                    "Nothing is sealed to this key before a second person has approved it. Ask its holder, "
                    "by another way than this mail, whether the letters above are theirs."
                )
            )
        if change.petition is not None:
            paragraphs.append(
                absolute_url(reverse("petitions:inspect", args=[change.petition.pk]), None) + "#tab-keys"
            )
        paragraphs.append(
            _(
                "You get this mail because you may say whose keys open the signatures. If you don’t know "
                "what it is about, ask the others today: somebody may be using a password that isn’t theirs."
            )
        )
        # A name of several lines would be a header of its own.
        subject = in_one_line(
            _("Keys of “%(petition)s”: %(what)s") % {"petition": petition, "what": change.get_deed_display()}
        )
        return EmailMessage(
            subject=subject,
            body="\n\n".join(paragraphs) + "\n",
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[to],
            headers={"Auto-Submitted": "auto-generated"},
        )
