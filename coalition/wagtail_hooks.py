"""The coalition in the admin."""

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .member import Member


class MemberFilterSet(WagtailFilterSet):
    """Narrows the list of members."""

    class Meta:
        model = Member
        fields = ["kind", "live"]


class MemberViewSet(SnippetViewSet):
    """Member organisations, in the menu under their own name."""

    model = Member
    menu_label = _("Members")
    icon = "group"
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["name", "kind", "since", BooleanColumn("live", label=_("Published"))]
    filterset_class = MemberFilterSet

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Member]":
        """Return each organisation once, as the row it was first entered in among those the user may change.

        Its rows in other languages hold a description and nothing else; a form's list of languages leads to
        them, and so does the list's own filter by language.
        """
        policy = policy_registry.get_by_type(Member)
        mine: QuerySet[Member] = policy.instances_user_has_any_permission_for(
            request.user, ["add", "change", "delete", "view"]
        )
        if request.GET.get("locale"):
            return mine
        older = mine.filter(translation_key=OuterRef("translation_key"), pk__lt=OuterRef("pk"))
        # The search in the list can't be made of the condition itself.
        return mine.filter(pk__in=mine.filter(~Exists(older)).values("pk"))


register_snippet(MemberViewSet)
