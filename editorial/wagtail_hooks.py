"""Marks an editor's browser, so that public pages need not ask who reads; tells which links lead nowhere."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.rich_text.feature_registry import FeatureRegistry

from .admin_views import LooseEndsView
from .loose_ends import loose_ends
from .rich_text_links import PublicDocumentLinkHandler, PublicPageLinkHandler

# After Wagtail's own, in place of which these are put.
AFTER_WAGTAIL = 10
# Before wagtail-localize's, which answers for translated pages.
FIRST = -1

from .content_checker import use_own_checks

hooks.register("construct_wagtail_userbar", use_own_checks)


@hooks.register("insert_global_admin_js")
def mark_browser_of_editors() -> SafeString:
    """Load the script that sets the mark, and takes it away on the page for signing in."""
    return format_html('<script src="{}" defer></script>', static("js/admin_mark.js"))


@hooks.register("register_rich_text_features", order=AFTER_WAGTAIL)
def lead_to_public_pages_alone(features: FeatureRegistry) -> None:
    """Let links in texts lead where everybody may go."""
    features.register_link_type(PublicPageLinkHandler)
    features.register_link_type(PublicDocumentLinkHandler)


@hooks.register("register_admin_urls")
def report_addresses() -> list[URLPattern]:
    """Answer for the report."""
    return [path("reports/loose-ends/", LooseEndsView.as_view(), name="editorial_loose_ends")]


class ForWhoChangesPagesMenuItem(MenuItem):
    """Offered to those who change pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the user does."""
        return bool(page_permission_policy.user_has_permission(request.user, "change"))


@hooks.register("register_reports_menu_item")
def report_in_menu() -> MenuItem:
    """Offer the report among Wagtail's."""
    return ForWhoChangesPagesMenuItem(
        gettext_lazy("Links that lead nowhere"),
        reverse("editorial_loose_ends"),
        name="loose-ends",
        icon_name="link",
        order=600,
    )


@hooks.register("before_edit_page", order=FIRST)
def tell_what_leads_nowhere(request: HttpRequest, page: Page) -> None:
    """Tell whoever opens a page which of its blocks visitors see without a link, or not at all."""
    if request.method != "GET" or not page.live or not (ends := loose_ends(page.specific)):
        return
    messages.warning(
        request,
        format_html(
            "{}<ul>{}</ul>",
            gettext("Some of this page leads nowhere. Visitors see it without a link, or not at all:"),
            format_html_join("", "<li>{}</li>", ((end,) for end in ends)),
        ),
    )
