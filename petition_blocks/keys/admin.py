"""Keys in the admin: added, approved, proved, retired and revoked."""

from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.panels import Panel
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogFormatter
from wagtail.models import ModelLogEntry

from ..admin.base_views import OfOnePetitionView
from ..admin.links import may_see_petitions
from ..petition.models import Petition
from ..petition.refusals import Refused
from ..sealing.encryption import seal_as_text
from .actions import (
    add_recipient_key,
    approve_recipient_key,
    prove_recipient_key,
    retire_recipient_key,
    revoke_recipient_key,
)
from .forms import CodeForm, RecipientKeyForm, RevokeKeyForm
from .models import KeyChange, RecipientKey
from .rights import may_keep_keys
from .rules import needs_second_person, sealed_to_no_other_key, why_it_is_needed
from .sealed_files import proof_file


class AddKeyView(OfOnePetitionView, FormView):
    """Let somebody read signatures from now on."""

    permission_required = "keep_keys"
    template_name = "petition_blocks/keys/admin/add_key.html"
    form_class = RecipientKeyForm
    page_title = gettext_lazy("New key")

    def get_form_kwargs(self) -> dict[str, object]:
        """Say which petition the key is for."""
        return {**super().get_form_kwargs(), "petition": self.petition}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add whether a second person has to approve it."""
        return {
            **super().get_context_data(**kwargs),
            "needs_second_person": needs_second_person(self.petition),
        }

    def form_valid(self, form: RecipientKeyForm) -> HttpResponse:
        """Store the key."""
        key = add_recipient_key(form.save(commit=False), self.user)
        if key.approved_at is None:
            words = _(
                "The key of “%(name)s” is added. Nothing is sealed to it before a second person approves it; "
                "they get a mail."
            )
        else:
            words = _("The key of “%(name)s” is added.")
        messages.success(self.request, words % {"name": key.name})
        # Now, while its holder is here: a secret half that was lost at once is noticed at once.
        return redirect("petitions:prove_key", self.petition.pk, key.pk)

    def form_invalid(self, form: RecipientKeyForm) -> HttpResponse:
        """Show what to put right."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


class RevokeKeyView(OfOnePetitionView, FormView):
    """Take somebody's means of reading signatures away, once its price is understood."""

    permission_required = "keep_keys"
    template_name = "petition_blocks/keys/admin/revoke_key.html"
    form_class = RevokeKeyForm
    page_title = gettext_lazy("Revoke key")

    @cached_property
    def key(self) -> RecipientKey:
        """The key of this address."""
        return get_object_or_404(RecipientKey, pk=self.kwargs["key"], petition=self.petition)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add what would become unreadable, and what stands in the way."""
        return {
            **super().get_context_data(**kwargs),
            "key": self.key,
            "why_not": why_it_is_needed(self.key),
            "sealed": self.key.sealed_records.count(),
            "lost": sealed_to_no_other_key(self.key),
        }

    def form_valid(self, form: RevokeKeyForm) -> HttpResponse:
        """Revoke it, or say why not."""
        name = self.key.name
        try:
            count = revoke_recipient_key(self.key, self.user)
        except Refused:
            return self.form_invalid(form)
        messages.success(
            self.request,
            ngettext(
                "The key of “%(name)s” is revoked. %(number)d sealed record was deleted.",
                "The key of “%(name)s” is revoked. %(number)d sealed records were deleted.",
                count,
            )
            % {"name": name, "number": count},
        )
        return redirect(f"{self.petition_url}#tab-keys")

    def form_invalid(self, form: RevokeKeyForm) -> HttpResponse:
        """Show what to put right."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


class AnsweringForm(OfOnePetitionView, FormView):
    """A form whose faults are shown with the status that says so."""

    def form_invalid(self, form: Form) -> HttpResponse:
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
    def keys_url(self) -> str:
        """Where the list of keys is."""
        return f"{self.petition_url}#tab-keys"


class ProveKeyView(OfOneKey, AnsweringForm):
    """See that a key's holder can open what is sealed to it, before anybody's signature is."""

    template_name = "petition_blocks/keys/admin/prove_key.html"
    form_class = CodeForm
    page_title = gettext_lazy("Confirm a key")

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
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
        return redirect(self.keys_url)


