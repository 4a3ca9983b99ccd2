"""Open languages and hold them back, and note who has reviewed them."""

import logging
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from editorial.actions.invalidate_pages import invalidate_pages, invalidate_pages_at_once

from .gaps import has_gap, is_translated_home, reviews_that_hold
from .legal_texts import texts_changed_since, texts_to_review
from .models import HeldBackHome, LegalReview

logger = logging.getLogger(__name__)


def hold_back_if_not_whole(home: Page) -> bool:
    """Keep a home page that is being published from visitors while something is missing; tell whether so."""
    is_missing = has_gap(home)
    if is_missing:
        HeldBackHome.objects.get_or_create(page_id=home.pk)
    else:
        HeldBackHome.objects.filter(page_id=home.pk).delete()
    invalidate_pages_at_once()
    return is_missing


def look_again(locale_id: int | None = None) -> int:
    """Open the languages that wait and lack nothing any more, or only the one, and return how many.

    Takes one query where none waits, which is nearly always.
    """
    opened = 0
    waiting = HeldBackHome.objects.select_related("page__locale")
    for held in waiting if locale_id is None else waiting.filter(page__locale=locale_id):
        home = held.page
        if is_translated_home(home) and has_gap(home):
            continue
        held.delete()
        invalidate_pages(home.pk)
        logger.info("%s is open to visitors", home.locale.language_code)
        opened += 1
    return opened


@transaction.atomic
def note_legal_review(
    home: Page, reviewer: str, reviewed_on: date, user: User | None, note: str = ""
) -> LegalReview:
    """Note that the texts of a home page's language were legally reviewed; open it if it waited for that.

    It holds for the legal texts that are there now, public or not.
    """
    review = LegalReview.objects.create(
        page_id=home.pk,
        reviewer=reviewer,
        reviewed_on=reviewed_on,
        note=note,
        recorded_by=user,
        texts=texts_to_review(home),
    )
    look_again()
    return review


def look_at_reviews() -> int:
    """Mark the reviews that visitors read other texts than, and return how many are marked anew or no more.

    What is open stays open: its visitors must not lose it. Takes one query, and a handful for each language.
    """
    changed = 0
    for review in reviews_that_hold():
        is_outdated = bool(texts_changed_since(review))
        if is_outdated != (review.outdated_since is not None):
            review.outdated_since = timezone.now() if is_outdated else None
            review.save(update_fields=["outdated_since"])
            changed += 1
    return changed


@transaction.atomic
def take_back_legal_review(review: LegalReview, user: User | None) -> None:
    """Let a review no longer hold. If it was the last one, visitors don't meet the language any more.

    One that is taken back already stays as it is.
    """
    if review.taken_back_at is not None:
        return
    review.taken_back_at, review.taken_back_by = timezone.now(), user
    review.save(update_fields=["taken_back_at", "taken_back_by"])
    if is_translated_home(review.page):
        hold_back_if_not_whole(review.page)
