"""Where the languages' gate meets the admin."""

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.query import PageQuerySet

from . import views
from .gaps import gaps_of_home, gaps_of_review, is_held_back
from .legal_texts import privacy_page_of
from .models import HeldBackHome
from .times import NO_TIMES, original_of, planned_times

# Before wagtail-localize's, which answers for translated pages.
FIRST = -1
# The review comes when all else is there.
LAST = 100

hooks.register("gaps_of_language", gaps_of_home)
hooks.register("gaps_of_language", gaps_of_review, order=LAST)
hooks.register("gaps_of_legal_review", gaps_of_review)
hooks.register("legal_pages_of_language", privacy_page_of)


@hooks.register("homes_held_back")
def homes_held_back() -> "PageQuerySet":
    """Name the home pages whose languages visitors don't meet yet."""
    return HeldBackHome.objects.values("page_id")


@hooks.register("register_admin_urls")
def register_languages() -> list[URLPattern]:
    """Answer for the languages, and for the preview of a signatory's way."""
    journey = "languages/<int:home_id>/journey/<int:page_id>/"
    return [
        path("languages/", views.LanguagesView.as_view(), name="localisation_languages"),
        path("languages/<int:home_id>/", views.LanguageView.as_view(), name="localisation_language"),
        path(journey, views.JourneyView.as_view(), name="localisation_journey"),
        path("languages/times/<int:page_id>/", views.TimesView.as_view(), name="localisation_times"),
        path(f"{journey}<slug:mode>/", views.JourneyStepView.as_view(), name="localisation_journey_step"),
    ]


class LanguagesMenuItem(MenuItem):
    """Leads to the languages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to those who work in some language of a site."""
        return bool(views.homes_to_work_in(request.user))


@hooks.register("register_admin_menu_item")
def languages_in_menu() -> MenuItem:
    """Put the languages beside what there is to translate."""
    return LanguagesMenuItem(
        gettext_lazy("Languages"),
        reverse("localisation_languages"),
        name="languages",
        icon_name="globe",
        order=152,
    )


@hooks.register("register_page_header_buttons")
def offer_times(page: Page, user: User, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Offer to say whose times a translation keeps, to who may publish it, as far as there are any."""
    if not page.pk or page.depth < 2 or not page.permissions_for_user(user).can_publish():
        return
    original = original_of(page)
    if original is not None and (planned_times(original) != NO_TIMES or page.expire_at is not None):
        yield Button(
            gettext_lazy("When it is public"),
            reverse("localisation_times", args=[page.pk]),
            icon_name="calendar-alt",
            priority=32,
        )


@hooks.register("insert_global_admin_css")
def language_styles() -> SafeString:
    """Lay out the preview of a signatory's way."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin_languages.css"))


@hooks.register("before_edit_page", order=FIRST)
def tell_whoever_opens_a_home(request: HttpRequest, page: Page) -> None:
    """Tell whoever opens the home page of a language why visitors don't meet it yet."""
    if request.method == "GET":
        if is_held_back(page):
            views.tell_what_is_missing(request, page)
        views.tell_whose_times_it_keeps(request, page)


@hooks.register("after_publish_page")
def tell_whoever_publishes_a_home(request: HttpRequest, page: Page) -> None:
    """Tell whoever has published it. It is saved and published all the same: what is missing can follow."""
    views.tell_what_is_missing(request, page)


@hooks.register("after_bulk_action")
def tell_whoever_publishes_homes(
    request: HttpRequest, action_type: str, objects: list[Page], action: BulkAction
) -> None:
    """Tell whoever has published several."""
    if action_type == "publish" and issubclass(action.model, Page):
        for page in Page.objects.filter(pk__in=[each.pk for each in objects]).select_related("locale"):
            views.tell_what_is_missing(request, page)
