"""Handing over in the admin: keys proved and retired, files made, fetched and acknowledged."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView, View
from wagtail.log_actions import log

from ..actions.acknowledge_export import acknowledge_export
from ..actions.approve_recipient_key import approve_recipient_key
from ..actions.prove_recipient_key import prove_recipient_key
from ..actions.refused import Refused
from ..actions.request_export import request_export
from ..actions.retire_recipient_key import retire_recipient_key
from ..export_format import proof_file
from ..models import Export, RecipientKey
from ..opener_page import FILE_NAME, opener_page
from ..recipient_keys import why_it_is_needed
from ..sealing import seal_as_text
from .deliveries import progress
from .delivery_forms import CodeForm, RequestExportForm
from .views import OfOnePetitionView


class AnsweringForm(OfOnePetitionView, FormView):
    """A form whose faults are shown with the status that says so."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show what to put right."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


class OfOneKey(OfOnePetitionView):
    """For views about one key of the petition: only for who may keep keys."""

    permission_required = "keep_keys"

    @cached_property
    def key(self) -> RecipientKey:
        """The key of this address."""
        return get_object_or_404(RecipientKey, pk=self.kwargs["key"], petition=self.petition)

    @property
    def keys_address(self) -> str:
        """Where the list of keys is."""
        return f"{self.petition_address}#tab-keys"


class ProveKeyView(OfOneKey, AnsweringForm):
    """See that a key's holder can open what is sealed to it, before anybody's signature is."""

    template_name = "petition_blocks/admin/prove_key.html"
    form_class = CodeForm
    page_title = gettext_lazy("Confirm a key")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the sealed code."""
        return {
            **super().get_context_data(**kwargs),
            "key": self.key,
            "sealed": seal_as_text({"code": self.key.proof_code}, self.key.public_key),
        }

    def form_valid(self, form: CodeForm) -> HttpResponse:
        """Note that the key is proved, or say why not."""
        try:
            prove_recipient_key(self.key, form.cleaned_data["code"], self.user)
        except Refused as refusal:
            form.add_error("code", str(refusal))
            return self.form_invalid(form)
        messages.success(
            self.request, _("The key of “%(name)s” works: it is confirmed.") % {"name": self.key.name}
        )
        return redirect(self.keys_address)


class ProofFileView(OfOneKey, View):
    """A file with a made-up signature and the code, for who opens it without a network."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Return the file."""
        return _attachment(
            HttpResponse(proof_file(self.key), content_type="application/octet-stream"),
            f"{self.petition.slug}-test.signatures.jsonl",
        )


class ApproveKeyView(OfOneKey, TemplateView):
    """Agree, as a second person, that signatures are sealed to a key."""

    template_name = "petition_blocks/admin/approve_key.html"
    page_title = gettext_lazy("Approve a key")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the key, and whether it is this person's own."""
        return {
            **super().get_context_data(**kwargs),
            "key": self.key,
            "is_own": self.key.added_by_id == self.user.pk,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Approve it, or say why not."""
        try:
            approve_recipient_key(self.key, self.user)
        except Refused as refusal:
            return self.render_to_response(self.get_context_data(refusal=str(refusal)), status=409)
        messages.success(
            request,
            _("The key of “%(name)s” is approved. Signatures are sealed to it from now on.")
            % {"name": self.key.name},
        )
        return redirect(self.keys_address)


class RetireKeyView(OfOneKey, TemplateView):
    """Seal nothing more to a key, and keep what is."""

    template_name = "petition_blocks/admin/retire_key.html"
    page_title = gettext_lazy("Retire key")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what stands in the way."""
        return {**super().get_context_data(**kwargs), "key": self.key, "why_not": why_it_is_needed(self.key)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Retire it, or say why not."""
        try:
            retire_recipient_key(self.key, self.user)
        except Refused:
            return self.render_to_response(self.get_context_data(), status=409)
        messages.success(request, _("The key of “%(name)s” is retired.") % {"name": self.key.name})
        return redirect(self.keys_address)


class DeliveryView(OfOnePetitionView):
    """For views of who may hand over."""

    permission_required = "export"

    @property
    def deliveries_address(self) -> str:
        """Where the list of files is."""
        return f"{self.petition_address}#tab-delivery"

    @cached_property
    def export(self) -> Export:
        """The file of this address."""
        exports = Export.objects.select_related("petition", "recipient")
        return get_object_or_404(exports, petition=self.petition, number=self.kwargs["number"])


class RequestExportView(DeliveryView, AnsweringForm):
    """Have a file made."""

    template_name = "petition_blocks/admin/request_export.html"
    form_class = RequestExportForm
    page_title = gettext_lazy("New file")

    def get_form_kwargs(self) -> dict[str, Any]:
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
        return redirect(self.deliveries_address)


class DownloadExportView(DeliveryView, View):
    """The file itself, piece by piece."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Return the file while it is there."""
        export = self.export
        if export.state != Export.State.READY:
            messages.error(request, _("This file is not there, or not any more."))
            return redirect(self.deliveries_address)
        log(
            instance=self.petition,
            action="petition_blocks.download_export",
            user=self.user,
            data={"number": export.number, "name": export.recipient.name},
        )
        response = StreamingHttpResponse(export.content(), content_type="application/octet-stream")
        response["Content-Length"] = str(export.size)
        return _attachment(response, export.file_name)


class AcknowledgeExportView(DeliveryView, AnsweringForm):
    """Note that a recipient has opened a file."""

    template_name = "petition_blocks/admin/acknowledge_export.html"
    form_class = CodeForm
    page_title = gettext_lazy("File received")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
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
        return redirect(self.deliveries_address)


class ExportProgressView(DeliveryView, View):
    """How far the files have come."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return it as JSON."""
        return JsonResponse({"exports": progress(self.petition)})


class OpenerPageView(OfOnePetitionView, View):
    """The page that opens files without a network, to keep. It holds nothing secret."""

    permission_required = None  # type: ignore[assignment]  # any of these will do
    any_permission_required = ["change", "view", "export", "keep_keys"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Return the page as a file, never as a page of the admin."""
        return _attachment(HttpResponse(opener_page(), content_type="text/html; charset=utf-8"), FILE_NAME)


def _attachment(response: HttpResponseBase, name: str) -> HttpResponseBase:
    """Let browsers keep the answer as a file, whatever is in it."""
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def delivery_urls(construct: Any) -> list[URLPattern]:
    """Return the addresses of these views, made by a viewset."""
    views: list[tuple[str, Any, str]] = [
        ("<int:pk>/keys/<int:key>/confirm/", ProveKeyView, "prove_key"),
        ("<int:pk>/keys/<int:key>/test-file/", ProofFileView, "proof_file"),
        ("<int:pk>/keys/<int:key>/approve/", ApproveKeyView, "approve_key"),
        ("<int:pk>/keys/<int:key>/retire/", RetireKeyView, "retire_key"),
        ("<int:pk>/files/new/", RequestExportView, "request_export"),
        ("<int:pk>/files/progress/", ExportProgressView, "export_progress"),
        ("<int:pk>/files/open-page/", OpenerPageView, "opener_page"),
        ("<int:pk>/files/<int:number>/", DownloadExportView, "download_export"),
        ("<int:pk>/files/<int:number>/received/", AcknowledgeExportView, "acknowledge_export"),
    ]
    return [path(route, never_cache(construct(view)), name=name) for route, view, name in views]
