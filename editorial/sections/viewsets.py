"""Sections in the admin."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Section, SectionQuerySet


class SectionViewSet(SnippetViewSet):
    """Sections, in the menu below the pages."""

    model = Section
    menu_label = _("Sections")
    icon = "copy"
    menu_order = 140
    add_to_admin_menu = True
    list_display = ["title", BooleanColumn("live", label=_("Published"))]

    def get_queryset(self, request: HttpRequest) -> SectionQuerySet:
        """Return each section once, as it was first written among those that the user may change.

        A form's list of languages leads to the others, and so does the list's own filter by language.
        """
        policy = policy_registry.get_by_type(Section)
        mine: SectionQuerySet = policy.instances_user_has_any_permission_for(
            request.user, ["add", "change", "delete", "view"]
        )
        return mine if request.GET.get("locale") else mine.in_first_language()
