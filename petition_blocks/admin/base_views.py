"""What all views about one petition have in common."""

from typing import cast

from django.contrib.auth.models import AbstractBaseUser
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from ..petition.models import Petition
from .links import register_url
from .registers import registers


class OfOnePetitionView(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """For views that do something with one petition: only for who may change it, with the way back.

    A view that needs another right names that, in `permission_required`.
    """

    model = Petition
    permission_required = "change"
    header_icon = "form"

    @cached_property
    def petition(self) -> Petition:
        """The petition of this address."""
        return get_object_or_404(registers(), pk=self.kwargs["pk"])

    @property
    def user(self) -> AbstractBaseUser:
        """Who is doing it. Nobody gets here without logging in."""
        return cast(AbstractBaseUser, self.request.user)

    @property
    def petition_url(self) -> str:
        """Where the petition is, for this user: its settings, or the same to read."""
        return register_url(self.petition, self.user) or reverse("wagtailadmin_home")

    def get_page_subtitle(self) -> str:
        """Name the petition."""
        return str(self.petition)

    def get_breadcrumbs_items(self) -> list[dict[str, object]]:
        """Lead back to the petition and the list."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("petitions:index"), "label": capfirst(Petition._meta.verbose_name_plural)},
            {"url": self.petition_url, "label": str(self.petition)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add the petition and its address."""
        context: dict[str, object] = super().get_context_data(**kwargs)
        context.update(petition=self.petition, petition_url=self.petition_url)
        return context
