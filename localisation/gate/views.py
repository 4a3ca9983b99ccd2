"""Languages in the admin: which of them visitors meet, what is missing, and who has reviewed the texts."""

from dataclasses import dataclass
from typing import Any, cast

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page, Site
from wagtail.utils.decorators import xframe_options_sameorigin_override

from editorial.journeys import Journey
from editorial.language_gaps import Gap

from ..locale_permissions import locales_to_work_in
from .actions import note_legal_review, take_back_legal_review
from .forms import ReviewForm, TimesForm
from .gaps import gaps_of, is_held_back, is_translated_home, review_of
from .journey import journeys_of, show_step
from .legal_texts import texts_changed_since
from .models import LegalReview, TimesOfTranslation
from .times import NO_TIMES, choose_times, original_of, planned_times

# What the address calls the page itself: its preview mode has no name.
FIRST_MODE = "page"


@dataclass(frozen=True)
class ShownLanguage:
    """A language of a site, as the team sees it."""

    home: Page
    is_own: bool
    waits: bool
    gaps: list[Gap]
    review: LegalReview | None
    # The legal texts that the review has not read.
    unreviewed: list[Gap]

    @classmethod
    def of(cls, home: Page) -> "ShownLanguage":
        """Return the language of a home page."""
        waits = home.live and is_held_back(home)
        review = review_of(home)
        unreviewed = texts_changed_since(review) if review is not None else []
        return cls(home, not is_translated_home(home), waits, gaps_of(home), review, unreviewed)

    @property
    def state(self) -> str:
        """How it stands for visitors."""
        if not self.home.live:
            return _("not public: its home page isn’t published")
        return _("waits, as something is missing") if self.waits else _("open to visitors")


def homes_to_work_in(user: User | AnonymousUser) -> list[Page]:
    """Return the home pages in the languages that a user works in, site by site."""
    homes = Page.objects.filter(
        translation_key__in=Site.objects.values("root_page__translation_key"),
        locale__in=locales_to_work_in(user),
        alias_of=None,
    )
    return list(homes.select_related("locale").order_by("translation_key", "locale__language_code"))


