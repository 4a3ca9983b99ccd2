"""What was held back, in the admin: looked at, released, rejected; and the rules for domains."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import Context
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.panels import Panel
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import LogFormatter
from wagtail.models import ModelLogEntry
from wagtail.permissions import policy_registry

from ..admin.base_views import OfOnePetitionView
from ..admin.links import may_moderate
from ..counting.daily_counts import daily_chart, held_back_by_day
from ..petition.models import Petition
from ..petition.refusals import Refused
from ..signature.models import Signature, Suspicion
from .actions import HELD_BACK, MOST_AT_ONCE, reject_signatures, release_signatures, undo_decision
from .checking import LISTED_STATES, Filter, chosen_signatures, count_to_check, held_back, origins
from .decisions import last_decision, signatures_by_state_before
from .models import DomainRule

PAGE_SIZE = 50


@dataclass(frozen=True)
class ModerationDecision:
    """A decision about signatures, the question it asks, and what it does."""

    verb: str
    label: str | Promise
    question: str | Promise
    effects: tuple[str | Promise, ...]
    done: str | Promise
    moderate: Callable[[Petition, Collection[int], AbstractBaseUser | None], int]
    moderated_states: list[Signature.State]
    is_serious: bool = False


RELEASE = ModerationDecision(
    verb="release",
    label=gettext_lazy("Release"),
    question=ngettext_lazy("Release %(number)d signature?", "Release %(number)d signatures?", "number"),
    effects=(gettext_lazy("They count from now on, like all others, on the day they were confirmed."),),
    done=ngettext_lazy(
        "%(number)d signature is released. It counts.",
        "%(number)d signatures are released. They count.",
        "number",
    ),
    moderate=release_signatures,
    moderated_states=HELD_BACK,
)


REJECT = ModerationDecision(
    verb="reject",
    label=gettext_lazy("Reject"),
    question=ngettext_lazy("Reject %(number)d signature?", "Reject %(number)d signatures?", "number"),
    effects=(
        gettext_lazy("They don’t count, and are not handed over."),
        gettext_lazy("Nobody gets a mail about it. A signatory’s own page says that it doesn’t count."),
        gettext_lazy("You can still release them later."),
    ),
    done=ngettext_lazy(
        "%(number)d signature is rejected. It doesn’t count.",
        "%(number)d signatures are rejected. They don’t count.",
        "number",
    ),
    moderate=reject_signatures,
    moderated_states=[Signature.State.QUARANTINED],
    is_serious=True,
)


DECISIONS = {decision.verb: decision for decision in (RELEASE, REJECT)}


class AboutHeldBackView(OfOnePetitionView, TemplateView):
    """For the list of what was held back, and what is decided about it."""

    permission_required = "moderate"

    @property
    def list_url(self) -> str:
        """Where the list is."""
        return reverse("petitions:check", args=[self.petition.pk])

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add the way back to the list."""
        return {**super().get_context_data(**kwargs), "list_url": self.list_url}

    def count_after(self, change: int) -> dict[str, int]:
        """Return the count now, and after a change by so many."""
        return {"count_before": self.petition.confirmed, "count_after": self.petition.confirmed + change}


class CheckView(AboutHeldBackView):
    """What was held back, why, and where it comes from."""

    template_name = "petition_blocks/abuse/admin/check.html"
    page_title = gettext_lazy("To be checked")

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add the list, its filters, the charts, and the decision that can be undone."""
        wanted = Filter.from_parameters(self.request.GET)
        page = Paginator(held_back(self.petition, wanted), PAGE_SIZE).get_page(self.request.GET.get("p"))
        entry = last_decision(self.petition)
        return {
            **super().get_context_data(**kwargs),
            "wanted": wanted,
            "states": LISTED_STATES.items(),
            "reasons": Suspicion.choices,
            "signatures": page,
            "all_at_once": min(page.paginator.count, MOST_AT_ONCE),
            "decisions": [
                decision for decision in DECISIONS.values() if wanted.state in decision.moderated_states
            ],
            "entry": entry,
            "chart": daily_chart(self.petition, held_back_by_day),
            "origins": origins(self.petition),
        }


class ModerateView(AboutHeldBackView):
    """Say what a decision changes, and do it once the button is pressed again."""

    template_name = "petition_blocks/abuse/admin/moderate.html"

    @property
    def decision(self) -> ModerationDecision:
        """What this address is about."""
        return DECISIONS[self.kwargs["verb"]]

    def get_page_title(self) -> str:
        """Say what it is about."""
        return str(self.decision.label)

    @cached_property
    def signatures(self) -> list[int]:
        """The chosen signatures about which this can be decided now."""
        chosen = chosen_signatures(self.petition, self.request.POST)
        rows = Signature.objects.filter(
            petition=self.petition, pk__in=chosen, state__in=self.decision.moderated_states
        )
        return list(rows.order_by("pk").values_list("pk", flat=True))

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add the question, and the count before and after."""
        count = len(self.signatures)
        return {
            **super().get_context_data(**kwargs),
            **self.count_after(count if self.decision is RELEASE else 0),
            "decision": self.decision,
            "question": self.decision.question % {"number": count},
            "signatures": self.signatures,
        }

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Lead back to the list: there is nothing to decide about without a choice."""
        return redirect(self.list_url)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show what would change, or change it."""
        if not self.signatures:
            messages.warning(request, _("Tick the signatures first."))
            return redirect(self.list_url)
        if "sure" not in request.POST:
            return self.render_to_response(self.get_context_data())
        count = self.decision.moderate(self.petition, self.signatures, self.user)
        messages.success(request, self.decision.done % {"number": count})
        return redirect(self.list_url)


