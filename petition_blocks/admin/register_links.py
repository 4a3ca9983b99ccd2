"""Where in the admin things about a petition are."""

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from wagtail.permissions import policy_registry

from ..models import DomainRule, Petition, PetitionPage
from ..opening import MissingPiece, Piece

# An id within the tab: the tab’s own differs from language to language.
PAGES_ANCHOR = "petition-pages"


def may_change_petitions(user: AbstractBaseUser) -> bool:
    """Tell whether the user may change registers."""
    return bool(policy_registry.get_by_type(Petition).user_has_permission(user, "change"))


def may_judge(user: AbstractBaseUser) -> bool:
    """Tell whether the user may look at names and at what was held back."""
    return bool(policy_registry.get_by_type(Petition).user_has_permission(user, "judge"))


def may_see_petitions(user: AbstractBaseUser) -> bool:
    """Tell whether the user sees the section Petitions."""
    return bool(policy_registry.get_by_type(Petition).user_has_any_permission(user, ["change", "view"]))


def may_see_domain_rules(user: AbstractBaseUser) -> bool:
    """Tell whether the user sees the rules for mail domains."""
    actions = ["add", "change", "delete", "view"]
    return bool(policy_registry.get_by_type(DomainRule).user_has_any_permission(user, actions))


def register_address(petition: Petition, user: AbstractBaseUser) -> str:
    """Return the address of the petition in the admin, or nothing if the user may not see it."""
    if may_change_petitions(user):
        return reverse("petitions:edit", args=[petition.pk])
    if may_see_petitions(user):
        return reverse("petitions:inspect", args=[petition.pk])
    return ""


def new_page_address(user: AbstractBaseUser) -> str:
    """Return where a petition page is begun, or nothing if the user may not create pages anywhere."""
    if not policy_registry.get_by_type(PetitionPage).user_has_permission(user, "add"):
        return ""
    return _choose_parent_address()


def _choose_parent_address() -> str:
    return reverse("wagtailadmin_pages:choose_parent", args=["petition_blocks", "petitionpage"])


def address_of_missing(missing: MissingPiece, petition: Petition) -> str:
    """Return where an editor puts the missing piece right. The admin opens the tab that holds the field."""
    piece = missing.piece
    if piece is Piece.RECIPIENT_KEY:
        return reverse("petitions:edit", args=[petition.pk]) + "#tab-keys"
    if piece is Piece.NEW_PETITION:
        return _choose_parent_address()
    if piece is Piece.MAIL:
        return reverse("petitions:mail_proof")
    if missing.site is not None:
        site_settings = reverse("wagtailsettings:edit", args=["editorial", "sitesettings", missing.site.pk])
        return f"{site_settings}#id_{piece.value}"
    if missing.page is not None:
        return reverse("wagtailadmin_pages:edit", args=[missing.page.pk]) + f"#id_{missing.field}"
    anchor = {Piece.PAGE: PAGES_ANCHOR, Piece.CONTROLLERS: "id_controllers-FORMS"}.get(
        piece, f"id_{piece.value}"
    )
    return reverse("petitions:edit", args=[petition.pk]) + f"#{anchor}"
