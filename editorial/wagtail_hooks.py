"""Marks an editor's browser, so that public pages ask nobody; tells of dead links; checks moves of pages."""

from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.models import Page
from wagtail.permissions import page_permission_policy, register_permission_policy
from wagtail.query import PageQuerySet
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from .admin_views import LooseEndsView
from .bin import urls as bin_urls
from .bin.bulk_actions import BinBulkAction
from .bin.tree import outside_bin
from .bin.views import delete_into_bin, lead_to_bin
from .brand.models import Brand
from .brand.viewsets import BrandViewSet, ChangedOnlyPolicy
from .content_checker import use_own_checks
from .interface_words import places
from .interface_words import urls as words_urls
from .interface_words.documents import words_for_translators
from .interface_words.languages import languages_to_better
from .interface_words.progress import show_interface_words
from .language_gaps import gaps_of_frame
from .loose_ends import loose_ends
from .page_paths import error_in_move
from .rich_text_links import PublicDocumentLinkHandler, PublicPageLinkHandler
from .sections.models import Section
from .sections.viewsets import SectionViewSet
from .workarounds.saving_and_publishing import edit_page_of_mark, remember_new_page, script_for_editors

# After Wagtail's own, in place of which these are put.
AFTER_WAGTAIL = 10
# Before the translators' desk's, which answers for translated pages.
FIRST = -2
# After all who may refuse.
LAST = 100

hooks.register("construct_wagtail_userbar", use_own_checks)
hooks.register("gaps_of_language", gaps_of_frame)


@hooks.register("insert_global_admin_js")
def mark_browser_of_editors() -> SafeString:
    """Mark an editor's browser, so that public pages need not ask who is reading.

    The script sets the mark, and takes it away on the page for signing in.
    """
    return format_html('<script src="{}" defer></script>', static("js/admin_mark.js"))


@hooks.register("register_rich_text_features", order=AFTER_WAGTAIL)
def lead_to_public_pages_alone(features: FeatureRegistry) -> None:
    """Let links in texts lead where everybody may go."""
    features.register_link_type(PublicPageLinkHandler)
    features.register_link_type(PublicDocumentLinkHandler)


register_permission_policy(Brand, ChangedOnlyPolicy(Brand))
register_snippet(BrandViewSet)
register_snippet(SectionViewSet)


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern | URLResolver]:
    """Answer for the report, the bin and the words of the interface."""
    return [
        path("reports/loose-ends/", LooseEndsView.as_view(), name="editorial_loose_ends"),
        path("", include(bin_urls)),
        path("", include(words_urls)),
    ]


@hooks.register("insert_global_admin_css", order=-1)
def mended_styles() -> SafeString:
    """Mend what Wagtail's own styles get wrong, before anything of ours is laid out."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin_mends.css"))


@hooks.register("insert_global_admin_css")
def look_styles() -> SafeString:
    """Lay out the form of a look."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin_look.css"))


@hooks.register("insert_global_admin_css")
def table_styles() -> SafeString:
    """Put the cells of a table beside each other in its form."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin_table.css"))


@hooks.register("insert_global_admin_css")
def bin_styles() -> SafeString:
    """Lay out the way back from a deletion."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin_bin.css"))


@hooks.register("insert_global_admin_css")
def words_styles() -> SafeString:
    """Lay out the words of the interface."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin_words.css"))


class ForTranslatorsMenuItem(MenuItem):
    """Offered to those who translate into some language."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the user does."""
        return bool(languages_to_better(request.user))


@hooks.register("register_admin_menu_item")
def words_in_menu() -> MenuItem:
    """Offer the words of the interface to translators."""
    return ForTranslatorsMenuItem(
        gettext_lazy("Words of the hub"),
        reverse("editorial_words"),
        name="words",
        icon_name="openquote",
        order=155,
    )


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
    if request.method == "GET" and page.live:
        _tell_of_loose_ends(request, page.specific)


@hooks.register("before_edit_snippet", order=FIRST)
def tell_what_leads_nowhere_in_section(request: HttpRequest, instance: Model) -> None:
    """Tell whoever opens a section the same."""
    if request.method == "GET" and isinstance(instance, Section) and instance.live:
        _tell_of_loose_ends(request, instance)


