"""Where translation meets the admin."""

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.models import Locale, Page, TranslatableMixin

from editorial.upkeep.looks import Look

from .actions.publish_pages import TextsAreMissing, ToPublish, publish_pages, sort_out
from .admin_api import PagesEndpoint
from .bundle.documents import HOOK as DOCUMENTS
from .bundle.page_documents import page_documents
from .bundle.views import BundleView, bundle_file
from .completeness import translation_of
from .desk import hooks as desk_hooks  # noqa: F401
from .desk.hooks import DeskMenuItem
from .editor import urls as editor_urls
from .editor.views import edit_translation
from .gate import wagtail_hooks as gate_hooks  # noqa: F401  (Wagtail looks for hooks in apps alone)
from .jobs.begin import begin_job
from .jobs.bulk_views import PublishTranslationsBulkAction, TranslateBulkAction
from .jobs.looks import job_looks
from .jobs.models import Action
from .jobs.views import JobsView, JobView, RetryJobView, StartJobView, StopJobView, answer_with
from .knowledge.glossary_viewsets import glossary_viewset
from .knowledge.text_problems import TextsHaveProblems
from .language_views import add_language_view, complete_language
from .locale_permissions import AnyUser, locales_to_work_in, may_change_in
from .places_of_words import EDITORS, VISITORS
from .sources.fate import fate_of_original, news_from_original
from .upstream_views import our_answers

# Before wagtail-localize's own, which answer the request for good.
FIRST = -1
# How many translations are published while somebody waits for the answer; more are the worker's.
MOST_AT_ONCE = 3


@hooks.register("register_admin_urls", order=FIRST)
def register_views() -> list[URLPattern | URLResolver]:
    """Put our views at wagtail-localize's addresses, where its own links go on leading."""
    return [
        path("", include(editor_urls)),
        path("translations/<str:language>/bundle/", BundleView.as_view(), name="localisation_bundle"),
        path("translations/<str:language>/bundle/file/", bundle_file, name="localisation_bundle_file"),
        path("translations/jobs/", JobsView.as_view(), name="localisation_jobs"),
        path("translations/jobs/start/", StartJobView.as_view(), name="localisation_jobs_start"),
        path("translations/jobs/<int:pk>/", JobView.as_view(), name="localisation_job"),
        path("translations/jobs/<int:pk>/stop/", StopJobView.as_view(), name="localisation_job_stop"),
        path("translations/jobs/<int:pk>/retry/", RetryJobView.as_view(), name="localisation_job_retry"),
        path("locales/new/", add_language_view),
        path("locales/<int:pk>/complete/", complete_language, name="localisation_complete_language"),
        *our_answers(),
    ]


hooks.register("register_bulk_action", TranslateBulkAction)
hooks.register("register_bulk_action", PublishTranslationsBulkAction)


@hooks.register("register_doctor_checks")
def look_at_translations() -> list[Look]:
    """Let the doctor look at jobs that nobody gets on with."""
    return job_looks()


@hooks.register("construct_admin_api")
def answer_for_pages(router: WagtailAPIRouter) -> None:
    """Answer the admin's scripts about pages."""
    router.register_endpoint("pages", PagesEndpoint)


@hooks.register("register_admin_viewset")
def register_glossary() -> ModelViewSet:
    """Offer the glossary to those who translate."""
    return glossary_viewset


@hooks.register("locales_to_publish_in")
def locales_of_translators(user: AnyUser) -> "QuerySet[Locale]":
    """Tell in which languages a user makes translations public, to whoever has something to be translated."""
    if not user.has_perm("wagtail_localize.submit_translation"):
        return Locale.objects.none()
    return locales_to_work_in(user, ["publish"])


@hooks.register("register_reports_menu_item")
def register_jobs() -> MenuItem:
    """Put the list of jobs below the reports."""
    return DeskMenuItem(
        gettext_lazy("Jobs for translations"),
        reverse("localisation_jobs"),
        name="localisation-jobs",
        icon_name="wagtail-localize-language",
        order=1150,
    )


@hooks.register("before_edit_page", order=FIRST)
def edit_translation_of_page(request: HttpRequest, page: Page) -> HttpResponseBase | None:
    """Answer for a page that is under translation."""
    _tell_of_the_original(request, page)
    return edit_translation(request, page)


@hooks.register("before_edit_snippet", order=FIRST)
def edit_snippet_in_own_languages(request: HttpRequest, instance: Model) -> HttpResponseBase | None:
    """Let those who work in its language change a snippet, text by text if it is under translation."""
    _require_language(request, instance)
    if not isinstance(instance, TranslatableMixin):
        return None
    _tell_of_the_original(request, instance)
    return edit_translation(request, instance)


