"""What answers at wagtail-localize's addresses."""

from collections.abc import Callable

from django.core.exceptions import ImproperlyConfigured, ObjectDoesNotExist, PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.models import DraftStateMixin, Page, TranslatableMixin
from wagtail.permissions import policy_registry
from wagtail.utils.decorators import xframe_options_sameorigin_override
from wagtail_localize.models import (
    OverridableSegment,
    SourceDeletedError,
    StringSegment,
    Translation,
    get_edit_url,
)
from wagtail_localize.views import edit_translation
from wagtail_localize.views.snippets_api import SnippetViewSet

from . import views
from .desk.report import ReportView
from .editable_translation import editable_translation
from .locale_permissions import locales_to_work_in
from .po.views import download_po_file, upload_po_file
from .sources.reading import draft_in
from .upstream_addresses import upstream_patterns

# Any of it lets somebody look for snippets of a kind.
ANY_RIGHT = ("add", "change", "delete", "publish", "view")


@require_http_methods(["PUT", "DELETE"])
def edit_text(request: HttpRequest, translation_id: int, string_segment_id: int) -> HttpResponse:
    """Write a text, or take it back, where it is one of this translation's."""
    translation, _target = editable_translation(request, translation_id)
    _require_part(StringSegment, string_segment_id, translation)
    return _written(edit_translation.edit_string_translation, request, translation_id, string_segment_id)


@require_http_methods(["PUT", "DELETE"])
def edit_override(request: HttpRequest, translation_id: int, overridable_segment_id: int) -> HttpResponse:
    """Let a picture, a link or the like be another one in this translation, or the source's again."""
    translation, _target = editable_translation(request, translation_id)
    _require_part(OverridableSegment, overridable_segment_id, translation)
    return _written(edit_translation.edit_override, request, translation_id, overridable_segment_id)


def _require_part(
    model: type[StringSegment] | type[OverridableSegment], pk: int, translation: Translation
) -> None:
    if not model.objects.filter(pk=pk, source=translation.source).exists():
        raise Http404


def _written(view: Callable[..., HttpResponse], request: HttpRequest, *keys: int) -> HttpResponse:
    try:
        return view(request, *keys)
    except MultiValueDictKeyError:
        # A request without a value, as no editor sends it.
        return HttpResponseBadRequest()


@require_POST
def machine_translate(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Have the missing texts suggested by a machine."""
    editable_translation(request, translation_id)
    return edit_translation.machine_translate(request, translation_id)


@require_POST
def stop_translation(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Stop a translation; its page is edited as any other from then on."""
    editable_translation(request, translation_id)
    return edit_translation.stop_translation(request, translation_id)


@xframe_options_sameorigin_override
def preview_translation(request: HttpRequest, translation_id: int, mode: str | None = None) -> HttpResponse:
    """Show the page as it would be published now."""
    translation, target = editable_translation(request, translation_id)
    if not isinstance(target, Page):
        raise Http404
    mode = target.default_preview_mode if mode is None else mode
    if mode not in dict(target.preview_modes):
        raise Http404
    try:
        draft = draft_in(translation.source, translation.target_locale)
    except SourceDeletedError:
        messages.error(request, _("The original was deleted, so there is nothing to preview it from."))
        return redirect(get_edit_url(target))
    return draft.make_preview_request(request, mode)


class ReportOfOwnLanguages(ReportView):
    """All translations into the languages that somebody works in."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Answer those who may submit something for translation."""
        if not request.user.has_perm("wagtail_localize.submit_translation"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> "QuerySet[Translation]":
        """Return the translations that the user has to do with."""
        return super().get_queryset().filter(target_locale__in=locales_to_work_in(self.request.user))


class ReadableSnippets(SnippetViewSet):
    """Tells the translation editor the names of snippets that are public, or that the user works on."""

    def get_queryset(self) -> "QuerySet[TranslatableMixin]":
        """Return the snippets that the user may hear about."""
        try:
            model = self.get_model()
        except (LookupError, ObjectDoesNotExist, ImproperlyConfigured) as problem:
            raise Http404 from problem
        policy, user = policy_registry.get_by_type(model), self.request.user
        if not policy.user_has_any_permission(user, ANY_RIGHT):
            raise PermissionDenied
        rows = super().get_queryset()
        if not issubclass(model, DraftStateMixin):
            return rows
        own = policy.instances_user_has_any_permission_for(user, ANY_RIGHT)
        return rows.filter(live=True) | rows.filter(pk__in=own.values("pk"))


OURS: dict[str, Callable[..., HttpResponseBase]] = {
    "submit_page_translation": views.SubmitPageView.as_view(),
    "submit_snippet_translation": views.SubmitSnippetView.as_view(),
    "update_translations": views.BringInChangesView.as_view(),
    "edit_string_translation": edit_text,
    "edit_override": edit_override,
    "download_pofile": download_po_file,
    "upload_pofile": upload_po_file,
    "machine_translate": machine_translate,
    "preview_translation": preview_translation,
    "stop_translation": stop_translation,
    "convert_to_alias": views.convert_to_alias,
    "translations_report": ReportOfOwnLanguages.as_view(),
    "translations_report_results": ReportOfOwnLanguages.as_view(results_only=True),
    "snippets_api_listing": ReadableSnippets.as_view({"get": "list"}),
    "snippets_api_detail": ReadableSnippets.as_view({"get": "retrieve"}),
}


def our_answers() -> list[URLPattern]:
    """Return our views at wagtail-localize's addresses, to be asked before it."""
    return [
        path(f"{prefix}{pattern.pattern}", OURS[pattern.name])
        for prefix, pattern in upstream_patterns()
        if pattern.name in OURS
    ]
