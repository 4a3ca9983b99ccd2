"""Where in the admin things about a petition are, and who may go there."""

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from wagtail.permissions import policy_registry

from ..petition.models import Petition

# An id within the tab: the tab’s own differs from language to language.
PAGES_ANCHOR = "petition-pages"


def may_change_petitions(user: AbstractBaseUser) -> bool:
    """Tell whether the user may change registers."""
    return bool(policy_registry.get_by_type(Petition).user_has_permission(user, "change"))


def may_moderate(user: AbstractBaseUser) -> bool:
    """Tell whether the user may look at names and at what was held back."""
    return bool(policy_registry.get_by_type(Petition).user_has_permission(user, "moderate"))


def may_see_petitions(user: AbstractBaseUser) -> bool:
    """Tell whether the user sees the section Petitions."""
    return bool(policy_registry.get_by_type(Petition).user_has_any_permission(user, ["change", "view"]))


def register_url(petition: Petition, user: AbstractBaseUser) -> str:
    """Return the address of the petition in the admin, or nothing if the user may not see it."""
    if may_change_petitions(user):
        return reverse("petitions:edit", args=[petition.pk])
    if may_see_petitions(user):
        return reverse("petitions:inspect", args=[petition.pk])
    return ""


def may_export(user: AbstractBaseUser) -> bool:
    """Tell whether the user may hand over signatures."""
    return bool(policy_registry.get_by_type(Petition).user_has_permission(user, "export"))