class ProofFileView(OfOneKey, View):
    """A file with a made-up signature and the code, for who opens it without a network."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Return the file."""
        return _attachment(
            HttpResponse(proof_file(self.key), content_type="application/octet-stream"),
            f"{self.petition.slug}-test.signatures.jsonl",
        )


class ApproveKeyView(OfOneKey, TemplateView):
    """Agree, as a second person, that signatures are sealed to a key."""

    template_name = "petition_blocks/keys/admin/approve_key.html"
    page_title = gettext_lazy("Approve a key")

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add the key, and whether it is this person's own."""
        return {
            **super().get_context_data(**kwargs),
            "key": self.key,
            "is_own": self.key.added_by_id == self.user.pk,
        }

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
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
        return redirect(self.keys_url)


class RetireKeyView(OfOneKey, TemplateView):
    """Seal nothing more to a key, and keep what is."""

    template_name = "petition_blocks/keys/admin/retire_key.html"
    page_title = gettext_lazy("Retire key")

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add what stands in the way."""
        return {**super().get_context_data(**kwargs), "key": self.key, "why_not": why_it_is_needed(self.key)}

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Retire it, or say why not."""
        try:
            retire_recipient_key(self.key, self.user)
        except Refused:
            return self.render_to_response(self.get_context_data(), status=409)
        messages.success(request, _("The key of “%(name)s” is retired.") % {"name": self.key.name})
        return redirect(self.keys_url)


def _attachment(response: HttpResponseBase, name: str) -> HttpResponseBase:
    """Let browsers keep the answer as a file, whatever is in it."""
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def keys_context(petition: Petition, user: AbstractBaseUser) -> dict[str, object]:
    """Return what the list of recipients' keys shows."""
    return {
        "petition": petition,
        "keys": petition.recipient_keys.select_related("added_by").order_by("covers", "pk"),
        "may_keep_keys": may_keep_keys(user),
        "needs_second_person": needs_second_person(petition),
        "key_changes": petition.key_changes.all(),
        "user": user,
    }


class RecipientKeysPanel(Panel):
    """Who can read signatures."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "petition_blocks/keys/admin/keys.html"

        def get_context_data(self, parent_context: Context | None = None) -> dict[str, object]:
            """Add the keys."""
            return {
                **super().get_context_data(parent_context),
                **keys_context(self.instance, self.request.user),
            }


class KeyAdded(LogFormatter):
    """Names the holder of a new key."""

    label = gettext_lazy("Add a key")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        """Say whose key it is."""
        return gettext("Added the key of “%(name)s”") % {"name": log_entry.data["name"]}


class KeyRevoked(LogFormatter):
    """Names the holder of a revoked key, and what went with it."""

    label = gettext_lazy("Revoke a key")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        """Say whose key it was, and how many sealed records were deleted with it."""
        return ngettext(
            "Revoked the key of “%(name)s”; %(sealed_records)d sealed record was deleted",
            "Revoked the key of “%(name)s”; %(sealed_records)d sealed records were deleted",
            log_entry.data["sealed_records"],
        ) % {"name": log_entry.data["name"], "sealed_records": log_entry.data["sealed_records"]}


# How long everybody who sees petitions reads on the admin's first page what was done with a key.
SHOWN_FOR = timedelta(days=14)


class KeysPanel(Component):
    """Keys that wait for a second person, and what was done with keys lately: for all who see petitions."""

    name = "keys"
    order = 60
    template_name = "petition_blocks/keys/admin/keys_panel.html"

    def get_context_data(self, parent_context: Context) -> dict[str, object]:
        """Add the keys that wait, with the way to them, and the changes."""
        request = parent_context["request"]
        waiting: list[tuple[RecipientKey, str]] = []
        changes: list[KeyChange] = []
        if may_see_petitions(request.user):
            keys = RecipientKey.objects.waiting().select_related("petition").order_by("pk")
            may_approve = may_keep_keys(request.user)
            waiting = [
                (
                    key,
                    reverse("petitions:approve_key", args=[key.petition_id, key.pk])
                    if may_approve and key.added_by_id != request.user.pk
                    else "",
                )
                for key in keys
            ]
            changes = list(
                KeyChange.objects.filter(happened_at__gt=timezone.now() - SHOWN_FOR).select_related(
                    "petition"
                )
            )
        return {"waiting": waiting, "changes": changes, "request": request}
