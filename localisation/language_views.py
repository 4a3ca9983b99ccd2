"""Settings → Locales → Add a locale: the language with all that its translators need."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail_localize.locales.forms import LocaleForm
from wagtail_localize.locales.views import CreateView, LocaleViewSet

from .actions.add_language import add_language


class AddLanguageView(CreateView):
    """Adds a language with its home page and its group of translators."""

    def form_valid(self, form: LocaleForm) -> HttpResponse:
        """Add it, and say what there is to do next."""
        response: HttpResponse = super().form_valid(form)
        name = self.object.get_display_name()
        try:
            added = add_language(self.object.language_code, self.request.user)
        except ValidationError as problem:
            reason = _("The home page could not be translated into this language: %(language)s.") % {
                "language": name
            }
            messages.error(self.request, f"{reason} {' '.join(problem.messages)}")
            return response
        buttons = []
        if self.request.user.has_perm("auth.change_user"):
            buttons.append(
                messages.button(reverse("wagtailusers_users:index"), _("People"), new_window=False)
            )
        messages.success(
            self.request,
            _(
                "Its home page is a draft that waits to be translated. Put whoever is to do that into the "
                "group “%(group)s”."
            )
            % {"group": added.group.name},
            buttons=buttons,
        )
        return response


class LanguageViewSet(LocaleViewSet):
    """wagtail-localize's, with our way to add one."""

    add_view_class = AddLanguageView


add_language_view = LanguageViewSet("wagtaillocales", url_prefix="locales").add_view
