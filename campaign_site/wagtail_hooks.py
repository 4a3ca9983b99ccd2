"""What the site as a whole adds to the admin."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry

from .places_of_words import EDITORS, VISITORS
from .second_factor import account_views
from .upkeep.panels import UpkeepPanel
from .upkeep.workers import current_trouble


@hooks.register("construct_homepage_panels")
def tell_what_is_wrong(request: HttpRequest, panels: list[Component]) -> None:
    """Show on the home page what is wrong with the server."""
    panels.append(UpkeepPanel())


@hooks.register("tell_of_workers")
def tell_of_workers() -> str:
    """Return what is wrong with the workers, for pages about what they do; nothing if nothing is."""
    return current_trouble()


@hooks.register("register_admin_urls")
def own_factor_urls() -> list[URLPattern]:
    """Answer below account/sign-in/, for whoever may use the admin."""
    return [
        path("account/sign-in/", account_views.OwnFactorsView.as_view(), name="own_factors"),
        path("account/sign-in/new/", account_views.NewFactorView.as_view(), name="new_factor"),
        path(
            "account/sign-in/<int:key>/remove/",
            account_views.RemoveFactorView.as_view(),
            name="remove_factor",
        ),
        path(
            "account/sign-in/recovery-codes/",
            account_views.NewRecoveryCodesView.as_view(),
            name="new_recovery_codes",
        ),
        path("account/is-it-you/", account_views.ProveAgainView.as_view(), name="prove_again"),
    ]


@hooks.register("insert_global_admin_css")
def sign_in_styles() -> SafeString:
    """Lay out the pages on the way in."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin_sign_in.css"))


@hooks.register("register_account_menu_item")
def own_factors_in_account(request: HttpRequest) -> dict[str, object]:
    """Lead from somebody's account to their ways to sign in."""
    return {
        "url": reverse("own_factors"),
        "label": _("Ways to sign in"),
        "help_text": _("Passkeys, an app with codes, recovery codes."),
    }


@hooks.register("register_log_actions")
def name_deeds_with_factors(actions: LogActionRegistry) -> None:
    """Let the history of an account tell what was done with its factors."""
    for name, label, message in (
        ("add_factor", _("Add a way to sign in"), _("Added a way to sign in")),
        (
            "remove_factor",
            _("Take away a way to sign in"),
            _("Took away a way to sign in"),
        ),
        (
            "renew_recovery_codes",
            _("Make recovery codes"),
            _("Made new recovery codes"),
        ),
        (
            "reset_second_factor",
            _("Reset all ways to sign in"),
            _("An operator took away all ways to sign in, on the server"),
        ),
    ):
        actions.register_action(f"campaign_site.{name}", label, message)


@hooks.register("places_of_interface_words")
def places_of_words() -> tuple[list[tuple[str, Promise]], list[tuple[str, Promise]]]:
    """Say where the words of this app are to be read, by visitors and by editors."""
    return VISITORS, EDITORS
