"""What editors see of all pages together."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.permissions import page_permission_policy

from .loose_ends import loose_ends_of
from .sections.models import Section


class LooseEndsView(WagtailAdminTemplateMixin, TemplateView):
    """The public pages and sections with blocks that lead nowhere, for those who can mend them."""

    page_title = _("Links that lead nowhere")
    header_icon = "link"
    template_name = "editorial/admin/loose_ends.html"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Answer those who may change a page."""
        if not page_permission_policy.user_has_permission(request.user, "change"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way here."""
        return [*self.breadcrumbs_items, {"url": "", "label": str(self.page_title)}]

    def _sections(self) -> list[Section]:
        if not self.request.user.has_perm("editorial.change_section"):
            return []
        return list(Section.objects.filter(live=True).select_related("locale").order_by("title", "pk"))

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add `pages` and `sections`: each with what leads nowhere on it."""
        context: dict[str, object] = super().get_context_data(**kwargs)
        mine = page_permission_policy.instances_user_has_permission_for(self.request.user, "change")
        pages = list(mine.filter(live=True, depth__gt=1).select_related("locale").order_by("path").specific())
        ends = loose_ends_of(pages)
        context["pages"] = [(page, ends[page.pk]) for page in pages if page.pk in ends]
        sections = self._sections()
        ends = loose_ends_of(sections)
        context["sections"] = [(section, ends[section.pk]) for section in sections if section.pk in ends]
        return context
