"""Settings → Locales: a language with all that its translators need, when it is added or later."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.models import Locale
from wagtail.permissions import locale_permission_policy
from wagtail_localize.locales.forms import LocaleForm
from wagtail_localize.locales.views import CreateView, LocaleViewSet

from .actions.add_language import add_language


class AddLanguageView(CreateView):
    """Adds a language with its home page and its group of translators."""

    def form_valid(self, form: LocaleForm) -> HttpResponse:
        """Add it, and say what there is to do next."""
        response: HttpResponse = super().form_valid(form)
        add_and_tell(self.request, self.object)
        return response


class LanguageViewSet(LocaleViewSet):
    """wagtail-localize's, with our way to add one."""

    add_view_class = AddLanguageView


add_language_view = LanguageViewSet("wagtaillocales", url_prefix="locales").add_view


@require_POST
def complete_language(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the home page and the group of translators of a language that came without them."""
    if not locale_permission_policy.user_has_permission(request.user, "change"):
        raise PermissionDenied
    locale = get_object_or_404(Locale, pk=pk)
    add_and_tell(request, locale)
    return redirect("wagtaillocales:edit", locale.pk)


def add_and_tell(request: HttpRequest, locale: Locale) -> None:
    """Make what a language's translators need, and tell the user what there is to do next."""
    try:
        added = add_language(locale.language_code, request.user)
    except ValidationError as problem:
        reason = _("The home page could not be translated into this language: %(language)s.") % {
            "language": locale.get_display_name()
        }
        messages.error(request, f"{reason} {' '.join(problem.messages)}")
        return
    if added.group is None:
        messages.warning(
            request,
            _(
                "Nobody has begun a home page yet that could be translated. Begin one, and come back to this "
                "language for its group of translators."
            ),
        )
        return
    buttons = []
    if request.user.has_perm("auth.change_user"):
        buttons.append(messages.button(reverse("wagtailusers_users:index"), _("People"), new_window=False))
    messages.success(
        request,
        _(
            "Its home page is there, as a draft until somebody publishes it. Put whoever is to translate "
            "into the group “%(group)s”."
        )
        % {"group": added.group.name},
        buttons=buttons,
    )
