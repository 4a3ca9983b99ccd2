"""Where editing meets the admin."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from .page_addresses import error_in_move


@hooks.register("insert_global_admin_js")
def mark_browser_of_editors() -> SafeString:
    """Mark an editor's browser, so that public pages need not ask who is reading.

    The script sets the mark, and takes it away on the page for signing in.
    """
    return format_html('<script src="{}" defer></script>', static("js/admin_mark.js"))


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
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Refuse the same for several pages at once."""
    if action_type != "move" or not issubclass(action.model, Page):
        return None
    destination = action.cleaned_form.cleaned_data["chooser"]
    errors = [error for page in objects if (error := error_in_move(page, destination))]
    for error in errors:
        messages.error(request, error)
    return redirect(action.next_url) if errors else None
