"""The views in which what was held back is checked. They show and ask; what is done is in `actions/`."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from ..actions.change_signature_states import MOST_AT_ONCE
from ..actions.refused import Refused
from ..actions.reject_signatures import reject_signatures
from ..actions.release_signatures import HELD_BACK, release_signatures
from ..actions.undo_judgement import undo_judgement
from ..judgements import judged_by, last_judgement
from ..models import Petition, Signature, Suspicion
from .checking import LISTED_STATES, Filter, chosen_signatures, held_back, origins
from .daily_numbers import daily_chart, held_back_by_day
from .views import OfOnePetitionView

PAGE_SIZE = 50


@dataclass(frozen=True)
class Judgement:
    """A decision about signatures, the question it asks, and what it does."""

    verb: str
    label: str | Promise
    question: Any
    effects: tuple[str | Promise, ...]
    done: Any
    judge: Callable[[Petition, Collection[int], AbstractBaseUser | None], int]
    judged_states: list[Signature.State]
    is_serious: bool = False


RELEASE = Judgement(
    verb="release",
    label=gettext_lazy("Release"),
    question=ngettext_lazy("Release %(number)d signature?", "Release %(number)d signatures?", "number"),
    effects=(gettext_lazy("They count from now on, like all others, on the day they were confirmed."),),
    done=ngettext_lazy(
        "%(number)d signature is released. It counts.",
        "%(number)d signatures are released. They count.",
        "number",
    ),
    judge=release_signatures,
    judged_states=HELD_BACK,
)
REJECT = Judgement(
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
    judge=reject_signatures,
    judged_states=[Signature.State.QUARANTINED],
    is_serious=True,
)
JUDGEMENTS = {judgement.verb: judgement for judgement in (RELEASE, REJECT)}


class AboutHeldBackView(OfOnePetitionView, TemplateView):
    """For the list of what was held back, and what is decided about it."""

    permission_required = "judge"

    @property
    def list_address(self) -> str:
        """Where the list is."""
        return reverse("petitions:check", args=[self.petition.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the way back to the list."""
        return {**super().get_context_data(**kwargs), "list_address": self.list_address}

    def count_after(self, change: int) -> dict[str, int]:
        """Return the count now, and after a change by so many."""
        return {"count_before": self.petition.confirmed, "count_after": self.petition.confirmed + change}


class CheckView(AboutHeldBackView):
    """What was held back, why, and where it comes from."""

    template_name = "petition_blocks/admin/check.html"
    page_title = gettext_lazy("To be checked")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the list, its filters, the charts, and the decision that can be undone."""
        wanted = Filter.from_parameters(self.request.GET)
        page = Paginator(held_back(self.petition, wanted), PAGE_SIZE).get_page(self.request.GET.get("p"))
        entry = last_judgement(self.petition)
        return {
            **super().get_context_data(**kwargs),
            "wanted": wanted,
            "states": LISTED_STATES.items(),
            "reasons": Suspicion.choices,
            "signatures": page,
            "all_at_once": min(page.paginator.count, MOST_AT_ONCE),
            "judgements": [
                judgement for judgement in JUDGEMENTS.values() if wanted.state in judgement.judged_states
            ],
            "entry": entry,
            "chart": daily_chart(self.petition, held_back_by_day),
            "origins": origins(self.petition),
        }


class JudgeView(AboutHeldBackView):
    """Say what a decision changes, and do it once the button is pressed again."""

    template_name = "petition_blocks/admin/judge.html"

    @property
    def judgement(self) -> Judgement:
        """What this address is about."""
        return JUDGEMENTS[self.kwargs["verb"]]

    def get_page_title(self) -> str:
        """Say what it is about."""
        return str(self.judgement.label)

    @cached_property
    def signatures(self) -> list[int]:
        """The chosen signatures about which this can be decided now."""
        chosen = chosen_signatures(self.petition, self.request.POST)
        rows = Signature.objects.filter(
            petition=self.petition, pk__in=chosen, state__in=self.judgement.judged_states
        )
        return list(rows.order_by("pk").values_list("pk", flat=True))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the question, and the count before and after."""
        number = len(self.signatures)
        return {
            **super().get_context_data(**kwargs),
            **self.count_after(number if self.judgement is RELEASE else 0),
            "judgement": self.judgement,
            "question": self.judgement.question % {"number": number},
            "signatures": self.signatures,
        }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead back to the list: there is nothing to decide about without a choice."""
        return redirect(self.list_address)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what would change, or change it."""
        if not self.signatures:
            messages.warning(request, _("Tick the signatures first."))
            return redirect(self.list_address)
        if "sure" not in request.POST:
            return self.render_to_response(self.get_context_data())
        number = self.judgement.judge(self.petition, self.signatures, self.user)
        messages.success(request, self.judgement.done % {"number": number})
        return redirect(self.list_address)


class UndoJudgementView(AboutHeldBackView):
    """Say what undoing the last decision changes, and do it once the button is pressed again."""

    template_name = "petition_blocks/admin/undo_judgement.html"
    page_title = gettext_lazy("Undo")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was decided, and the count before and after."""
        context = super().get_context_data(**kwargs)
        entry = last_judgement(self.petition)
        if entry is None or entry.pk != self.kwargs["entry"]:
            return context
        judged = [pk for ids in judged_by(entry).values() for pk in ids]
        counted = Signature.objects.filter(
            petition=self.petition, pk__in=judged, state=Signature.State.COUNTED
        )
        return {**context, **self.count_after(-counted.count()), "entry": entry}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Undo it, or say why not."""
        try:
            number = undo_judgement(self.petition, self.kwargs["entry"], self.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(self.list_address)
        done = ngettext(
            "Undone: %(number)d signature is as it was before.",
            "Undone: %(number)d signatures are as they were before.",
            number,
        )
        messages.success(request, done % {"number": number})
        return redirect(self.list_address)
