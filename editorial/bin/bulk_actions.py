"""Deleting several pages at once puts them into the bin too."""

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import ngettext
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.models import Page

from .actions import put_in_bin


class BinBulkAction(DeleteBulkAction):
    """Stands in place of Wagtail's, and asks and tells what it does."""

    template_name = "editorial/admin/bin/confirm_bulk.html"

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Ask for no name of the site to be typed: all of it can be put back."""
        answer: HttpResponseBase = super(DeleteBulkAction, self).post(request)
        return answer

    @classmethod
    def execute_action(
        cls, objects: list[Page], user: User | None = None, **kwargs: object
    ) -> tuple[int, int]:
        """Put the pages into the bin; one that lies below another goes with that one."""
        tops = [page for page in objects if not any(page.is_descendant_of(other) for other in objects)]
        below = sum(page.get_descendant_count() for page in tops)
        for page in tops:
            put_in_bin(page, user)
        return len(tops), below

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """Return what was done."""
        number = num_parent_objects + num_child_objects
        return ngettext(
            "%(number)d page is in the bin. You find it under Bin.",
            "%(number)d pages are in the bin. You find them under Bin.",
            number,
        ) % {"number": number}
