"""Lists in the admin that show each thing once, though it has a row in every language."""

from typing import Any

from django.db.models import Exists, Model, OuterRef, QuerySet
from django.http import HttpRequest
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import SnippetViewSet


class EachOnceViewSet(SnippetViewSet):
    """For translatable snippets."""

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        """Return each once, as the row that it was first entered in among those that the user may change.

        A form's list of languages leads to the other rows, and so does the list's own filter by language.
        """
        policy = policy_registry.get_by_type(self.model)
        mine: QuerySet[Model] = policy.instances_user_has_any_permission_for(
            request.user, ["add", "change", "delete", "view"]
        )
        if request.GET.get("locale"):
            return mine
        older = mine.filter(translation_key=OuterRef("translation_key"), pk__lt=OuterRef("pk"))
        # The search in the list can't be made of the condition itself.
        return mine.filter(pk__in=mine.filter(~Exists(older)).values("pk"))