def _tell_of_loose_ends(request: HttpRequest, shown: Page | Section) -> None:
    if not (ends := loose_ends(shown)):
        return
    messages.warning(
        request,
        format_html(
            "{}<ul>{}</ul>",
            gettext("Some of this leads nowhere. Visitors see it without a link, or not at all:"),
            format_html_join("", "<li>{}</li>", ((end,) for end in ends)),
        ),
    )


@hooks.register("insert_editor_js")
def let_buttons_wait() -> SafeString:
    """Let a pressed button wait for what the editor is saving by itself."""
    return script_for_editors()


@hooks.register("insert_editor_js")
def move_nothing_for_who_wants_that() -> SafeString:
    """Let blocks open at once for whoever wants no movement."""
    return format_html('<script src="{}"></script>', static("js/admin_no_movement.js"))


@hooks.register("insert_editor_js")
def let_deleted_blocks_come_back() -> SafeString:
    """Offer to bring back a block that was deleted."""
    return format_html(
        '<script src="{}" data-deleted="{}" data-undo="{}" data-dismiss="{}" data-back="{}"></script>',
        static("js/admin_undo_block.js"),
        gettext("“%(block)s” was deleted."),
        gettext("Undo"),
        gettext("Dismiss"),
        gettext("“%(block)s” is back."),
    )


@hooks.register("before_create_page")
def make_one_page_of_one_form(
    request: HttpRequest, parent: Page, kind: type[Page]
) -> HttpResponseBase | None:
    """Go on with the page that the same form has made already."""
    return edit_page_of_mark(request, parent)


@hooks.register("after_create_page")
def remember_page_of_form(request: HttpRequest, page: Page) -> None:
    """Note which form made the page."""
    remember_new_page(request, page)


@hooks.register("before_move_page")
def keep_page_where_it_is_found(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Refuse to move a page to where visitors wouldn't find it, or into another language."""
    error = error_in_move(page, destination)
    if not error:
        return None
    messages.error(request, error)
    return redirect("wagtailadmin_pages:move", page.pk)


@hooks.register("before_bulk_action")
def keep_pages_where_they_are_found(
    request: HttpRequest, action_type: str, objects: list[Page], action: BulkAction
) -> HttpResponse | None:
    """Refuse the same for several pages at once."""
    if action_type != "move" or not issubclass(action.model, Page):
        return None
    destination = action.cleaned_form.cleaned_data["chooser"]
    errors = [error for page in objects if (error := error_in_move(page, destination))]
    for error in errors:
        messages.error(request, error)
    return redirect(action.next_url) if errors else None


hooks.register("before_delete_page", delete_into_bin, order=LAST)
hooks.register("register_bulk_action", BinBulkAction, order=LAST)
hooks.register("before_edit_page", lead_to_bin, order=2 * FIRST)
hooks.register("before_copy_page", lead_to_bin, order=2 * FIRST)


@hooks.register("before_move_page", order=FIRST)
def put_back_before_moving(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Let a page that lies in the bin be put back, not moved."""
    return lead_to_bin(request, page)


@hooks.register("before_bulk_action", order=FIRST)
def put_back_before_anything_else(
    request: HttpRequest, action_type: str, objects: list[Page], action: BulkAction
) -> HttpResponse | None:
    """Let pages that lie in the bin be put back before anything is done to several at once."""
    if not issubclass(action.model, Page):
        return None
    return next((answer for page in objects if (answer := lead_to_bin(request, page))), None)


@hooks.register("construct_explorer_page_queryset")
def list_no_page_of_the_bin(parent: Page, pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Leave out of lists and searches of pages what is in the bin."""
    return outside_bin(pages)


@hooks.register("construct_page_chooser_queryset")
def choose_no_page_of_the_bin(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Offer none of them to be linked to."""
    return outside_bin(pages)


@hooks.register("register_admin_menu_item")
def bin_in_menu() -> MenuItem:
    """Offer the bin to those who change pages."""
    return ForWhoChangesPagesMenuItem(
        gettext_lazy("Bin"), reverse("editorial_bin"), name="bin", icon_name="bin", order=160
    )


hooks.register("documents_for_translators", words_for_translators)
hooks.register("register_translated_content", show_interface_words)


@hooks.register(places.HOOK)
def places_of_words() -> tuple[places.Places, places.Places]:
    """Say where the words of this app are to be read, by visitors and by editors."""
    return places.VISITORS, places.EDITORS
