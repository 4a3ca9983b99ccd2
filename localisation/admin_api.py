"""What the translation editor's scripts, and others, ask the admin about pages."""

from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from wagtail.admin.api.views import PagesAdminAPIViewSet, Response
from wagtail.models import Page
from wagtail.query import PageQuerySet

from .actions.publish_translation import publish_translation
from .completeness import translation_of


class PagesEndpoint(PagesAdminAPIViewSet):
    """Wagtail's own, with two differences.

    It tells about any public page when asked for that one: the translation editor wants to show which page a
    block leads to, and would else be "fetching page information" for good, since a translator has no rights
    on the source's pages. And it publishes a translation as its editor does, complete or not at all.
    """

    def get_base_queryset(self) -> PageQuerySet:
        """Return the pages that the user may hear about."""
        pages = super().get_base_queryset()
        return pages | Page.objects.live().public() if self.action == "detail_view" else pages

    def action_view(self, request: HttpRequest, pk: int, action_name: str) -> Response:
        """Do something with a page."""
        translation = translation_of(self.get_object()) if action_name == "publish" else None
        if translation is None:
            return super().action_view(request, pk, action_name)
        try:
            publish_translation(translation, request.user)
        except ValidationError as problem:
            return Response(problem.messages, status=HTTPStatus.BAD_REQUEST)
        return Response(self.get_serializer(translation.get_target_instance()).data)
