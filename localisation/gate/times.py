"""One moment for all languages: a page's translations appear and go with it, unless they have own times.

The original is the page of a translation key that was written first. What is taken over from it is noted, so
that a time that somebody has entered on a translation is never written over.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import Page, Revision

from .models import TimesOfTranslation

# As much before now that what is due is surely due.
A_MOMENT = timedelta(seconds=1)


@dataclass(frozen=True)
class Times:
    """When a page becomes public by itself, and until when it is; None for what nobody has planned."""

    go_live_at: datetime | None
    expire_at: datetime | None


NO_TIMES = Times(None, None)


def original_of(page: Page) -> Page | None:
    """Return the page that this one is a translation of; None for an original."""
    first = Page.objects.filter(translation_key=page.translation_key, alias_of=None).order_by("pk").first()
    return first if first is not None and first.pk != page.pk and page.alias_of_id is None else None


def planned_times(page: Page) -> Times:
    """Return the times of a page that are still to come. Takes one query."""
    now = timezone.now()
    scheduled = _scheduled_revisions().filter(object_id=str(page.pk)).first()
    expires = page.expire_at if page.expire_at is not None and (page.live or page.expire_at > now) else None
    return Times(scheduled.approved_go_live_at if scheduled is not None else None, expires)


def wait_for_original(target: Page, revision: Revision) -> datetime | None:
    """Let a translation that is about to be published for the first time wait for its original's moment.

    Returns that moment, or None where there is nothing to wait for: the original is public or not planned,
    or the translation has its own times.
    """
    original = original_of(target)
    if target.live or original is None:
        return None
    taken = TimesOfTranslation.objects.filter(page=target).first() or TimesOfTranslation(page_id=target.pk)
    entered = parse_datetime(revision.content.get("go_live_at") or "")
    # wagtail-localize copies the original's moment into a new translation: nobody has entered that.
    if taken.are_own or entered not in (None, taken.go_live_at, original.go_live_at):
        return None
    moment = None if original.live else planned_times(original).go_live_at
    if entered != moment:
        revision.content["go_live_at"] = moment.isoformat() if moment is not None else None
        revision.save(update_fields=["content"])
    if taken.go_live_at != moment:
        taken.go_live_at = moment
        taken.save()
    return moment


def keep_times_together() -> int:
    """Give translations the times of their originals that have changed, and return how many got others.

    The worker asks before it publishes and unpublishes what is due. Takes three queries where no page has
    times.
    """
    changed = 0
    for key in _keys_with_times():
        with transaction.atomic():
            changed += _keep_together(key)
    return changed


def _keys_with_times() -> list[UUID]:
    """Return the translation keys of pages with times, or with some that they took over."""
    expiring = Page.objects.filter(expire_at__isnull=False, alias_of=None).values_list(
        "translation_key", flat=True
    )
    taken = TimesOfTranslation.objects.filter(are_own=False).values_list("page__translation_key", flat=True)
    moving = [int(key) for key in _scheduled_revisions().values_list("object_id", flat=True)]
    scheduled = Page.objects.filter(pk__in=moving).values_list("translation_key", flat=True) if moving else []
    return list(dict.fromkeys([*expiring, *taken, *scheduled]))


def _keep_together(key: UUID) -> int:
    pages = Page.objects.filter(translation_key=key, alias_of=None).order_by("pk")
    original, *translations = pages
    if not translations:
        return 0
    times = planned_times(original)
    known = {row.page_id: row for row in TimesOfTranslation.objects.filter(page__in=translations)}
    changed = 0
    for page in translations:
        taken = known.get(page.pk) or TimesOfTranslation(page_id=page.pk)
        if not taken.are_own:
            goes_with_it = _take_expiry(page, taken, times, original)
            changed += _take_start(page, taken, times, original) or goes_with_it
    return changed


def _take_expiry(page: Page, taken: TimesOfTranslation, times: Times, original: Page) -> bool:
    """Let a translation go when its original goes. An expiry that somebody has entered on it stays."""
    if times.expire_at == page.expire_at:
        _note(taken, expire_at=times.expire_at)
        return False
    if page.expire_at not in (None, taken.expire_at):
        return False
    if times.expire_at is None and original.expire_at is not None:
        # The original has gone already, by whatever time it had.
        return False
    Page.objects.filter(pk=page.pk).update(expire_at=times.expire_at)
    _note(taken, expire_at=times.expire_at)
    return True


def _take_start(page: Page, taken: TimesOfTranslation, times: Times, original: Page) -> bool:
    """Move a translation that waits for its original to the moment at which that appears now.

    If that has appeared before its time, the translation does at once; if nobody plans it any more, the
    translation waits for somebody to publish it.
    """
    if taken.go_live_at is None:
        if times.go_live_at is not None and page.go_live_at == times.go_live_at:
            _note(taken, go_live_at=times.go_live_at)
        return False
    if times.go_live_at == taken.go_live_at:
        return False
    moment = timezone.now() - A_MOMENT if original.live else times.go_live_at
    for revision in _waiting(page, taken):
        revision.content["go_live_at"] = moment.isoformat() if moment is not None else None
        revision.approved_go_live_at = moment
        revision.save(update_fields=["content", "approved_go_live_at"])
    Page.objects.filter(pk=page.pk).update(go_live_at=times.go_live_at)
    _note(taken, go_live_at=times.go_live_at)
    return True


def choose_times(page: Page, *, are_own: bool) -> None:
    """Let a translation have its own times, or its original's again. With its own, it begins without any."""
    with transaction.atomic():
        taken, _created = TimesOfTranslation.objects.get_or_create(page_id=page.pk)
        if are_own and not taken.are_own:
            _give_back(page, taken)
        taken.are_own = are_own
        taken.save()
    if not are_own:
        _keep_together(page.translation_key)


def _give_back(page: Page, taken: TimesOfTranslation) -> None:
    """Take off a translation the times that are its original's."""
    original = original_of(page)
    for name in ("go_live_at", "expire_at"):
        theirs = [getattr(taken, name), getattr(original, name, None)]
        known = [time for time in theirs if time is not None]
        Page.objects.filter(pk=page.pk, **{f"{name}__in": known}).update(**{name: None})
    _waiting(page, taken).update(approved_go_live_at=None)
    taken.go_live_at = taken.expire_at = None


def _waiting(page: Page, taken: TimesOfTranslation) -> "QuerySet[Revision]":
    """Return what of a translation waits for the moment that it took over."""
    scheduled = _scheduled_revisions().filter(object_id=str(page.pk))
    return scheduled.filter(approved_go_live_at=taken.go_live_at)


def _note(taken: TimesOfTranslation, **times: datetime | None) -> None:
    """Remember what a translation has taken over, if it is something else than before."""
    if any(getattr(taken, name) != time for name, time in times.items()):
        for name, time in times.items():
            setattr(taken, name, time)
        taken.save()


def _scheduled_revisions() -> "QuerySet[Revision]":
    """Return the revisions of pages that the worker will publish when their moment comes."""
    return Revision.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), approved_go_live_at__isnull=False
    )
