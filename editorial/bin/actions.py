"""Put pages into the bin, back from it, and delete them for good."""

import logging

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils.translation import gettext as _
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.log_actions import log
from wagtail.models import Page, Site
from wagtail.signals import page_published, page_unpublished

from .models import BinnedPage, PublicBefore
from .places import place_to_go_back_to
from .tree import find_or_make_bin, is_in_bin

logger = logging.getLogger(__name__)


class Refused(Exception):
    """It can't be done; the message says why, in words for editors."""


@transaction.atomic
def put_in_bin(page: Page, user: User | None) -> BinnedPage:
    """Take the page and all below it off the site and out of the lists of pages, until it is put back.

    Its translations, and aliases that lie elsewhere, stay as they are, as they do when a page is deleted.
    """
    # The bin first: who puts pages there at the same time waits, and reads the tree as it is then.
    bin_page = find_or_make_bin()
    page = Page.objects.select_for_update().get(pk=page.pk)
    if there := BinnedPage.holding(page):
        # Deleted by somebody else a moment ago, itself or with a page above it.
        return there
    binned = BinnedPage.objects.create(
        page=page,
        parent=page.get_parent(),
        stood_before=page.get_next_sibling(),
        slug=page.slug,
        deleted_by=user,
    )
    for each in page.get_descendants(inclusive=True).specific():
        _take_off_site(each, binned, user)
    Page.objects.filter(pk=page.pk).update(slug=f"bin-{page.pk}")
    page = Page.objects.get(pk=page.pk)
    _move(page, bin_page, "last-child", user)
    return BinnedPage.objects.select_related("page").get(pk=binned.pk)


def _take_off_site(page: Page, binned: BinnedPage, user: User | None) -> None:
    """Unpublish one page, and let nothing happen to it by itself as long as it is in the bin."""
    page.revisions.update(approved_go_live_at=None)
    if page.workflow_in_progress:
        page.current_workflow_state.cancel(user=user)
    if not page.live:
        return
    PublicBefore.objects.create(
        binned=binned,
        page=page,
        live_revision=page.live_revision,
        has_unpublished_changes=page.has_unpublished_changes,
    )
    page.live, page.live_revision, page.has_unpublished_changes = False, None, True
    page.save(clean=False)
    log(instance=page, action="wagtail.unpublish", user=user)
    page_unpublished.send(sender=type(page), instance=page)


def _move(page: Page, target: Page, position: str, user: User | None) -> None:
    """Move the page. Whether the user may is asked by whoever calls: the bin itself gives no rights."""
    MovePageAction(page, target, pos=position, user=user).execute(skip_permission_checks=True)


@transaction.atomic
def put_back(
    binned: BinnedPage,
    user: User | None,
    *,
    parent: Page | None = None,
    slug: str = "",
    as_draft: bool = False,
) -> Page:
    """Put the page back where it was, or below another page or with another slug, and return it.

    What visitors could read they can read again, unless all is to be a draft. Raises `ValidationError` for
    `parent` or `slug` if the place is gone or its address is taken: then another one is to be chosen.
    """
    binned = BinnedPage.objects.select_for_update().get(pk=binned.pk)
    place = parent or place_to_go_back_to(binned)
    if place is None:
        raise ValidationError({"parent": _("The page above it is gone. Choose another place.")})
    slug = slug or binned.slug
    if place.get_children().filter(slug=slug).exists():
        raise ValidationError({"slug": _("Another page there has this address by now. Choose another one.")})
    Page.objects.filter(pk=binned.page_id).update(slug=slug)
    page = Page.objects.get(pk=binned.page_id)
    neighbour = binned.stood_before
    if neighbour is not None and neighbour.is_child_of(place):
        _move(page, neighbour, "left", user)
    else:
        _move(page, place, "last-child", user)
    if slug != binned.slug:
        _take_slug_into_draft(page, slug)
    if not as_draft:
        for before in binned.public_before.select_related("page", "live_revision"):
            _put_on_site(before, user)
    binned.delete()
    back: Page = Page.objects.get(pk=page.pk)
    return back


def _take_slug_into_draft(page: Page, slug: str) -> None:
    """Let the newest draft have the new slug too: the editor opens that one, not the page."""
    newest = page.get_latest_revision()
    if newest is not None:
        newest.content["slug"] = slug
        newest.save(update_fields=["content"])


def _put_on_site(before: PublicBefore, user: User | None) -> None:
    page = Page.objects.get(pk=before.page_id).specific
    page.live, page.live_revision = True, before.live_revision
    page.has_unpublished_changes = before.has_unpublished_changes
    page.save(clean=False)
    log(instance=page, action="wagtail.publish", user=user)
    page_published.send(sender=type(page), instance=page, revision=before.live_revision)


def delete_for_good(binned: BinnedPage, user: User | None) -> None:
    """Delete the page and all below it. Raises `Refused` if something still needs one of them."""
    branch = binned.page.get_descendants(inclusive=True)
    if Site.objects.filter(root_page__in=branch).exists():
        raise Refused(
            _("“%(title)s” is the home page of a site. Choose another one in Settings → Sites first.")
            % {"title": binned.title}
        )
    try:
        with transaction.atomic():
            DeletePageAction(binned.page, user=user).execute(skip_permission_checks=True)
    except (ProtectedError, RestrictedError):
        raise Refused(
            _("“%(title)s” can’t be deleted for good: people have signed it, or something needs it.")
            % {"title": binned.title}
        ) from None


def empty_bin() -> int:
    """Delete for good what has been in the bin for its 30 days, one page a time; return how many went.

    What can't be deleted stays there, where editors see it.
    """
    for binned in BinnedPage.due().select_related("page"):
        if not is_in_bin(binned.page):
            # Moved out by other means: it is nobody's to delete.
            binned.delete()
            continue
        try:
            delete_for_good(binned, None)
        except Refused:
            logger.info("page %s stays in the bin: something needs it", binned.page_id)
        else:
            return 1
    return 0
