"""The root of all pages can be neither moved nor locked, and asking for it is no server error.

Wagtail's views for dragging a page to another place and for locking one look for the page above it, and the
root has none. Its view that moves a page asks who may do so only after it has looked for the page's address
below the new one.

Upstream: reported by nobody yet; `wagtail.admin.views.pages.ordering`, `….lock`, `….move`, Wagtail 8.0.1.
"""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from wagtail.admin.views.pages.lock import PageOperationViewMixin
from wagtail.admin.views.pages.move import MoveConfirmView
from wagtail.admin.views.pages.ordering import SetPagePositionView
from wagtail.models import Page

upstream_post = SetPagePositionView.post
upstream_dispatch = MoveConfirmView.dispatch
upstream_get_object = PageOperationViewMixin.get_object


def refuse_the_root(page_to_move_id: int) -> None:
    """Raise `PermissionDenied` if the page is the root."""
    if Page.objects.filter(pk=page_to_move_id, depth=1).exists():
        raise PermissionDenied


def post(
    self: SetPagePositionView, request: HttpRequest, page_to_move_id: int, *args: object, **kwargs: object
) -> HttpResponseBase:
    """Move the page among those beside it, unless it is the root."""
    refuse_the_root(page_to_move_id)
    response: HttpResponseBase = upstream_post(self, request, page_to_move_id, *args, **kwargs)
    return response


def dispatch(
    self: MoveConfirmView,
    request: HttpRequest,
    page_to_move_id: int,
    destination_id: int,
    *args: object,
    **kwargs: object,
) -> HttpResponseBase:
    """Move the page below another one, unless it is the root, or the other one lies below it."""
    refuse_the_root(page_to_move_id)
    page = get_object_or_404(Page, pk=page_to_move_id)
    if get_object_or_404(Page, pk=destination_id).path.startswith(page.path):
        raise PermissionDenied
    response: HttpResponseBase = upstream_dispatch(
        self, request, page_to_move_id, destination_id, *args, **kwargs
    )
    return response


def get_object(self: PageOperationViewMixin) -> Page:
    """Return the page to lock or unlock, unless it is the root."""
    page: Page = upstream_get_object(self)
    refuse_the_root(page.pk)
    return page


def keep_the_root_in_place() -> None:
    """Refuse to move and to lock the root."""
    SetPagePositionView.post = post
    MoveConfirmView.dispatch = dispatch
    PageOperationViewMixin.get_object = get_object
