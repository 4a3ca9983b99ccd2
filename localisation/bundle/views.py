"""Take a language along as a bundle, bring it back, and decide what was changed in two ways."""

from typing import Any, cast

from django.contrib.auth.models import User
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Locale

from ..locale_permissions import locales_to_work_in
from .coming_back import Conflict, Outcome, take_back
from .deciding import Decision, decide, decision_about
from .documents import Document, documents_in
from .going_out import bundle, name_of_bundle
from .reading import read_bundle

SALT = "localisation.bundle"


class BundleView(WagtailAdminTemplateMixin, TemplateView):
    """One language's bundle."""

    page_title = gettext_lazy("Translate elsewhere")
    header_icon = "wagtail-localize-language"
    template_name = "localisation/admin/bundle/bundle.html"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Answer those who work in the language."""
        self.locale = locale_to_work_in(request, kwargs["language"])
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def documents(self) -> list[Document]:
        """All that the user may write in the language."""
        return list(documents_in(self.locale, self.request.user))

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way here."""
        here = {"url": "", "label": str(self.page_title), "sublabel": self.locale.get_display_name()}
        return [*self.breadcrumbs_items, here]

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        """Add the language, and what became of a bundle that was brought."""
        code = self.locale.language_code
        outcome = cast(Outcome | None, kwargs.get("outcome"))
        return {
            **super().get_context_data(**kwargs),
            "locale": self.locale,
            "direction": "rtl" if get_language_info(code)["bidi"] else "ltr",
            "conflicts": [(conflict, signed(conflict)) for conflict in outcome.conflicts] if outcome else [],
        }

    def post(self, request: HttpRequest, **kwargs: object) -> HttpResponse:
        """Take over what was changed in a bundle, or what was decided about it."""
        user = cast(User, request.user)
        try:
            if "decided" in request.POST:
                outcome = decide(decisions_in(request), self.documents, user)
            else:
                files = read_bundle(request.FILES.get("file"), self.locale)
                outcome = take_back(files, self.documents, user)
        except ValidationError as problem:
            messages.error(request, " ".join([*problem.messages, _("Nothing was changed.")]))
            return self.render_to_response(self.get_context_data())
        return self.render_to_response(self.get_context_data(outcome=outcome))


def signed(conflict: Conflict) -> str:
    """Return the decision that a conflict offers, as a text that nobody can change."""
    return signing.dumps(decision_about(conflict), salt=SALT, compress=True)


def decisions_in(request: HttpRequest) -> list[Decision]:
    """Return for which texts the file's words are to be taken. Raises `ValidationError`."""
    try:
        return [Decision(*signing.loads(value, salt=SALT)) for value in request.POST.getlist("take")]
    except (signing.BadSignature, TypeError):
        raise ValidationError(_("This can’t be read any more. Bring the file once more.")) from None


def bundle_file(request: HttpRequest, language: str) -> HttpResponse:
    """Hand out a language's bundle."""
    locale = locale_to_work_in(request, language)
    return HttpResponse(
        bundle(locale, documents_in(locale, request.user)),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name_of_bundle(locale)}"'},
    )


def locale_to_work_in(request: HttpRequest, language: object) -> Locale:
    """Return a language that the user translates into; refuses those who don't."""
    locale: Locale = get_object_or_404(Locale, language_code=language)
    may_submit = request.user.has_perm("wagtail_localize.submit_translation")
    if not may_submit or not locales_to_work_in(request.user).filter(pk=locale.pk).exists():
        raise PermissionDenied
    return locale
