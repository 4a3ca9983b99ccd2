"""Handing over in the admin: files made, fetched and acknowledged."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template import Context
from django.urls import URLPattern, path
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.panels import Panel
from wagtail.log_actions import LogActionRegistry, LogFormatter, log
from wagtail.models import ModelLogEntry

from ..admin.base_views import OfOnePetitionView
from ..keys.admin import (
    AnsweringForm,
    ApproveKeyView,
    ProofFileView,
    ProveKeyView,
    RetireKeyView,
    _attachment,
)
from ..keys.forms import CodeForm
from ..petition.refusals import Refused
from .actions import acknowledge_export, request_export
from .decryptor_page import FILE_NAME, decryptor_page
from .forms import RequestExportForm
from .models import Export
from .shown_exports import exports_context, progress


class OfExportsView(OfOnePetitionView):
    """For views of who may hand over."""

    permission_required = "export"

    @property
    def exports_url(self) -> str:
        """Where the list of files is."""
        return f"{self.petition_url}#tab-exports"

    @cached_property
    def export(self) -> Export:
        """The file of this address."""
        exports = Export.objects.select_related("petition", "recipient")
        return get_object_or_404(exports, petition=self.petition, number=self.kwargs["number"])


class RequestExportView(OfExportsView, AnsweringForm):
    """Have a file made."""

    template_name = "petition_blocks/exports/admin/request_export.html"
    form_class = RequestExportForm
    page_title = gettext_lazy("New file")

    def get_form_kwargs(self) -> dict[str, object]:
        """Say whose keys there are."""
        return {**super().get_form_kwargs(), "petition": self.petition}

    def form_valid(self, form: RequestExportForm) -> HttpResponse:
        """Ask for it, or say why not."""
        data = form.cleaned_data
        try:
            export = request_export(data["recipient"], Export.Kind(data["kind"]), self.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("File %(number)d is being made.") % {"number": export.number})
        return redirect(self.exports_url)


class DownloadExportView(OfExportsView, View):
    """The file itself, piece by piece."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Return the file while it is there."""
        export = self.export
        if export.state != Export.State.READY:
            messages.error(request, _("This file is not there, or not any more."))
            return redirect(self.exports_url)
        log(
            instance=self.petition,
            action="petition_blocks.download_export",
            user=self.user,
            data={"number": export.number, "name": export.recipient.name},
        )
        response = StreamingHttpResponse(export.content(), content_type="application/octet-stream")
        response["Content-Length"] = str(export.size)
        return _attachment(response, export.file_name)


class AcknowledgeExportView(OfExportsView, AnsweringForm):
    """Note that a recipient has opened a file."""

    template_name = "petition_blocks/exports/admin/acknowledge_export.html"
    form_class = CodeForm
    page_title = gettext_lazy("File received")

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add the file."""
        return {**super().get_context_data(**kwargs), "export": self.export}

    def form_valid(self, form: CodeForm) -> HttpResponse:
        """Note it, or say why not."""
        try:
            export = acknowledge_export(self.export, form.cleaned_data["code"], self.user)
        except Refused as refusal:
            form.add_error("code", str(refusal))
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("File %(number)d has reached its recipient. Our copy is deleted.") % {"number": export.number},
        )
        return redirect(self.exports_url)


class ExportProgressView(OfExportsView, View):
    """How far the files have come."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Return it as JSON."""
        return JsonResponse({"exports": progress(self.petition)})


class DecryptorPageView(OfOnePetitionView, View):
    """The page that opens files without a network, to keep. It holds nothing secret."""

    permission_required = None  # type: ignore[assignment]  # any of these will do
    any_permission_required = ["change", "view", "export", "keep_keys"]

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Return the page as a file, never as a page of the admin."""
        return _attachment(HttpResponse(decryptor_page(), content_type="text/html; charset=utf-8"), FILE_NAME)


def export_urls(construct: Callable[[type[View]], Callable[..., HttpResponseBase]]) -> list[URLPattern]:
    """Return the addresses of these views, made by a viewset."""
    views: list[tuple[str, type[View], str]] = [
        ("<int:pk>/keys/<int:key>/confirm/", ProveKeyView, "prove_key"),
        ("<int:pk>/keys/<int:key>/test-file/", ProofFileView, "proof_file"),
        ("<int:pk>/keys/<int:key>/approve/", ApproveKeyView, "approve_key"),
        ("<int:pk>/keys/<int:key>/retire/", RetireKeyView, "retire_key"),
        ("<int:pk>/files/new/", RequestExportView, "request_export"),
        ("<int:pk>/files/progress/", ExportProgressView, "export_progress"),
        ("<int:pk>/files/open-page/", DecryptorPageView, "decryptor_page"),
        ("<int:pk>/files/<int:number>/", DownloadExportView, "download_export"),
        ("<int:pk>/files/<int:number>/received/", AcknowledgeExportView, "acknowledge_export"),
    ]
    return [path(route, never_cache(construct(view)), name=name) for route, view, name in views]


class ExportsPanel(Panel):
    """Files for those who can read signatures."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "petition_blocks/exports/admin/exports.html"

        def get_context_data(self, parent_context: Context | None = None) -> dict[str, object]:
            """Add the files."""
            return {
                **super().get_context_data(parent_context),
                **exports_context(self.instance, self.request.user),
            }


def _sentence(label: str | Promise, sentence: str | Promise) -> type[LogFormatter]:
    """Return what fills the data of a log entry into a sentence."""

    class Sentence(LogFormatter):
        """Says what was done, with whom and which file."""

        def format_message(self, log_entry: ModelLogEntry) -> str:
            """Return the sentence."""
            return str(sentence) % log_entry.data

    Sentence.label = label
    return Sentence


ENTRIES = {
    "approve_key": _sentence(
        gettext_lazy("Approve a key"),
        gettext_lazy("Approved the key of “%(name)s”: signatures are sealed to it"),
    ),
    "prove_key": _sentence(
        gettext_lazy("Confirm a key"), gettext_lazy("Confirmed that “%(name)s” can open what is sealed")
    ),
    "retire_key": _sentence(
        gettext_lazy("Retire a key"), gettext_lazy("Retired the key of “%(name)s”: it seals nothing new")
    ),
    "request_export": _sentence(
        gettext_lazy("Make a file"), gettext_lazy("Had file %(number)d with signatures made for “%(name)s”")
    ),
    "download_export": _sentence(
        gettext_lazy("Download a file"),
        gettext_lazy("Downloaded file %(number)d with sealed signatures for “%(name)s”"),
    ),
    "acknowledge_export": _sentence(
        gettext_lazy("Acknowledge a file"),
        gettext_lazy("“%(name)s” has received file %(number)d and opened it"),
    ),
}


def register_export_log_entries(registry: LogActionRegistry) -> None:
    """Tell Wagtail what these actions are called."""
    for name, formatter in ENTRIES.items():
        registry.register_action(f"petition_blocks.{name}")(formatter)
