"""Who is told by mail what is new for their languages."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import QuerySet
from wagtail.models import Site

from ..locale_permissions import locales_to_work_in, works_everywhere
from .models import DigestReader

BACKEND = "django.contrib.auth.backends.ModelBackend"


def reader_for(user: User) -> DigestReader:
    """Return what is kept about somebody as a reader; whoever is new is told of what is new from now on."""
    return DigestReader.objects.select_related("user").get_or_create(user=user)[0]


def gets_digest(reader: DigestReader) -> bool:
    """Tell whether somebody is sent mails: as they have said, else if they write no originals.

    Who works in a site's own language, or in all, would be told of their own doings.
    """
    return reader.wants if reader.wants is not None else not writes_originals(reader.user)


def writes_originals(user: User) -> bool:
    """Tell whether somebody works in the language that one of the sites is in to begin with."""
    own = Site.objects.values("root_page__locale")
    return works_everywhere(user) or locales_to_work_in(user).filter(pk__in=own).exists()


def translators() -> "QuerySet[User]":
    """Return all who may translate, and can be written to."""
    return (
        User.objects.with_perm("wagtail_localize.submit_translation", backend=BACKEND)
        .filter(is_active=True)
        .exclude(email="")
        .order_by("pk")
    )


def add_new_readers() -> None:
    """Begin to keep about new translators up to when they were told."""
    for user in translators().filter(translation_digest__isnull=True):
        reader_for(user)


def due_readers(moment: datetime) -> "QuerySet[DigestReader]":
    """Return those for whom it is time to look whether there is news."""
    return (
        DigestReader.objects.filter(due_at__lte=moment, user__in=translators().values("pk"))
        .select_related("user__wagtail_userprofile")
        .order_by("due_at", "pk")
    )


def take(reader: DigestReader, until: datetime) -> bool:
    """Take a reader until then, and tell whether nobody else has done so before."""
    taken = DigestReader.objects.filter(pk=reader.pk, due_at=reader.due_at).update(due_at=until)
    return bool(taken)


def put_off(reader: DigestReader, until: datetime, told_until: datetime | None = None) -> None:
    """Look again then; what happened up to `told_until` was told."""
    told = {} if told_until is None else {"told_until": told_until}
    DigestReader.objects.filter(pk=reader.pk).update(due_at=until, **told)
