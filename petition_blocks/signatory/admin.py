"""What signatories have asked for, in the admin: their name shown, a copy of their data."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import Context
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogFormatter
from wagtail.models import ModelLogEntry

from ..admin.base_views import OfOnePetitionView
from ..admin.links import may_export, may_moderate
from ..keys.models import RecipientKey
from ..signature.models import ShownName
from .actions import answer_subject_access_request, moderate_names
from .models import SubjectAccessRequest
from .open_requests import checks_asked_for, copies_asked_for

NAMES_PER_PAGE = 100
REQUESTS_PER_PAGE = 50


class NamesView(OfOnePetitionView, TemplateView):
    """The names that signatories want shown: let onto pages or kept off, many at once."""

    permission_required = "moderate"
    template_name = "petition_blocks/signatory/admin/names.html"
    page_title = gettext_lazy("Names to show")

    @property
    def state(self) -> ShownName.State:
        """Which names are listed."""
        asked = self.request.GET.get("state", "")
        return ShownName.State(asked) if asked in ShownName.State.values else ShownName.State.WAITING

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add one page of the names, oldest first, and how many there are in each state."""
        names = ShownName.objects.filter(petition=self.petition)
        listed = Paginator(names.filter(state=self.state).order_by("pk"), NAMES_PER_PAGE)
        return {
            **super().get_context_data(**kwargs),
            "names": listed.get_page(self.request.GET.get("p")),
            "state": self.state,
            "tabs": [(state, names.filter(state=state).count()) for state in ShownName.State],
        }

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Do with the ticked names what the button says."""
        # All that were listed, never all that there are by now: somebody must have seen each.
        ticked = "listed" if "show_all" in request.POST else "name"
        chosen = [int(key) for key in request.POST.getlist(ticked) if key.isdecimal()]
        shows = "show" in request.POST or "show_all" in request.POST
        state = ShownName.State.SHOWN if shows else ShownName.State.REJECTED
        count = moderate_names(self.petition, chosen, state, self.user)
        if not chosen:
            messages.warning(request, _("Tick the names you mean first."))
        elif shows:
            words = ngettext("%(number)d name is shown.", "%(number)d names are shown.", count)
            messages.success(request, words % {"number": count})
        else:
            words = ngettext("%(number)d name is not shown.", "%(number)d names are not shown.", count)
            messages.success(request, words % {"number": count})
        return redirect(f"{request.path}?state={self.state}")


class SubjectAccessRequestsView(OfOnePetitionView, TemplateView):
    """Who has asked for a copy of their data, and until when they must have it."""

    permission_required = "export"
    template_name = "petition_blocks/signatory/admin/subject_access_requests.html"
    page_title = gettext_lazy("Copies of data asked for")

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add the open requests, the most urgent first, and the last answered ones."""
        requests = SubjectAccessRequest.objects.filter(signature__petition=self.petition).select_related(
            "signature", "answered_by"
        )
        answered = requests.filter(answered_at__isnull=False).order_by("-answered_at")
        return {
            **super().get_context_data(**kwargs),
            "open_requests": requests.filter(answered_at=None).order_by("due_on", "pk"),
            "answered_requests": answered[:REQUESTS_PER_PAGE],
        }

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Note that a copy was sent."""
        key = request.POST.get("request", "")
        mine = SubjectAccessRequest.objects.filter(signature__petition=self.petition)
        if (
            key.isdecimal()
            and mine.filter(pk=key).exists()
            and answer_subject_access_request(int(key), self.user)
        ):
            messages.success(request, _("Noted as answered."))
        return redirect(request.path)


class SubjectAccessRequestsPanel(Component):
    """How many signatories wait for a copy of their data; nothing for who can't answer."""

    name = "subject_access_requests"
    order = 90
    template_name = "petition_blocks/signatory/admin/subject_access_requests_panel.html"

    def get_context_data(self, parent_context: Context) -> dict[str, object]:
        """Add what is waited for, petition by petition."""
        request = parent_context["request"]
        return {
            "open_requests": copies_asked_for() if may_export(request.user) else [],
            "request": request,
        }


class ChecksPanel(Component):
    """How many names and held back signatures wait to be looked at; nothing for who may not moderate."""

    name = "checks"
    order = 91
    template_name = "petition_blocks/signatory/admin/checks_panel.html"

    def get_context_data(self, parent_context: Context) -> dict[str, object]:
        """Add what waits, petition by petition."""
        request = parent_context["request"]
        return {
            "open_requests": checks_asked_for() if may_moderate(request.user) else [],
            "request": request,
        }


class ConsentWithdrawn(LogFormatter):
    """Tells that a signatory wants no more news. Nobody is named."""

    label = gettext_lazy("End a consent")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        """Say which consent it was."""
        if log_entry.data["covers"] == RecipientKey.Covers.PARTNER:
            return gettext("Somebody who signed wants no more news from the partner")
        return gettext("Somebody who signed wants no more news from us")


class NamesModerated(LogFormatter):
    """Tells how many names were let onto pages, or taken off."""

    label = gettext_lazy("Look at names")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        """Say how many, and what became of them."""
        count = log_entry.data["number"]
        if log_entry.data["state"] == ShownName.State.SHOWN:
            words = ngettext("Let %(number)d name be shown", "Let %(number)d names be shown", count)
        else:
            words = ngettext("Kept %(number)d name off pages", "Kept %(number)d names off pages", count)
        return words % {"number": count}
