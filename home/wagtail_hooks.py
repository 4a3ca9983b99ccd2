"""The style guide and the manuals in the admin."""

from collections.abc import Callable

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page, TranslatableMixin
from wagtail.permissions import page_permission_policy

from .manuals import views as manual_views
from .new_page import views as new_page_views
from .new_page.offered import URL_NAME as NEW_PAGE
from .new_page.offered import recipes_below, url_of
from .own_words import recipes_beside
from .places_of_words import EDITORS, VISITORS
from .start import views as start_views
from .start.panels import StartPanel
from .style_guide import views


@hooks.register("register_admin_urls")
def style_guide_urls() -> list[URLPattern]:
    """Answer below style-guide/, for whoever may use the admin."""
    return [
        path("style-guide/", views.colours, name="style_guide"),
        path("style-guide/parts/", views.parts, name="style_guide_parts"),
        path("style-guide/parts/<slug:name>/<slug:state>/", views.part_frame, name="style_guide_part"),
        path("style-guide/blocks/", views.blocks, name="style_guide_blocks"),
        path("style-guide/blocks/<slug:name>/", views.one_block, name="style_guide_one_block"),
        path("style-guide/blocks/<slug:name>/<slug:state>/", views.block_frame, name="style_guide_block"),
        path("style-guide/<slug:scheme>.css", views.stylesheet, name="style_guide_stylesheet"),
    ]


class ForWhoWritesPagesMenuItem(MenuItem):
    """Offered to those who add or change pages; others would not know what to do with it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the user writes pages."""
        return bool(page_permission_policy.user_has_any_permission(request.user, ["add", "change"]))


@hooks.register("register_admin_menu_item")
def style_guide_in_menu() -> MenuItem:
    """Offer the guide in the menu, below what is used every day."""
    return ForWhoWritesPagesMenuItem(
        _("Style guide"), reverse("style_guide"), name="style-guide", icon_name="view", order=890
    )


@hooks.register("insert_global_admin_css")
def style_guide_styles() -> SafeString:
    """Lay out the guide."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin_style_guide.css"))


@hooks.register("register_admin_urls")
def manual_urls() -> list[URLPattern]:
    """Answer below manuals/, for whoever may use the admin."""
    return [
        path("manuals/", manual_views.manuals, name="manuals"),
        path("manuals/<slug:name>/", manual_views.manual, name="manual"),
        path("manuals/pictures/<str:name>", manual_views.manual_picture, name="manual_picture"),
    ]


@hooks.register("register_help_menu_item")
def manuals_in_help() -> MenuItem:
    """Offer the manuals where people look for help."""
    return MenuItem(_("Manuals"), reverse("manuals"), name="manuals", icon_name="help", order=100)


@hooks.register("register_admin_urls")
def start_urls() -> list[URLPattern]:
    """Answer below start/, for whoever may start the site's campaign."""
    first = start_views.STEPS[0].name
    return [
        path("start/", start_views.StartView.as_view(), {"name": first}, name="start_campaign"),
        path("start/pages/", start_views.MakePagesView.as_view(), name="start_campaign_pages"),
        path("start/<slug:name>/", start_views.StartView.as_view(), name="start_campaign_step"),
    ]


@hooks.register("register_admin_urls")
def new_page_urls() -> list[URLPattern]:
    """Answer for pages begun with a recipe, for whoever may add them there."""
    return [path("new-page/<int:parent>/<slug:name>/", new_page_views.NewPageView.as_view(), name=NEW_PAGE)]


@hooks.register("before_create_page")
def tell_of_recipe(request: HttpRequest, parent: Page, kind: type[Page]) -> None:
    """Offer the recipe on the form itself where a parent has pages of one kind alone.

    There Wagtail skips the question for the kind, which is where recipes are offered.
    """
    if request.method != "GET" or len(type(parent).creatable_subpage_models()) > 1:
        return
    for recipe in recipes_below(parent, request.user):
        messages.info(
            request,
            format_html("{} {}", _("There is a recipe for this, with blocks and hints:"), recipe.label),
            buttons=[messages.button(url_of(recipe, parent), _("Begin with the recipe"), new_window=False)],
        )


@hooks.register("construct_homepage_panels")
def start_in_home_page(request: HttpRequest, panels: list[Component]) -> None:
    """Show the way to the start, and then what is left to do."""
    panels.append(StartPanel())


@hooks.register("insert_global_admin_css")
def start_styles() -> SafeString:
    """Lay out the start."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin_start.css"))


@hooks.register("insert_global_admin_css")
def manual_styles() -> SafeString:
    """Lay out the manuals."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin_manuals.css"))


@hooks.register("own_words_of")
def words_of_recipes(instance: TranslatableMixin) -> Callable[[str], list[str]] | None:
    """Give what pages begin with, in each language."""
    return recipes_beside(instance) if isinstance(instance, Page) else None


@hooks.register("places_of_interface_words")
def places_of_words() -> tuple[list[tuple[str, Promise]], list[tuple[str, Promise]]]:
    """Say where the words of this app are to be read, by visitors and by editors."""
    return VISITORS, EDITORS