class UndoDecisionView(AboutHeldBackView):
    """Say what undoing the last decision changes, and do it once the button is pressed again."""

    template_name = "petition_blocks/abuse/admin/undo_decision.html"
    page_title = gettext_lazy("Undo")

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add what was decided, and the count before and after."""
        context = super().get_context_data(**kwargs)
        entry = last_decision(self.petition)
        if entry is None or entry.pk != self.kwargs["entry"]:
            # Not what the address says: Django passes that on under the same name.
            return {**context, "entry": None}
        moderated = [pk for ids in signatures_by_state_before(entry).values() for pk in ids]
        counted = Signature.objects.filter(
            petition=self.petition, pk__in=moderated, state=Signature.State.COUNTED
        )
        return {**context, **self.count_after(-counted.count()), "entry": entry}

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Undo it, or say why not."""
        try:
            count = undo_decision(self.petition, self.kwargs["entry"], self.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(self.list_url)
        done = ngettext(
            "Undone: %(number)d signature is as it was before.",
            "Undone: %(number)d signatures are as they were before.",
            count,
        )
        messages.success(request, done % {"number": count})
        return redirect(self.list_url)


class DomainRuleViewSet(ModelViewSet):
    """The rules for mail domains, reached from the petitions they are for."""

    model = DomainRule
    name = "domain_rules"
    icon = "mail"
    add_to_reference_index = False
    copy_view_enabled = False
    form_fields = ["domain", "verdict", "petition", "note"]
    list_display = ["domain", "verdict", "petition", "note"]
    list_filter = ["verdict", "petition"]
    search_fields = ["domain", "note"]
    search_backend_name = None


def may_see_domain_rules(user: AbstractBaseUser) -> bool:
    """Tell whether the user sees the rules for mail domains."""
    actions = ["add", "change", "delete", "view"]
    return bool(policy_registry.get_by_type(DomainRule).user_has_any_permission(user, actions))


class ProtectionPanel(Panel):
    """How many signatures wait to be checked, and the rules for mail domains."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "petition_blocks/abuse/admin/protection.html"

        def get_context_data(self, parent_context: Context | None = None) -> dict[str, object]:
            """Add the number."""
            return {
                **super().get_context_data(parent_context),
                "petition": self.instance,
                "to_check": count_to_check(self.instance),
                "may_moderate": may_moderate(self.request.user),
                "may_see_rules": may_see_domain_rules(self.request.user),
            }


class SignaturesReleased(LogFormatter):
    """Says how many signatures were let count."""

    label = gettext_lazy("Release signatures")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        """Say how many."""
        count = log_entry.data["number"]
        return ngettext(
            "Released %(number)d signature: it counts", "Released %(number)d signatures: they count", count
        ) % {"number": count}


class SignaturesRejected(LogFormatter):
    """Says how many signatures were kept out of the count."""

    label = gettext_lazy("Reject signatures")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        """Say how many."""
        count = log_entry.data["number"]
        return ngettext(
            "Rejected %(number)d signature: it doesn’t count",
            "Rejected %(number)d signatures: they don’t count",
            count,
        ) % {"number": count}


class DecisionUndone(LogFormatter):
    """Says how many signatures were put back."""

    label = gettext_lazy("Undo")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        """Say how many."""
        return ngettext(
            "Undid the last decision: %(number)d signature is as it was before",
            "Undid the last decision: %(number)d signatures are as they were before",
            log_entry.data["number"],
        ) % {"number": log_entry.data["number"]}
