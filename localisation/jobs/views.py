"""Jobs in the admin: begun, looked at, stopped, tried again."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from .actions import RunsAlready, retry_job, stop_job
from .begin import begin_job
from .forms import JobForm, chosen_objects
from .models import Action, Job
from .shown import failed_tasks, jobs_shown_to, shown

JOBS_A_PAGE = 20
FAILURES_A_PAGE = 100


class ForTranslators(View):
    """Answers those who may submit something for translation."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Turn all others away."""
        if not request.user.has_perm("wagtail_localize.submit_translation"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class JobPage(ForTranslators, WagtailAdminTemplateMixin, TemplateView):
    """A page of the admin about jobs."""

    header_icon = "wagtail-localize-language"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way here."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("localisation_desk"), "label": _("Translations")},
            *self.above(),
            {"url": "", "label": str(self.get_page_title())},
        ]

    def above(self) -> list[dict[str, str]]:
        """Return what is between the desk and this page."""
        return [{"url": reverse("localisation_jobs"), "label": _("Jobs")}]


class JobsView(JobPage):
    """The latest jobs."""

    page_title = gettext_lazy("Jobs")
    template_name = "localisation/jobs/admin/jobs.html"

    def above(self) -> list[dict[str, str]]:
        """Return nothing: it is right below the desk."""
        return []

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        """Add the jobs of the page that is asked for."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        jobs = jobs_shown_to(self.request.user).select_related("asked_by")
        page = Paginator(jobs, JOBS_A_PAGE).get_page(self.request.GET.get("p"))
        return {**context, "jobs": shown(list(page)), "page_obj": page}


class JobView(JobPage):
    """One job: how far it has come, what could not be done and why."""

    template_name = "localisation/jobs/admin/job.html"

    def get_page_title(self) -> str:
        """Return what is done."""
        return str(self.job.get_action_display())

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Find the job."""
        self.job = _job_of(request, self.kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        """Add the job, and what could not be done."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        failures = Paginator(failed_tasks(self.job), FAILURES_A_PAGE).get_page(self.request.GET.get("p"))
        return {**context, "shown": shown([self.job])[0], "failures": failures, "page_obj": failures}


class StopJobView(ForTranslators):
    """Leaves undone what hasn't been begun."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Stop the job and show it."""
        job = _job_of(request, pk)
        stop_job(job)
        messages.success(request, _("Stopped. What is done stays done."))
        return redirect("localisation_job", job.pk)


class RetryJobView(ForTranslators):
    """Tries again what could not be done."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Let the worker try again, and show the job that does so."""
        job = _job_of(request, pk)
        try:
            retry_job(job)
        except RunsAlready as other:
            return redirect("localisation_job", other.job.pk)
        return redirect("localisation_job", job.pk)


class StartJobView(JobPage):
    """Asks what is to be done with the objects that the address names, and begins it.

    `?object=wagtailcore.page:1,2&object=coalition.member:3&locale=de&locale=fr&action=start`: all of it may
    be left out but the objects, and be changed in the form.
    """

    page_title = gettext_lazy("Translate several at once")
    template_name = "localisation/jobs/admin/start.html"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Find the objects."""
        names = request.POST.getlist("object") or request.GET.getlist("object")
        self.names = names
        self.objects = chosen_objects(names, request.user) if request.user.is_authenticated else []
        return super().dispatch(request, *args, **kwargs)

    def get_form(self) -> JobForm:
        """Return the form, as it was sent or as the address fills it in."""
        if self.request.method == "POST":
            return JobForm(self.request.POST, user=self.request.user)
        asked = self.request.GET.get("action", Action.START)
        initial = {"action": asked, "locales": self.request.GET.getlist("locale")}
        return JobForm(initial=initial, user=self.request.user)

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        """Add the form and what it is about."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        form = kwargs.get("form") or self.get_form()
        return {
            **context,
            "form": form,
            "names": self.names,
            "objects": self.objects,
            "has_pages_below": any(isinstance(each, Page) and each.numchild for each in self.objects),
            "next": get_valid_next_url_from_request(self.request),
        }

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Begin the job and show it."""
        form = self.get_form()
        if not self.objects or not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        job = begin_job(
            request.user,
            Action(form.cleaned_data["action"]),
            self.objects,
            form.cleaned_data["locales"],
            include_subtree=form.cleaned_data["include_subtree"],
        )
        back = get_valid_next_url_from_request(request) or reverse("localisation_desk")
        return answer_with(request, job, back)


def answer_with(request: HttpRequest, job: Job | None, otherwise: str) -> HttpResponse:
    """Lead to a job that has begun; if there was nothing to do, say so and lead elsewhere."""
    if job is not None:
        return redirect("localisation_job", job.pk)
    messages.info(request, _("There is nothing to do: all of it is there already, or was never started."))
    return redirect(otherwise)


def _job_of(request: HttpRequest, pk: int) -> Job:
    """Return a job that the user may look at."""
    user = request.user
    return get_object_or_404(jobs_shown_to(user).select_related("asked_by"), pk=pk)
