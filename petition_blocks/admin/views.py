"""The views of the section Petitions. They show and ask; what is done is in `actions/`."""

from datetime import datetime
from typing import Any, cast

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button, HeaderButton

from ..actions.add_offline_batch import add_offline_batch
from ..actions.add_recipient_key import add_recipient_key
from ..actions.delete_petition import delete_petition
from ..actions.look_up_mail_records import look_up_mail_records
from ..actions.refused import NotReady, Refused
from ..actions.remove_offline_batch import remove_offline_batch
from ..actions.revoke_recipient_key import revoke_recipient_key
from ..actions.send_test_mail import send_test_mail
from ..mail_proof import LookFailed, mails_go_out, sender_domain
from ..models import AbuseStep, MailProof, OfflineBatch, Petition, RecipientKey, Submission
from ..recipient_keys import needs_second_person, sealed_to_no_other_key, why_it_is_needed
from .columns import PagesColumn, PetitionTitleColumn, StateColumn, number_columns
from .daily_numbers import daily_chart
from .deliveries import deliveries_context
from .forms import (
    DayForm,
    OfflineBatchForm,
    RecipientKeyForm,
    RemoveBatchForm,
    RevokeKeyForm,
    TestMailForm,
)
from .mail_numbers import mail_warnings, mails_context
from .mail_records import explained_records
from .register_links import address_of_missing, new_page_address, register_address
from .register_panels import batches_context, keys_context, pages_context
from .registers import ShownPage, moment_in_words, registers, shown_pages, summary_context
from .state_changes import STATE_CHANGES, StateChange, changes_offered


class PetitionIndexView(generic.IndexView):
    """All petitions with their numbers and pages."""

    any_permission_required = ["change", "view"]
    table_classname = "listing petition-stack"

    def get_base_queryset(self) -> QuerySet[Petition]:
        """Return the petitions with all that the list shows."""
        return registers()

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """What the list shows."""
        return [
            self._get_title_column("name", PetitionTitleColumn),
            StateColumn("state", label=gettext_lazy("State")),
            *number_columns(sortable=True),
            PagesColumn("pages", label=gettext_lazy("Pages"), pages_of=self._pages_of),
        ]

    def _pages_of(self, petition: Petition) -> list[ShownPage]:
        return self._shown_pages.get(petition.pk, [])

    @cached_property
    def _shown_pages(self) -> dict[int, list[ShownPage]]:
        return shown_pages(self.page_of_petitions, self.request)

    def get_table(self, object_list: Any) -> Any:
        """Return the table, remembering which petitions it shows."""
        self.page_of_petitions = object_list
        return super().get_table(object_list)

    def get_list_more_buttons(self, instance: Petition) -> list[MenuItem]:
        """Offer the settings and what can be done with the petition in its state."""
        if not self.user_has_permission("change"):
            return []
        return [
            MenuItem(
                _("Settings"), url=reverse("petitions:edit", args=[instance.pk]), icon_name="cog", priority=10
            ),
            *(
                MenuItem(
                    change.label,
                    url=reverse("petitions:change_state", args=[instance.pk, change.verb]),
                    icon_name=change.icon,
                    priority=priority,
                )
                for priority, change in enumerate(changes_offered(instance), start=20)
            ),
        ]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """Lead to where petitions come from, and to whether their mails arrive."""
        buttons = []
        if address := new_page_address(self.request.user):
            buttons.append(HeaderButton(_("New petition page"), url=address, icon_name="plus"))
        if self.user_has_permission("change"):
            buttons.append(
                HeaderButton(_("Do mails arrive?"), url=reverse("petitions:mail_proof"), icon_name="mail")
            )
        return buttons

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add where a first petition is begun."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        context["new_page_address"] = new_page_address(self.request.user)
        context.update(mail_warnings(list(Petition.objects.all()), self.request.user))
        return context


class PetitionEditView(generic.EditView):
    """The petition's state with its buttons, and all its settings."""

    success_message = gettext_lazy("The settings of “%(object)s” are saved.")
    error_message = gettext_lazy("Nothing is saved yet. Please look at the fields marked below.")

    def get_queryset(self) -> QuerySet[Petition]:
        """Return the petitions with their numbers."""
        return registers()

    def get_success_url(self) -> str:
        """Stay here."""
        return self.get_edit_url()

    def get_success_buttons(self) -> list[Any]:
        """Offer nothing: this is the place."""
        return []

    def get_inspect_url(self) -> None:
        """Offer no second view of the same."""
        return

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Offer to delete the petition. Whether that can be, its page says."""
        return [
            *super().header_more_buttons,
            Button(
                _("Delete"),
                url=reverse("petitions:delete", args=[self.object.pk]),
                icon_name="bin",
                priority=20,
            ),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the summary. It tells what is stored, whatever stands in the form."""
        stored = registers().get(pk=self.object.pk) if self.request.method == "POST" else self.object
        return super().get_context_data(**kwargs) | summary_context(stored, self.request.user)