class _InAdmin(WagtailAdminTemplateMixin, TemplateView):
    page_title = gettext_lazy("Languages")
    header_icon = "wagtail-localize-language"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way here."""
        return [*self.breadcrumbs_items, {"url": "", "label": str(self.page_title)}]


class LanguagesView(_InAdmin):
    """All languages that the user works in."""

    template_name = "localisation/gate/admin/languages.html"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Answer those who work in some language."""
        self.homes = homes_to_work_in(cast(User, request.user))
        if not self.homes:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        """Add the languages."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["languages"] = [ShownLanguage.of(home) for home in self.homes]
        context["has_several_sites"] = Site.objects.count() > 1
        return context


class LanguageView(_InAdmin):
    """One language: what is missing, and who has reviewed it; whoever publishes in it may note that."""

    template_name = "localisation/gate/admin/language.html"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: Any) -> HttpResponseBase:
        """Answer those who work in the language."""
        pages = Page.objects.select_related("locale")
        self.home = get_object_or_404(pages, pk=kwargs["home_id"])
        user = cast(User, request.user)
        if self.home.pk not in [home.pk for home in homes_to_work_in(user)]:
            raise PermissionDenied
        self.may_publish = self.home.permissions_for_user(user).can_publish()
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        """Add what is missing, the reviews and the form."""
        kwargs.setdefault("form", ReviewForm())
        context: dict[str, Any] = super().get_context_data(**kwargs)
        journeys: list[Journey] = journeys_of(self.home)
        return {
            **context,
            "language": ShownLanguage.of(self.home),
            "reviews": LegalReview.objects.filter(page=self.home).select_related(
                "recorded_by", "taken_back_by"
            ),
            "may_publish": self.may_publish,
            "journeys": journeys,
        }

    def post(self, request: HttpRequest, home_id: int) -> HttpResponse:
        """Note a review, or take one back."""
        if not self.may_publish:
            raise PermissionDenied
        user = cast(User, request.user)
        if "take_back" in request.POST:
            reviews = LegalReview.objects.filter(page=self.home)
            key = request.POST["take_back"]
            review = get_object_or_404(reviews, pk=key if key.isdecimal() and len(key) < 19 else None)
            take_back_legal_review(review, user)
            messages.success(request, _("The review is taken back."))
            return redirect("localisation_language", self.home.pk)
        form = ReviewForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        facts = form.cleaned_data
        note_legal_review(self.home, facts["reviewer"], facts["reviewed_on"], user, facts["note"])
        if is_translated_home(self.home) and self.home.live and not is_held_back(self.home):
            messages.success(request, _("The review is noted. The language is open to visitors."))
        else:
            messages.success(request, _("The review is noted."))
        return redirect("localisation_language", self.home.pk)


def tell_what_is_missing(request: HttpRequest, page: Page) -> None:
    """Tell whoever publishes a home page why visitors don't meet its language yet.

    Of the site's own language, which is never held back, what is missing is told all the same.
    """
    if not page.live or not Site.objects.filter(root_page__translation_key=page.translation_key).exists():
        return
    waits = is_held_back(page)
    if not waits and is_translated_home(page):
        return
    gaps = gaps_of(page)
    if not gaps:
        return
    language = page.locale.get_display_name()
    heading = (
        _("Visitors don’t meet %(language)s yet. What is missing:")
        if waits
        else _("Visitors read this site in %(language)s. What is still missing there:")
    ) % {"language": language}
    messages.warning(request, format_html('{}<ul class="language-gaps">{}</ul>', heading, as_items(gaps)))


def tell_whose_times_it_keeps(request: HttpRequest, page: Page) -> None:
    """Tell whoever opens a translation that it appears or goes together with its original, and when."""
    original = original_of(page) if page.depth > 1 else None
    times = planned_times(original) if original is not None else NO_TIMES
    if times == NO_TIMES or TimesOfTranslation.objects.filter(page=page, are_own=True).exists():
        return
    sentences = []
    if times.go_live_at is not None and not page.live:
        sentences.append(
            _("This page becomes public together with its original, once it is published: %(moment)s.")
            % {"moment": date_format(localtime(times.go_live_at), "SHORT_DATETIME_FORMAT")}
        )
    if times.expire_at is not None:
        sentences.append(
            _("This page goes together with its original: %(moment)s.")
            % {"moment": date_format(localtime(times.expire_at), "SHORT_DATETIME_FORMAT")}
        )
    buttons = []
    if page.permissions_for_user(request.user).can_publish():
        url = reverse("localisation_times", args=[page.pk])
        buttons.append(messages.button(url, _("When it is public"), new_window=False))
    if sentences:
        messages.info(request, " ".join(sentences), buttons=buttons)


def as_items(gaps: list[Gap]) -> str:
    """Return what is missing as items of a list, each with the way to where it is mended."""
    return format_html_join("", '<li><a href="{}">{}</a></li>', ((gap.url or "#", gap.words) for gap in gaps))


class JourneyView(LanguageView):
    """A petition in one language, from the form to the thanks, each step in a frame of its own."""

    template_name = "localisation/gate/admin/journey.html"
    page_title = gettext_lazy("As a signatory meets it")

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: Any) -> HttpResponseBase:
        """Find the journey; answer those who work in the language."""
        self.page_id = kwargs.pop("page_id")
        self.mode = kwargs.pop("mode", "")
        return super().dispatch(request, *args, **kwargs)

    def journey(self) -> Journey:
        """Return the journey of the address."""
        found = [each for each in journeys_of(self.home) if each.page.pk == self.page_id]
        if not found:
            raise Http404
        return found[0]

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        """Add the journey, and what is missing."""
        return {**super().get_context_data(**kwargs), "journey": self.journey()}

    def post(self, request: HttpRequest, home_id: int) -> HttpResponse:
        """Take nothing: this only shows."""
        return HttpResponseNotAllowed(["GET", "HEAD"])


@method_decorator(xframe_options_sameorigin_override, name="dispatch")
class JourneyStepView(JourneyView):
    """One step by itself."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show it with the words that are there now."""
        journey = self.journey()
        if self.mode not in [step.mode or FIRST_MODE for step in journey.steps]:
            raise Http404
        return show_step(request, journey.page, "" if self.mode == FIRST_MODE else self.mode)


class TimesView(_InAdmin):
    """Whether a translation appears and goes with its original."""

    template_name = "localisation/gate/admin/times.html"
    page_title = gettext_lazy("When it is public")
    header_icon = "calendar-alt"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: Any) -> HttpResponseBase:
        """Answer those who may publish the translation."""
        self.page = get_object_or_404(Page.objects.select_related("locale"), pk=kwargs["page_id"])
        self.original = original_of(self.page)
        if self.original is None or not self.page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        """Add the form, and the times of both."""
        row = TimesOfTranslation.objects.filter(page=self.page).first()
        return {
            **super().get_context_data(**kwargs),
            "form": TimesForm(initial={"are_own": row is not None and row.are_own}),
            "page": self.page,
            "times": planned_times(self.page),
            "times_of_original": planned_times(cast(Page, self.original)),
        }

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Keep the choice."""
        form = TimesForm(request.POST)
        form.is_valid()
        choose_times(self.page, are_own=form.cleaned_data["are_own"])
        messages.success(request, _("That is noted."))
        return redirect("wagtailadmin_pages:edit", self.page.pk)
