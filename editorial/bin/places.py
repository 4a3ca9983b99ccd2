"""Where a page in the bin was, and who may do there what they may do with it."""

from django.contrib.auth.models import User
from wagtail.models import Page, Site
from wagtail.models.pages import PagePermissionTester

from .models import BinnedPage
from .tree import DEPTH, find_bin, is_in_bin


def place_to_go_back_to(binned: BinnedPage) -> Page | None:
    """Return the page below which it was, if that is still there and not in the bin itself."""
    parent = binned.parent
    return None if parent is None or is_in_bin(parent) else parent


def nearest_place(binned: BinnedPage) -> Page:
    """Return where it was, or what is left nearest to that: the home page of its language, or the root."""
    parent, bin_page = binned.parent, find_bin()
    passed: set[int] = set()
    while parent is not None and bin_page is not None and parent.path.startswith(bin_page.path):
        above = BinnedPage.objects.filter(page__path=parent.path[: (DEPTH + 1) * Page.steplen]).first()
        if above is None or above.pk in passed:
            parent = None
            break
        passed.add(above.pk)
        parent = above.parent
    if parent is not None:
        return parent
    homes = Page.objects.filter(
        translation_key__in=Site.objects.order_by().values("root_page__translation_key"),
        locale=binned.page.locale_id,
    )
    if bin_page is not None:
        homes = homes.exclude(path__startswith=bin_page.path)
    return homes.order_by("path").first() or Page.get_first_root_node()


def may_delete(user: User, binned: BinnedPage) -> bool:
    """Tell whether the user might delete the page if it were where it was."""
    in_bin: PagePermissionTester = binned.page.permissions_for_user(user)
    at_place: PagePermissionTester = nearest_place(binned).permissions_for_user(user)
    # Rights are given on a page and all below it. Administrators need none.
    in_bin.permissions = getattr(at_place, "permissions", set())
    if not in_bin.can_delete():
        return False
    return user.is_superuser or "publish" in in_bin.permissions or not binned.public_before.exists()


def may_put_below(user: User, binned: BinnedPage, parent: Page, *, public: bool) -> bool:
    """Tell whether the user might make such a page there, and publish it if it is to be public."""
    rights = parent.permissions_for_user(user)
    may_add = rights.can_add_subpage() or (parent.depth == 1 and user.is_superuser)
    return bool(may_add and (not public or user.is_superuser or "publish" in rights.permissions))


def binned_pages_for(user: User) -> list[BinnedPage]:
    """Return what is in the bin and the user might delete, the last first."""
    rows = BinnedPage.objects.select_related("page__locale", "parent", "deleted_by").prefetch_related(
        "public_before"
    )
    return [row for row in rows if may_delete(user, row)]
