"""The views of wagtail-localize that would change public pages, with more care.

They stand at the same addresses; see `wagtail_hooks.py`.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.models import Translation
from wagtail_localize.views.submit_translations import (
    SubmitPageTranslationView,
    SubmitSnippetTranslationView,
    SubmitTranslationView,
)
from wagtail_localize.views.update_translations import UpdateTranslationsView

from .actions.bring_in_changes import bring_in_changes
from .actions.publish_translation import Locked, publish_translation
from .actions.submit_for_translation import submit_for_translation
from .jobs.begin import begin_job
from .jobs.models import Action
from .jobs.views import answer_with
from .locale_permissions import locales_to_work_in, may_read
from .sources.renewing import OriginalIsGone, original_of


class DraftsOnSubmit(SubmitTranslationView):
    """Submits into the languages that the user works in, as drafts."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Answer those who may read what is to be translated."""
        if not may_read(request.user, self.get_object()):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form(self) -> Form:
        """Offer no language that the user may not work in."""
        form = super().get_form()
        languages = form.fields["locales"]
        languages.queryset = languages.queryset.filter(
            pk__in=locales_to_work_in(self.request.user).values("pk")
        )
        return form

    def form_valid(self, form: Form) -> HttpResponse:
        """Submit into one language and lead on to the translation; let the worker do whatever is more."""
        locales = list(form.cleaned_data["locales"])
        if len(locales) > 1 or form.cleaned_data["include_subtree"]:
            job = begin_job(
                self.request.user,
                Action.START,
                [self.object],
                locales,
                include_subtree=form.cleaned_data["include_subtree"],
            )
            return answer_with(self.request, job, self.get_success_url() or self.get_default_success_url())
        return self.submit_into(locales[0])

    def submit_into(self, locale: Locale) -> HttpResponse:
        """Submit into a language at once, tell what was done, and lead on to the translation."""
        try:
            submitted = submit_for_translation(self.object, [locale], self.request.user)
        except ValidationError as problem:
            reason = _("“%(object)s” could not be submitted.") % {"object": str(self.object)}
            messages.error(self.request, f"{reason} {' '.join(problem.messages)}")
            return redirect(self.request.get_full_path())
        self.components.save(None, sources_and_translations=submitted)
        messages.success(self.request, self.get_success_message(locale.get_display_name()))
        target = self.object.get_translation(locale)
        return redirect(self.get_success_url() or self.get_default_success_url(target))


class SubmitPageView(DraftsOnSubmit, SubmitPageTranslationView):
    """Submits a page."""

    def get_object(self) -> Page:
        """Return the page whose words are to be translated: for an alias, the one that it stands in for."""
        page = super().get_object()
        page = page.alias_of.specific if page.alias_of_id else page
        return readable(self.request, page)


class SubmitSnippetView(DraftsOnSubmit, SubmitSnippetTranslationView):
    """Submits a snippet."""

    def get_object(self) -> TranslatableMixin:
        """Return the snippet."""
        return readable(self.request, super().get_object())


def readable(request: HttpRequest, source: TranslatableMixin) -> TranslatableMixin:
    """Return what is to be translated; raises `PermissionDenied` where the user may not even read it."""
    if not may_read(request.user, source):
        raise PermissionDenied
    return source


class BringInChangesView(UpdateTranslationsView):
    """Syncs translations with their source, in the languages that the user works in.

    It publishes only what is complete and the user may publish.
    """

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Answer those who work in a language that the source is translated into, while there is one."""
        source = self.get_object()
        running = source.translations.filter(enabled=True).values("target_locale")
        self.locales = list(locales_to_work_in(request.user).filter(pk__in=running))
        if not self.locales:
            raise PermissionDenied
        try:
            original_of(source)
        except OriginalIsGone as problem:
            messages.error(request, " ".join(problem.messages))
            return redirect(self.get_default_success_url())
        return super().dispatch(request, *args, **kwargs)

    def get_default_success_url(self) -> str:
        """Lead back to the desk: a translator has no place among the source's pages."""
        return reverse("localisation_desk")

    def get_form(self) -> Form:
        """Say what "Publish immediately" does here, and offer no machine that nobody reads after."""
        form = super().get_form()
        form.fields["publish_translations"].help_text = _(
            "Only where you may publish and no text is missing. All others stay as visitors know them."
        )
        form.fields.pop("use_machine_translation", None)
        return form

    def form_valid(self, form: Form) -> HttpResponse:
        """Bring the changes into one language at once; let the worker do it in several."""
        publishes = form.cleaned_data["publish_translations"]
        back = self.get_success_url() or self.get_default_success_url()
        if len(self.locales) > 1:
            action = Action.SYNC_AND_PUBLISH if publishes else Action.SYNC
            job = begin_job(self.request.user, action, [self.object.get_source_instance()], self.locales)
            return answer_with(self.request, job, back)
        translations = bring_in_changes(self.object, self.request.user, self.locales)
        self.components.save(self.object, sources_and_translations={self.object: translations})
        messages.success(self.request, self.get_success_message())
        if publishes:
            for translation in translations:
                publish_and_tell(self.request, translation)
        return redirect(back)


def publish_and_tell(request: HttpRequest, translation: Translation) -> None:
    """Publish a translation, and tell the user what became of it."""
    names = {
        "object": str(translation.get_target_instance()),
        "language": translation.target_locale.get_display_name(),
    }
    try:
        publish_translation(translation, request.user)
    except Locked:
        messages.error(
            request, _("“%(object)s” is locked in %(language)s. Ask whoever has locked it.") % names
        )
    except PermissionDenied:
        messages.error(request, _("You may not publish “%(object)s” in %(language)s.") % names)
    except ValidationError as problem:
        reason = _("“%(object)s” was not published in %(language)s, so nothing changed for visitors.") % names
        messages.error(request, f"{reason} {' '.join(problem.messages)}")
    else:
        target = translation.get_target_instance()
        messages.success(
            request, _("Published “%(object)s” in %(language)s.") % {**names, "object": str(target)}
        )
        if isinstance(target, Page) and target.get_ancestors().filter(depth__gt=1, live=False).exists():
            messages.warning(
                request,
                _("Nobody can see it yet: a page above it is not public in %(language)s.") % names,
            )


def convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """Refuse to overwrite a translated page with the source's words.

    Upstream does so at once, on the public page too, for anybody who may edit it. What it is good for here,
    giving up a translation, is done by unpublishing.
    """
    page = get_object_or_404(Page, pk=page_id)
    messages.error(
        request,
        _("A translated page stays one. To take it off the site, unpublish it; its texts are kept."),
    )
    if page.permissions_for_user(request.user).can_edit():
        return redirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    return redirect("wagtailadmin_home")
