"""Translating and publishing several pages that are ticked in a list of pages."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Page

from ..locale_permissions import locales_to_work_in, may_read
from .begin import begin_job
from .forms import LanguagesForm
from .models import Action
from .views import answer_with


class JobBulkAction(PageBulkAction):
    """Asks for languages, and begins a job for the pages."""

    action: Action
    form_class = LanguagesForm
    template_name = "localisation/jobs/admin/bulk_action.html"

    def check_perm(self, page: Page) -> bool:
        """Take the pages that the user may have translated; the worker asks again, for each language."""
        user = self.request.user
        return (
            page.depth > 1
            and user.has_perm("wagtail_localize.submit_translation")
            and locales_to_work_in(user).exists()
            and may_read(user, page)
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say whose languages are offered."""
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the page says."""
        context = super().get_context_data(**kwargs)
        has_pages_below = any(entry["item"].numchild for entry in context["items"])
        return {
            **context,
            "title": self.aria_label,
            "verb": self.display_name,
            "has_pages_below": has_pages_below,
        }

    def prepare_action(self, objects: list[Page], objects_without_access: object) -> HttpResponse:
        """Begin the job and show it, in place of doing it all now."""
        form = self.cleaned_form
        job = begin_job(
            self.request.user,
            self.action,
            objects,
            form.cleaned_data["locales"],
            include_subtree=form.cleaned_data["include_subtree"],
        )
        return answer_with(self.request, job, self.next_url)


class TranslateBulkAction(JobBulkAction):
    """Starts translations of the pages."""

    display_name = _("Translate")
    aria_label = _("Translate the selected pages")
    action_type = "translate"
    action_priority = 50
    action = Action.START


class PublishTranslationsBulkAction(JobBulkAction):
    """Publishes the pages' translations in the languages that are chosen."""

    display_name = _("Publish translations")
    aria_label = _("Publish translations of the selected pages")
    action_type = "publish_translations"
    action_priority = 51
    action = Action.PUBLISH