class PetitionInspectView(generic.InspectView):
    """The same to read, for who may not change it."""

    any_permission_required = ["change", "view"]
    page_title = gettext_lazy("Petition")

    def get_object(self, queryset: Any = None) -> Petition:
        """Return the petition with its numbers."""
        return get_object_or_404(registers(), pk=self.pk)

    def get_field_label(self, field_name: str, field: Any) -> str:
        """Name the field as the settings do."""
        if field_name == "controllers_text":
            return _("Who is responsible for the data")
        return str(super().get_field_label(field_name, field))

    def get_goal_steps_display_value(self) -> str:
        """Return the goals as people write them."""
        return ", ".join(map(str, self.object.goal_steps))

    def get_abuse_steps_display_value(self) -> str:
        """Return the steps in words."""
        steps = [str(AbuseStep(step).label) for step in self.object.abuse_steps]
        return "; ".join(steps) or _("Nothing")

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        """Return the value in words."""
        value = super().get_field_display_value(field_name, field)
        if isinstance(value, datetime):
            return moment_in_words(value)
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        return _("Not set") if value in (None, "") else value

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add summary, pages, keys and the chart."""
        user = self.request.user
        return {
            **super().get_context_data(**kwargs),
            **summary_context(self.object, user),
            **keys_context(self.object, user),
            **deliveries_context(self.object, user),
            **pages_context(self.object, self.request),
            **batches_context(self.object, user),
            "chart": daily_chart(self.object),
            **mails_context(self.object, user),
        }


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
    def petition_address(self) -> str:
        """Where the petition is, for this user: its settings, or the same to read."""
        return register_address(self.petition, self.user) or reverse("wagtailadmin_home")

    def get_page_subtitle(self) -> str:
        """Name the petition."""
        return str(self.petition)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the petition and the list."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("petitions:index"), "label": capfirst(Petition._meta.verbose_name_plural)},
            {"url": self.petition_address, "label": str(self.petition)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the petition and its address."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context.update(petition=self.petition, petition_address=self.petition_address)
        return context


class ChangeStateView(OfOnePetitionView, TemplateView):
    """Say what a button does, and do it once it is pressed again."""

    template_name = "petition_blocks/admin/change_state.html"

    @property
    def change(self) -> StateChange:
        """What this address is about."""
        return STATE_CHANGES[self.kwargs["verb"]]

    def get_page_title(self) -> str:
        """Say what it is about."""
        return str(self.change.label)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the question, and what stands in the way."""
        context = super().get_context_data(**kwargs)
        context.setdefault("form", self.day_form())
        context["change"] = self.change
        context["question"] = self.change.question % {"petition": self.petition}
        context["summary"] = summary_context(self.petition, self.user)
        return context

    def day_form(self, data: Any = None) -> DayForm | None:
        """Return the form for the day, if one is asked for."""
        return DayForm(data, label=self.change.day_label) if self.change.day_label else None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, or say why not."""
        form = self.day_form(request.POST)
        if form is not None and not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            self.change.do(self.petition, form.cleaned_data["day"] if form else None, self.user)
        except NotReady as refusal:
            return self._refuse(
                [
                    (missing.sentence, address_of_missing(missing, self.petition))
                    for missing in refusal.missing
                ]
            )
        except Refused as refusal:
            return self._refuse([(str(refusal), "")])
        messages.success(request, self.change.done % {"petition": self.petition})
        return redirect(self.petition_address)

    def _refuse(self, reasons: list[tuple[Any, str]]) -> HttpResponse:
        return self.render_to_response(self.get_context_data(reasons=reasons), status=409)


class DeletePetitionView(OfOnePetitionView, TemplateView):
    """Ask whether a petition that nobody has signed is to go with its pages, and let it go."""

    template_name = "petition_blocks/admin/delete.html"
    page_title = gettext_lazy("Delete")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what would go, and what stands in the way."""
        context = super().get_context_data(**kwargs)
        context["pages"] = self.petition.own_pages
        context["holds_people"] = self.petition.holds_people()
        return context

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Delete it, or say why not."""
        name = str(self.petition)
        try:
            delete_petition(self.petition, self.user)
        except Refused as refusal:
            return self.render_to_response(self.get_context_data(reason=str(refusal)), status=409)
        messages.success(request, _("“%(petition)s” is deleted.") % {"petition": name})
        return redirect("petitions:index")


class MailProofView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Show whether mailboxes will believe our mails, and look again when the button is pressed."""

    model = Petition
    permission_required = "change"
    template_name = "petition_blocks/admin/mail_proof.html"
    page_title = gettext_lazy("Will mailboxes believe our mails?")
    header_icon = "mail"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the list."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("petitions:index"), "label": capfirst(Petition._meta.verbose_name_plural)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was found last, and what to do about it."""
        proof = MailProof.objects.filter(domain=sender_domain()).first()
        return {
            **super().get_context_data(**kwargs),
            "domain": sender_domain(),
            "mails_go_out": mails_go_out(),
            "proof": proof,
            "records": explained_records(proof),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Look now."""
        try:
            look_up_mail_records()
        except LookFailed:
            messages.error(
                request, _("The internet’s name service did not answer, so nothing is known. Try again soon.")
            )
        else:
            messages.success(request, _("Looked up just now."))
        return redirect("petitions:mail_proof")


class AddKeyView(OfOnePetitionView, FormView):
    """Let somebody read signatures from now on."""

    permission_required = "keep_keys"
    template_name = "petition_blocks/admin/add_key.html"
    form_class = RecipientKeyForm
    page_title = gettext_lazy("New key")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say which petition the key is for."""
        return {**super().get_form_kwargs(), "petition": self.petition}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
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


class AddBatchView(OfOnePetitionView, FormView):
    """Count signatures that were collected on paper."""

    template_name = "petition_blocks/admin/add_batch.html"
    form_class = OfflineBatchForm
    page_title = gettext_lazy("Signatures on paper")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say which petition they are for."""
        return {**super().get_form_kwargs(), "petition": self.petition}

    def form_valid(self, form: OfflineBatchForm) -> HttpResponse:
        """Count them."""
        batch = add_offline_batch(form.save(commit=False), self.user)
        messages.success(
            self.request,
            ngettext(
                "%(number)d signature on paper is added.",
                "%(number)d signatures on paper are added.",
                batch.number,
            )
            % {"number": batch.number},
        )
        return redirect(f"{self.petition_address}#tab-on_paper")

    def form_invalid(self, form: OfflineBatchForm) -> HttpResponse:
        """Show what to put right."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


class RemoveBatchView(OfOnePetitionView, FormView):
    """Stop counting signatures on paper, and keep the reason."""

    template_name = "petition_blocks/admin/remove_batch.html"
    form_class = RemoveBatchForm
    page_title = gettext_lazy("Remove signatures on paper")

    @cached_property
    def batch(self) -> OfflineBatch:
        """The batch of this address."""
        return get_object_or_404(OfflineBatch, pk=self.kwargs["batch"], petition=self.petition)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the batch."""
        return {**super().get_context_data(**kwargs), "batch": self.batch}

    def form_valid(self, form: RemoveBatchForm) -> HttpResponse:
        """Count them no longer."""
        batch = remove_offline_batch(self.batch, form.cleaned_data["reason"], self.user)
        messages.success(
            self.request,
            ngettext(
                "%(number)d signature on paper no longer counts.",
                "%(number)d signatures on paper no longer count.",
                batch.number,
            )
            % {"number": batch.number},
        )
        return redirect(f"{self.petition_address}#tab-on_paper")

    def form_invalid(self, form: RemoveBatchForm) -> HttpResponse:
        """Show what to put right."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


class RevokeKeyView(OfOnePetitionView, FormView):
    """Take somebody's means of reading signatures away, once its price is understood."""

    permission_required = "keep_keys"
    template_name = "petition_blocks/admin/revoke_key.html"
    form_class = RevokeKeyForm
    page_title = gettext_lazy("Revoke key")

    @cached_property
    def key(self) -> RecipientKey:
        """The key of this address."""
        return get_object_or_404(RecipientKey, pk=self.kwargs["key"], petition=self.petition)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
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
            number = revoke_recipient_key(self.key, self.user)
        except Refused:
            return self.form_invalid(form)
        messages.success(
            self.request,
            ngettext(
                "The key of “%(name)s” is revoked. %(number)d sealed record was deleted.",
                "The key of “%(name)s” is revoked. %(number)d sealed records were deleted.",
                number,
            )
            % {"name": name, "number": number},
        )
        return redirect(f"{self.petition_address}#tab-keys")

    def form_invalid(self, form: RevokeKeyForm) -> HttpResponse:
        """Show what to put right."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


class TestMailView(OfOnePetitionView, FormView):
    """Send who asks one of the petition's mails, as signatories get it, and to nobody else."""

    template_name = "petition_blocks/admin/test_mail.html"
    form_class = TestMailForm
    page_title = gettext_lazy("Send me a test")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say which petition's mails."""
        return {**super().get_form_kwargs(), "petition": self.petition}

    def form_valid(self, form: TestMailForm) -> HttpResponse:
        """Send it, or say why not."""
        address = getattr(self.user, "email", "")
        if not address:
            return self.form_invalid(form)
        try:
            send_test_mail(form.cleaned_data["page"], Submission.Mail(form.cleaned_data["kind"]), address)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("The mail is on its way to %(address)s.") % {"address": address})
        return redirect(f"{self.petition_address}#tab-mails")

    def form_invalid(self, form: TestMailForm) -> HttpResponse:
        """Show what stands in the way."""
        return self.render_to_response(self.get_context_data(form=form), status=422)
