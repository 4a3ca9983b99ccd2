"""The panel “Checks” beside the editor also says where a picture is described by the name of its file."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import BaseItem, ContentCheckerItem
from wagtail.models import Page

from .alt_text import FILE_NAME_PATTERN


class CampaignContentChecker(ContentCheckerItem):
    """Wagtail's checks, with what we know of the names that cameras, phones and programs give to files."""

    axe_custom_checks = [
        {**check, "options": {"pattern": FILE_NAME_PATTERN}}
        if check["id"] == "check-image-alt-text"
        else check
        for check in ContentCheckerItem.axe_custom_checks
    ]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        "alt-text-quality": {
            "error_name": _("A picture is described by the name of its file"),
            "help_text": _("Write what is to be seen, for those who can’t see it"),
        },
    }


def use_own_checks(request: HttpRequest, items: list[BaseItem], page: Page | None) -> None:
    """Put these checks in the place of Wagtail's own."""
    items[:] = [CampaignContentChecker() if isinstance(item, ContentCheckerItem) else item for item in items]
