"""A page that was to be the parent of a copy, and was deleted meanwhile, is asked for again.

Wagtail's view looks for the parent before the form does, and fails where there is none.

Upstream: reported by nobody yet; `wagtail.admin.views.pages.copy`, Wagtail 8.0.1.
"""

from django.http import HttpRequest, HttpResponseBase
from django.views.generic.edit import ProcessFormView
from wagtail.admin.views.pages.copy import CopyView
from wagtail.models import Page

upstream_post = CopyView.post


def post(
    self: CopyView, request: HttpRequest, page_id: int, *args: object, **kwargs: object
) -> HttpResponseBase:
    """Copy the page, or show the form again with what is wrong."""
    parent = request.POST.get("new_parent_page", "")
    if parent.isdecimal() and Page.objects.filter(pk=parent).exists():
        response: HttpResponseBase = upstream_post(self, request, page_id, *args, **kwargs)
        return response
    return ProcessFormView.post(self, request, *args, **kwargs)


def ask_again_for_a_deleted_parent() -> None:
    """Show the form again where its view would fail."""
    CopyView.post = post
