"""Where the desk meets the admin."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from ..workarounds.buttons_of_pages import ask_once_a_list
from .panels import NewsPanel
from .preferences import DigestPanel
from .views import DeskView

ask_once_a_list()


@hooks.register("register_admin_urls")
def register_desk_views() -> list[URLPattern]:
    """Add the desk."""
    return [path("translations/", DeskView.as_view(), name="localisation_desk")]


class DeskMenuItem(MenuItem):
    """Leads to the translators' desk."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to those who may submit something for translation."""
        return bool(request.user.has_perm("wagtail_localize.submit_translation"))


@hooks.register("register_admin_menu_item")
def register_desk() -> MenuItem:
    """Put the desk below the pages."""
    return DeskMenuItem(
        gettext_lazy("Translations"),
        reverse("localisation_desk"),
        name="localisation-desk",
        icon_name="wagtail-localize-language",
        order=150,
    )


@hooks.register("insert_global_admin_css")
def desk_styles() -> SafeString:
    """Lay out the desk."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin_desk.css"))


@hooks.register("construct_homepage_panels")
def tell_of_news(request: HttpRequest, panels: list[Component]) -> None:
    """Show translators on the home page what is new for their languages."""
    panels.append(NewsPanel())


@hooks.register("register_account_settings_panel")
def ask_for_digest(request: HttpRequest, user: object, profile: object) -> DigestPanel:
    """Let each translator say whether they want a mail a day."""
    return DigestPanel(request, user, profile)
