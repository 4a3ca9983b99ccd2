"""The guided start: a few questions at a time, and the pages in the end."""

from typing import Any, NamedTuple, cast

from django.contrib.auth.models import User
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.models import Site

from editorial.list_comma import list_comma

from .actions import AnswersMissing, keep_answers, start_campaign
from .forms import CampaignForm, DemandForm, LookForm, PeopleForm, PillarsForm, StartForm
from .models import CampaignStart


class Step(NamedTuple):
    """Some questions: what their address calls them, their heading, why they are asked, and the form."""

    name: str
    heading: str | Promise
    lead: str | Promise
    form: type[StartForm]


STEPS = [
    Step(
        "campaign",
        gettext_lazy("The campaign"),
        gettext_lazy(
            "A few questions, and you have drafts of all your pages. All of it can be changed later."
        ),
        CampaignForm,
    ),
    Step(
        "people",
        gettext_lazy("Who runs it"),
        gettext_lazy("Visitors should know whom they trust with their names."),
        PeopleForm,
    ),
    Step(
        "look",
        gettext_lazy("What it looks like"),
        gettext_lazy("Campaigns differ. Begin with what comes nearest to yours, and change it later."),
        LookForm,
    ),
    Step(
        "pillars",
        gettext_lazy("What it rests on"),
        gettext_lazy(
            "Some campaigns make one demand, others rest on several ideas. Each idea you name here gets a "
            "page. None is fine, too."
        ),
        PillarsForm,
    ),
    Step(
        "petition",
        gettext_lazy("The petition"),
        gettext_lazy("What people put their name under."),
        DemandForm,
    ),
]
BY_NAME = {step.name: step for step in STEPS}
LAST = "pages"


def may_start(user: User, site: Site | None) -> bool:
    """Tell whether a user may start the site's campaign: write pages at its root, and say who runs it."""
    return (
        site is not None
        and user.has_perm("editorial.change_sitesettings")
        and site.root_page.permissions_for_user(user).can_add_subpage()
    )


def start_of(site: Site) -> CampaignStart | None:
    """Return the site's start, if it was begun."""
    return CampaignStart.objects.filter(site=site).first()


class StartView(View):
    """One step: shows its questions, keeps the answers, and leads on to the next, or back."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let those in who may start a campaign; lead away from one that is started."""
        site = Site.find_for_request(request)
        if site is None or not isinstance(request.user, User) or not may_start(request.user, site):
            messages.error(request, _("You can’t start this campaign. Ask who runs the site."))
            return redirect("wagtailadmin_home")
        self.site = site
        start = start_of(site)
        if start is not None and start.finished_at is not None:
            messages.info(request, _("The pages are made. What is left to do stands here."))
            return redirect("wagtailadmin_home")
        self.start = start or CampaignStart(site=site)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        """Show the questions with the answers so far."""
        step = self.step(name)
        return self.show(step, step.form.asking(self.start.answers))

    def post(self, request: HttpRequest, name: str) -> HttpResponse:
        """Keep what is right of what was typed. What is wrong keeps one here, but not from going back."""
        step = self.step(name)
        form = step.form.asking(self.start.answers, request.POST)
        is_right = form.is_valid()
        answers = self.start.answers
        form.write_to(answers)
        keep_answers(self.site, answers)
        place = STEPS.index(step)
        if "back" in request.POST:
            return redirect("start_campaign_step", STEPS[max(0, place - 1)].name)
        if not is_right:
            return self.show(step, form, status=422)
        if place + 1 < len(STEPS):
            return redirect("start_campaign_step", STEPS[place + 1].name)
        return redirect("start_campaign_pages")

    def step(self, name: str) -> Step:
        """Return the step of an address."""
        if name not in BY_NAME:
            raise Http404
        return BY_NAME[name]

    def show(self, step: Step, form: StartForm, status: int = 200) -> HttpResponse:
        """Answer with the questions, and with where one is."""
        context = {
            **context_of(step.name),
            "step": step,
            "form": form,
            "is_first": step is STEPS[0],
        }
        return TemplateResponse(self.request, "home/admin/start/step.html", context, status=status)


class MakePagesView(StartView):
    """The last step: what was answered, and the button that makes the pages."""

    def get(self, request: HttpRequest, name: str = "") -> HttpResponse:
        """Show the answers to be looked through."""
        answers = self.start.answers
        given = [
            (
                step,
                [(bound.label, words) for bound in step.form.asking(answers) if (words := in_words(bound))],
            )
            for step in STEPS
        ]
        context = {**context_of(LAST), "given": given, "missing": answers.missing}
        return TemplateResponse(request, "home/admin/start/pages.html", context)

    def post(self, request: HttpRequest, name: str = "") -> HttpResponse:
        """Make the pages."""
        if "back" in request.POST:
            return redirect("start_campaign_step", STEPS[-1].name)
        try:
            home = start_campaign(self.site, self.start.answers, cast(User, request.user))
        except AnswersMissing as problem:
            step = next(step for step in STEPS if set(step.form.base_fields) & set(problem.names))
            messages.error(request, _("Some answers are still missing."))
            return redirect("start_campaign_step", step.name)
        messages.success(
            request,
            _("Your pages are there, as drafts that only editors see. Publish the home page last."),
            buttons=[
                messages.button(
                    reverse("wagtailadmin_explore", args=[home.pk]), _("Look at the pages"), new_window=False
                )
            ],
        )
        return redirect("wagtailadmin_home")


def in_words(bound: BoundField) -> str:
    """Return an answer as people read it; nothing if there is none."""
    value = bound.value()
    choices = getattr(bound.field, "choices", None)
    if choices is None:
        return str(value or "")
    names = dict(choices)
    return list_comma().join(
        str(names.get(one, one)) for one in ([value] if isinstance(value, str) else value) if one
    )


def context_of(current: str) -> dict[str, Any]:
    """Return what all steps show: where one is on the way."""
    names = [*BY_NAME, LAST]
    headings = [*(step.heading for step in STEPS), _("Your pages")]
    urls = [
        *(reverse("start_campaign_step", args=[step.name]) for step in STEPS),
        reverse("start_campaign_pages"),
    ]
    return {
        "page_title": _("Start your campaign"),
        "header_icon": "site",
        "way": [
            {"heading": heading, "url": url, "is_current": name == current}
            for name, heading, url in zip(names, headings, urls, strict=True)
        ],
    }
