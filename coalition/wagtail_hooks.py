"""The coalition in the admin."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.models import register_snippet

from editorial.first_language import EachOnceViewSet

from .member import Member
from .places_of_words import EDITORS, VISITORS


class MemberFilterSet(WagtailFilterSet):
    """Narrows the list of members."""

    class Meta:
        model = Member
        fields = ["kind", "live"]


class MemberViewSet(EachOnceViewSet):
    """Member organisations, in the menu under their own name."""

    model = Member
    menu_label = _("Members")
    icon = "group"
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["name", "kind", "since", BooleanColumn("live", label=_("Published"))]
    filterset_class = MemberFilterSet


register_snippet(MemberViewSet)


@hooks.register("places_of_interface_words")
def places_of_words() -> tuple[list[tuple[str, Promise]], list[tuple[str, Promise]]]:
    """Say where the words of this app are to be read, by visitors and by editors."""
    return VISITORS, EDITORS
