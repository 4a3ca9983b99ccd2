"""Numbers and signatures on paper in the admin."""

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template import Context
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from django_countries import countries
from wagtail.admin import messages
from wagtail.admin.panels import Panel
from wagtail.log_actions import LogFormatter
from wagtail.models import ModelLogEntry

from ..admin.base_views import OfOnePetitionView
from ..admin.links import may_change_petitions
from ..petition.models import Petition
from .actions import add_offline_batch, remove_offline_batch
from .daily_counts import daily_chart
from .forms import OfflineBatchForm, RemoveBatchForm
from .models import OfflineBatch


class AddBatchView(OfOnePetitionView, FormView):
    """Count signatures that were collected on paper."""

    template_name = "petition_blocks/counting/admin/add_batch.html"
    form_class = OfflineBatchForm
    page_title = gettext_lazy("Signatures on paper")

    def get_form_kwargs(self) -> dict[str, object]:
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
                batch.count,
            )
            % {"number": batch.count},
        )
        return redirect(f"{self.petition_url}#tab-on_paper")

    def form_invalid(self, form: OfflineBatchForm) -> HttpResponse:
        """Show what to put right."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


class RemoveBatchView(OfOnePetitionView, FormView):
    """Stop counting signatures on paper, and keep the reason."""

    template_name = "petition_blocks/counting/admin/remove_batch.html"
    form_class = RemoveBatchForm
    page_title = gettext_lazy("Remove signatures on paper")

    @cached_property
    def batch(self) -> OfflineBatch:
        """The batch of this address."""
        return get_object_or_404(OfflineBatch, pk=self.kwargs["batch"], petition=self.petition)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
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
                batch.count,
            )
            % {"number": batch.count},
        )
        return redirect(f"{self.petition_url}#tab-on_paper")

    def form_invalid(self, form: RemoveBatchForm) -> HttpResponse:
        """Show what to put right."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


def batches_context(petition: Petition, user: AbstractBaseUser) -> dict[str, object]:
    """Return what the list of signatures on paper shows. The petition comes from `registers()`."""
    return {
        "petition": petition,
        "batches": petition.offline_batches.select_related("evidence", "added_by", "removed_by"),
        "may_change": may_change_petitions(user),
    }


class OfflineBatchesPanel(Panel):
    """What was collected on paper."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "petition_blocks/counting/admin/batches.html"

        def get_context_data(self, parent_context: Context | None = None) -> dict[str, object]:
            """Add the batches."""
            return {
                **super().get_context_data(parent_context),
                **batches_context(self.instance, self.request.user),
            }


class DailyCountsPanel(Panel):
    """What the last days have brought."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "petition_blocks/counting/admin/daily_chart.html"

        def get_context_data(self, parent_context: Context | None = None) -> dict[str, object]:
            """Add the chart."""
            return {**super().get_context_data(parent_context), "chart": daily_chart(self.instance)}


class BatchAdded(LogFormatter):
    """Names how many signatures on paper were added, and where they come from."""

    label = gettext_lazy("Add signatures on paper")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        """Say how many, and from where."""
        return ngettext(
            "Added %(number)d signature on paper from %(country)s",
            "Added %(number)d signatures on paper from %(country)s",
            log_entry.data["number"],
        ) % {"number": log_entry.data["number"], "country": countries.name(log_entry.data["country"])}


class BatchRemoved(LogFormatter):
    """Names how many signatures on paper were removed, and why."""

    label = gettext_lazy("Remove signatures on paper")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        """Say how many, from where, and why."""
        return ngettext(
            "Removed %(number)d signature on paper from %(country)s: %(reason)s",
            "Removed %(number)d signatures on paper from %(country)s: %(reason)s",
            log_entry.data["number"],
        ) % {
            "number": log_entry.data["number"],
            "country": countries.name(log_entry.data["country"]),
            "reason": log_entry.data["reason"],
        }
