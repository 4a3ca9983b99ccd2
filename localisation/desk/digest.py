"""One mail a day to each translator with all that is new for their languages; none if nothing is."""

import logging
import smtplib
from collections.abc import Sequence
from datetime import datetime, timedelta

from anymail.exceptions import AnymailRecipientsRefused
from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.utils import get_admin_base_url
from wagtail.models import Locale

from ..locale_permissions import locales_to_work_in
from .matrix import Matrix, Wanted
from .models import DigestReader
from .news import Item, News, changes_since, forget_old_changes, news_for
from .readers import add_new_readers, due_readers, gets_digest, put_off, take

logger = logging.getLogger(__name__)

# By the hub's clock: in the morning, when the day's work is planned.
HOUR = 6
# How long a reader is one worker's own, and how soon a mail that failed is tried again.
RETRY_DELAY = timedelta(minutes=30)
# Of each kind; the desk has them all.
MOST_TITLES = 20
# The server says no to this address, and will tomorrow.
REFUSED = (smtplib.SMTPRecipientsRefused, AnymailRecipientsRefused)


def tell_translators() -> int:
    """Mail everybody whose time has come what is new for their languages; return how many mails went out.

    At most one mail a person and day. What a mail that failed would have told, the next one tells.
    """
    add_new_readers()
    moment = timezone.now()
    readers = [reader for reader in due_readers(moment) if take(reader, moment + RETRY_DELAY)]
    forget_old_changes(moment)
    if not readers:
        return 0
    matrix = Matrix.of(list(Locale.objects.all()))
    return sum(_tell(reader, moment, matrix) for reader in readers)


def _tell(reader: DigestReader, moment: datetime, matrix: Matrix) -> bool:
    """Mail one reader, and tell whether there was a mail to be sent."""
    tomorrow = next_morning(moment)
    if not gets_digest(reader):
        put_off(reader, tomorrow, told_until=moment)
        return False
    news = news_since(reader.told_until, reader.user, matrix)
    if not news:
        put_off(reader, tomorrow, told_until=moment)
        return False
    try:
        digest_mail(reader.user, news).send()
    except REFUSED:
        logger.warning("The mail server takes no mail to translator %s", reader.user_id)
        put_off(reader, tomorrow)
        return False
    except (smtplib.SMTPException, OSError) as error:
        # The kind alone: the message may quote the address. It is tried again when the reader is due.
        logger.warning("A translator's mail could not be sent: %s", type(error).__name__)
        return False
    put_off(reader, tomorrow, told_until=moment)
    return True


def news_since(moment: datetime, user: User, matrix: Matrix) -> list[News]:
    """Return what is new for somebody since then, in each of their languages that has news."""
    publishing = set(locales_to_work_in(user, ["publish"]).values_list("pk", flat=True))
    found = news_for(list(locales_to_work_in(user).order_by("language_code")), matrix, changes_since(moment))
    fresh = [
        News(
            news.locale,
            news.items,
            [
                item
                for item in news.ready
                if news.locale.pk in publishing and item.since is not None and item.since > moment
            ],
            news.waiting,
        )
        for news in found
    ]
    return [news for news in fresh if news]


def next_morning(moment: datetime) -> datetime:
    """Return when the next day's mails go out."""
    today = timezone.localtime(moment).replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return today if today > moment else today + timedelta(days=1)


def digest_mail(user: User, news: Sequence[News]) -> EmailMessage:
    """Return the mail, in the language that its reader has chosen for the admin."""
    profile = getattr(user, "wagtail_userprofile", None)
    language = (profile.preferred_language if profile is not None else "") or settings.LANGUAGE_CODE
    count = sum(each.count + len(each.ready) for each in news)
    with translation.override(language):
        subject = ngettext(
            "Translations: %(number)d thing is new", "Translations: %(number)d things are new", count
        ) % {"number": count}
        paragraphs = [paragraph for each in news for paragraph in _paragraphs(each)]
        account = get_admin_base_url() + reverse("wagtailadmin_account") + "#tab-notifications"
        paragraphs.append(
            _(
                "You get this mail because you translate: once a day at most, and only if something is new. "
                "If you don’t want it, say so in your account: %(url)s"
            )
            % {"url": account}
        )
    return EmailMessage(
        subject=subject,
        body="\n\n".join(paragraphs) + "\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[user.email],
        headers={"Auto-Submitted": "auto-generated", "Content-Language": language},
    )


def _paragraphs(news: News) -> list[str]:
    parts = [(str(deed.label), items) for deed, items in news.items.items()]
    if news.ready:
        parts.append((str(Wanted.READY.label), news.ready))
    query = urlencode({"language": news.locale.language_code, "state": Wanted.NEEDS_ME.value})
    url = f"{get_admin_base_url()}{reverse('localisation_desk')}?{query}"
    name = str(news.locale.get_display_name())
    return [
        f"== {name} ==",
        *("\n".join([heading, *_lines(items)]) for heading, items in parts),
        # Translators: a line of a mail; the address of a page follows
        _("What waits for you: %(url)s") % {"url": url},
    ]


def _lines(items: Sequence[Item]) -> list[str]:
    """Return a line for each thing; a title in several lines would look like more than one."""
    lines = [f"- {' '.join(item.title.split())}" for item in items[:MOST_TITLES]]
    more = len(items) - MOST_TITLES
    if more > 0:
        lines.append(ngettext("and %(number)d more", "and %(number)d more", more) % {"number": more})
    return lines
