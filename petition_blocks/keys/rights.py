"""The right to say whose keys open the signatures: who has it, and who may give it.

It is nobody's by writing pages or running petitions. Whoever has it, and administrators, may pass it on.
"""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group, Permission, User
from django.db.models import Model, Q, QuerySet

CODENAME = "keep_keys_petition"
RIGHT = f"petition_blocks.{CODENAME}"
# Asked by name: whatever else checks passwords knows nothing of rights.
BACKEND = "django.contrib.auth.backends.ModelBackend"


def may_keep_keys(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether the user may add, approve, retire and revoke keys."""
    return bool(getattr(user, "is_active", False)) and bool(user.has_perm(RIGHT))  # type: ignore[union-attr]


def key_keepers() -> QuerySet[User]:
    """Return who has the right, administrators included."""
    return User.objects.with_perm(RIGHT, backend=BACKEND)


def groups_with_right() -> QuerySet[Group]:
    """Return the groups whose members have the right."""
    return Group.objects.filter(permissions__in=the_right())


def the_right() -> QuerySet[Permission]:
    """Return the permission as a query: a database that is being set up may not have it yet."""
    return Permission.objects.filter(content_type__app_label="petition_blocks", codename=CODENAME)


def has_right_by_rows(user: Model) -> bool:
    """Tell the same of a user as the database has it, whether active or not, past what is cached on them."""
    return User.objects.filter(
        Q(is_superuser=True) | Q(groups__permissions__in=the_right()) | Q(user_permissions__in=the_right()),
        pk=user.pk,
    ).exists()
