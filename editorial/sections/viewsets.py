"""Sections in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn

from ..first_language import EachOnceViewSet
from .models import Section


class SectionViewSet(EachOnceViewSet):
    """Sections, in the menu below the pages."""

    model = Section
    menu_label = _("Sections")
    icon = "copy"
    menu_order = 140
    add_to_admin_menu = True
    list_display = ["title", BooleanColumn("live", label=_("Published"))]
