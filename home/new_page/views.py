"""Asking for the title, and making the page."""

from typing import Any, cast

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.models import Page

from .actions import begin_page
from .forms import NewPageForm, form_of
from .offered import may_begin
from .recipes import BY_NAME


class NewPageView(FormView):
    """Ask how the page is called, make it, and open its editor."""

    template_name = "home/admin/new_page/form.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let those in who may add such a page there."""
        if kwargs["name"] not in BY_NAME:
            raise Http404
        self.recipe = BY_NAME[kwargs["name"]]
        self.parent = get_object_or_404(Page, pk=kwargs["parent"]).specific
        if not may_begin(self.recipe, self.parent, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self) -> type[NewPageForm]:
        """Return the recipe's form."""
        return form_of(self.recipe.name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is made, and where."""
        return {
            **super().get_context_data(**kwargs),
            "page_title": self.recipe.label,
            "header_icon": "doc-empty-inverse",
            "recipe": self.recipe,
            "parent": self.parent,
        }

    def form_valid(self, form: NewPageForm) -> HttpResponse:
        """Make the page."""
        page = begin_page(self.recipe, self.parent, cast(User, self.request.user), **form.cleaned_data)
        messages.success(
            self.request,
            _("“%(title)s” is begun, as a draft. The hints in it say what only you can write.")
            % {"title": page.get_admin_display_title()},
        )
        return redirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))

    def form_invalid(self, form: NewPageForm) -> HttpResponse:
        """Show what to put right."""
        return self.render_to_response(self.get_context_data(form=form), status=422)