def _tell_of_the_original(request: HttpRequest, target: TranslatableMixin) -> None:
    """Tell translators what became of the original, above their work."""
    if request.method != "GET" or (translation := translation_of(target)) is None:
        return
    for words in fate_of_original(translation, target):
        messages.warning(request, words)
    if news := news_from_original(translation):
        url = reverse("wagtail_localize:update_translations", args=[translation.source_id])
        messages.info(request, news, buttons=[messages.button(url, _("Bring in the changes"))])


@hooks.register("before_create_snippet")
def create_snippet_in_own_languages(request: HttpRequest, model: type[Model]) -> None:
    """Let snippets be created, or copied, in languages that one works in."""
    if not issubclass(model, TranslatableMixin):
        return
    copied = request.resolver_match.kwargs.get("pk") if request.resolver_match else None
    if copied is not None:
        _require_language(request, get_object_or_404(model, pk=copied))
        return
    if code := request.GET.get("locale"):
        locale = get_object_or_404(Locale, language_code=code)
    else:
        locale = Locale.get_default()
    if not may_change_in(request.user, model, locale):
        raise PermissionDenied


@hooks.register("before_delete_snippet")
def delete_snippets_in_own_languages(request: HttpRequest, instances: list[Model]) -> None:
    """Let snippets be deleted by those who work in their language."""
    for instance in instances:
        _require_language(request, instance)


@hooks.register("before_publish")
@hooks.register("before_unpublish")
def publish_snippet_in_own_languages(request: HttpRequest, instance: Model) -> None:
    """Let snippets be published and unpublished by those who work in their language."""
    _require_language(request, instance)


def _require_language(request: HttpRequest, instance: Model) -> None:
    if isinstance(instance, Page) or not isinstance(instance, TranslatableMixin):
        return
    if not may_change_in(request.user, type(instance), instance.locale):
        raise PermissionDenied


@hooks.register("before_bulk_action")
def publish_many_translations(
    request: HttpRequest, action_type: str, objects: list[Model], action: BulkAction
) -> HttpResponse | None:
    """Make "Publish" in the list of pages show translations as they are now, or refuse.

    By itself it would publish the last draft, which holds the source's words as long as nobody has published
    the translation from its editor; and it fails with a server error at the first alias.
    """
    if action_type != "publish":
        return None
    pages = [page for page in objects if isinstance(page, Page)]
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        pages += [below for page in list(pages) for below in page.get_descendants().not_live()]
    if not any(page.alias_of_id or translation_of(page) for page in pages):
        return None
    try:
        wanted = sort_out(pages, request.user)
    except TextsAreMissing as problem:
        titles = get_text_list([page.get_admin_display_title() for page in problem.pages], _("and"))
        messages.error(
            request, _("Nothing was published, since texts are missing in %(pages)s.") % {"pages": titles}
        )
        return redirect(action.next_url)
    if len(wanted.translations) > MOST_AT_ONCE:
        return _publish_by_worker(request, wanted, action.next_url)
    try:
        count = publish_pages(wanted, request.user)
    except TextsHaveProblems as problem:
        nothing = _("Nothing was published.")
        messages.error(request, f"{nothing} {' '.join(problem.messages)}")
    else:
        _tell_published(request, count)
    return redirect(action.next_url)


def _publish_by_worker(request: HttpRequest, wanted: ToPublish, next_url: str) -> HttpResponse:
    """Publish what is no translation, let the worker do the translations, and lead to how far it has come."""
    by_locale: dict[Locale, list[Page]] = {}
    for page, translation in wanted.translations:
        by_locale.setdefault(translation.target_locale, []).append(page)
    jobs = [begin_job(request.user, Action.PUBLISH, found, [locale]) for locale, found in by_locale.items()]
    if wanted.others:
        _tell_published(request, publish_pages(ToPublish(others=wanted.others), request.user))
    return answer_with(request, jobs[0], next_url) if len(jobs) == 1 else redirect("localisation_jobs")


def _tell_published(request: HttpRequest, count: int) -> None:
    messages.success(
        request,
        ngettext("%(number)d page has been published.", "%(number)d pages have been published.", count)
        % {"number": count},
    )


@hooks.register("construct_page_action_menu")
def hide_convert_to_alias(
    menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, object]
) -> None:
    """Offer no button that we refuse."""
    menu_items[:] = [item for item in menu_items if getattr(item, "name", "") != "localize-convert-to-alias"]


hooks.register(DOCUMENTS, page_documents)


@hooks.register("places_of_interface_words")
def places_of_words() -> tuple[list[tuple[str, Promise]], list[tuple[str, Promise]]]:
    """Say where the words of this app are to be read, by visitors and by editors."""
    return VISITORS, EDITORS
