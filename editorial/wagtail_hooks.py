"""The admin marks an editor's browser, so that public pages need not ask who is reading."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from .content_checker import use_own_checks

hooks.register("construct_wagtail_userbar", use_own_checks)


@hooks.register("insert_global_admin_js")
def mark_browser_of_editors() -> SafeString:
    """Load the script that sets the mark, and takes it away on the page for signing in."""
    return format_html('<script src="{}" defer></script>', static("js/admin_mark.js"))
