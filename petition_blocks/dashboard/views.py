"""The views of the section Petitions."""

from collections.abc import Sequence

from django.db.models import Field, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import BaseColumn, Table
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button, HeaderButton

from ..admin.base_views import OfOnePetitionView
from ..admin.columns import PetitionTitleColumn, StateColumn, count_columns
from ..admin.registers import registers, value_in_words
from ..counting.admin import batches_context
from ..counting.daily_counts import daily_chart
from ..exports.shown_exports import exports_context
from ..keys.admin import keys_context
from ..lifecycle.actions import change_state
from ..lifecycle.admin import url_of_missing
from ..lifecycle.forms import DayForm
from ..lifecycle.readiness import NotReady
from ..lifecycle.transitions import BY_VERB, Transition, transitions_offered
from ..mailing.admin import mail_warnings, mails_context
from ..page.admin import PagesColumn, ShownPage, new_page_url, pages_context, shown_pages
from ..petition.abuse_steps import AbuseStep
from ..petition.delete import delete_petition
from ..petition.models import Petition
from ..petition.refusals import Refused, WrongDay
from ..reuse.admin import reuse_url
from .summary import summary_context


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
            *count_columns(sortable=True),
            PagesColumn("pages", label=gettext_lazy("Pages"), pages_of=self._pages_of),
        ]

    def _pages_of(self, petition: Petition) -> list[ShownPage]:
        return self._shown_pages.get(petition.pk, [])

    @cached_property
    def _shown_pages(self) -> dict[int, list[ShownPage]]:
        return shown_pages(self.page_of_petitions, self.request)

    def get_table(self, object_list: Sequence[Petition]) -> Table:
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
                    change.label_in(instance.state),
                    url=reverse("petitions:change_state", args=[instance.pk, change.verb]),
                    icon_name=change.icon,
                    priority=priority,
                )
                for priority, change in enumerate(transitions_offered(instance), start=20)
            ),
            *(
                [MenuItem(_("Use this petition again"), url=url, icon_name="copy", priority=90)]
                if (url := reuse_url(instance, self.request.user))
                else []
            ),
        ]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """Lead to where petitions come from, and to whether their mails arrive."""
        buttons = []
        if url := new_page_url(self.request.user):
            buttons.append(HeaderButton(_("New petition page"), url=url, icon_name="plus"))
        if self.user_has_permission("change"):
            buttons.append(
                HeaderButton(_("Who answers for data"), url=reverse("organisations:index"), icon_name="group")
            )
            buttons.append(
                HeaderButton(_("Do mails arrive?"), url=reverse("petitions:mail_proof"), icon_name="mail")
            )
        return buttons

    def get_context_data(self, *args: object, **kwargs: object) -> dict[str, object]:
        """Add where a first petition is begun."""
        context: dict[str, object] = super().get_context_data(*args, **kwargs)
        context["new_page_url"] = new_page_url(self.request.user)
        context.update(mail_warnings(list(Petition.objects.all()), self.request.user))
        # Whether anybody sends mails and makes files is known to whoever runs the processes.
        context["trouble"] = [text for tell in hooks.get_hooks("tell_of_workers") if (text := tell())]
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

    def get_success_buttons(self) -> list[Button]:
        """Offer nothing: this is the place."""
        return []

    def get_inspect_url(self) -> None:
        """Offer no second view of the same."""
        return

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Offer to use the petition again, and to delete it. Whether that can be, its page says."""
        again = reuse_url(self.object, self.request.user)
        return [
            *super().header_more_buttons,
            *(
                [Button(_("Use this petition again"), url=again, icon_name="copy", priority=15)]
                if again
                else []
            ),
            Button(
                _("Delete"),
                url=reverse("petitions:delete", args=[self.object.pk]),
                icon_name="bin",
                priority=20,
            ),
        ]

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add the summary. It tells what is stored, whatever stands in the form."""
        stored = registers().get(pk=self.object.pk) if self.request.method == "POST" else self.object
        return super().get_context_data(**kwargs) | summary_context(stored, self.request.user)


class PetitionInspectView(generic.InspectView):
    """The same to read, for who may not change it."""

    any_permission_required = ["change", "view"]
    page_title = gettext_lazy("Petition")

    def get_object(self, queryset: QuerySet[Petition] | None = None) -> Petition:
        """Return the petition with its numbers."""
        return get_object_or_404(registers(), pk=self.pk)

    def get_field_label(self, field_name: str, field: Field) -> str:
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

    def get_field_display_value(self, field_name: str, field: Field) -> object:
        """Return the value in words."""
        return value_in_words(super().get_field_display_value(field_name, field))

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add summary, pages, keys and the chart."""
        user = self.request.user
        return {
            **super().get_context_data(**kwargs),
            **summary_context(self.object, user),
            **keys_context(self.object, user),
            **exports_context(self.object, user),
            **pages_context(self.object, self.request),
            **batches_context(self.object, user),
            "chart": daily_chart(self.object),
            **mails_context(self.object, user),
        }


class ChangeStateView(OfOnePetitionView, TemplateView):
    """Say what a button does, and do it once it is pressed again."""

    template_name = "petition_blocks/lifecycle/admin/change_state.html"

    @property
    def change(self) -> Transition:
        """What this address is about."""
        return BY_VERB[self.kwargs["verb"]]

    def get_page_title(self) -> str:
        """Say what it is about."""
        return str(self.change.label)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add the question, and what stands in the way."""
        context = super().get_context_data(**kwargs)
        context.setdefault("form", self.day_form())
        context["change"] = self.change
        context["question"] = self.change.question % {"petition": self.petition}
        context["summary"] = summary_context(self.petition, self.user)
        return context

    def day_form(self, data: QueryDict | None = None) -> DayForm | None:
        """Return the form for the day, if one is asked for."""
        return DayForm(data, label=self.change.day_label) if self.change.day_label else None

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Do it, or say why not."""
        form = self.day_form(request.POST)
        if form is not None and not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            change_state(self.petition, self.change, self.user, form.cleaned_data["day"] if form else None)
        except NotReady as refusal:
            return self._refuse(
                [(missing.sentence, url_of_missing(missing, self.petition)) for missing in refusal.missing]
            )
        except WrongDay as refusal:
            if form is not None:
                form.add_error("day", str(refusal))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        except Refused as refusal:
            return self._refuse([(str(refusal), "")])
        messages.success(request, self.change.done % {"petition": self.petition})
        return redirect(self.petition_url)

    def _refuse(self, reasons: list[tuple[str | Promise, str]]) -> HttpResponse:
        return self.render_to_response(self.get_context_data(reasons=reasons), status=409)


class DeletePetitionView(OfOnePetitionView, TemplateView):
    """Ask whether a petition that nobody has signed is to go with its pages, and let it go."""

    template_name = "petition_blocks/dashboard/admin/delete.html"
    page_title = gettext_lazy("Delete")

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add what would go, and what stands in the way."""
        context = super().get_context_data(**kwargs)
        context["pages"] = self.petition.own_pages
        context["holds_people"] = self.petition.holds_people()
        return context

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Delete it, or say why not."""
        name = str(self.petition)
        try:
            delete_petition(self.petition, self.user)
        except Refused as refusal:
            return self.render_to_response(self.get_context_data(reason=str(refusal)), status=409)
        messages.success(request, _("“%(petition)s” is deleted.") % {"petition": name})
        return redirect("petitions:index")
