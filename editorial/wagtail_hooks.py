"""The admin marks an editor's browser, so that public pages need not ask who is reading."""

from django.http import HttpRequest, HttpResponseBase
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.models import Page

from .workarounds.saving_and_publishing import edit_page_of_mark, remember_new_page, script_for_editors


@hooks.register("insert_global_admin_js")
def mark_browser_of_editors() -> SafeString:
    """Load the script that sets the mark, and takes it away on the page for signing in."""
    return format_html('<script src="{}" defer></script>', static("js/admin_mark.js"))


@hooks.register("insert_editor_js")
def let_buttons_wait() -> SafeString:
    """Let a pressed button wait for what the editor is saving by itself."""
    return script_for_editors()


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
