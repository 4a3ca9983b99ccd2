"""Before what is dangerous, whoever is signed in proves once more that it is them.

Keys, exports, people and roles: a laptop left open, or a cookie that was copied, must not be enough. Apps
name their views with a hook.
"""

from collections.abc import Mapping

from django.http import HttpRequest
from django.urls import ResolverMatch
from wagtail import hooks

HOOK = "views_that_ask_again"
PEOPLE = {"wagtailusers_users", "wagtailusers_groups"}
# What lists people without changing anything.
LOOKING = {"index", "index_results", "history", "history_results", "usage"}
OWN_FACTORS = {"new_factor", "remove_factor", "new_recovery_codes"}


def asks_again(request: HttpRequest, match: ResolverMatch, kwargs: Mapping[str, object]) -> bool:
    """Tell whether the request is for something that asks for a proof of the last minutes."""
    if match.namespace in PEOPLE:
        return match.url_name not in LOOKING
    if match.view_name == "wagtail_bulk_action":
        return kwargs.get("app_label") == "auth"
    if match.view_name == "wagtailadmin_account":
        return request.method == "POST" and _changes_own_way_in(request)
    return match.view_name in OWN_FACTORS or match.view_name in _named_by_apps()


def _changes_own_way_in(request: HttpRequest) -> bool:
    """Tell whether somebody's own settings are sent with a new password or another address."""
    new_password = request.POST.get("password-new_password1") or request.POST.get("password-new_password2")
    address = request.POST.get("name_email-email")
    return bool(new_password) or (address is not None and address != getattr(request.user, "email", ""))


def _named_by_apps() -> set[str]:
    return {name for views in hooks.get_hooks(HOOK) for name in views()}
