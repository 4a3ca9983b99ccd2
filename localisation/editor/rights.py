"""Who may do what in the editor."""

from wagtail.models import LockableMixin, Page, TranslatableMixin
from wagtail.permissions import policy_registry

from ..locale_permissions import AnyUser


def may_translate(user: AnyUser, target: TranslatableMixin) -> bool:
    """Tell whether a user may write this page's or snippet's texts."""
    if isinstance(target, Page):
        return bool(target.permissions_for_user(user).can_edit())
    return bool(policy_registry.get(target).user_has_permission_for_instance(user, "change", target))


def lock_against(user: AnyUser, target: TranslatableMixin) -> str:
    """Return in words why the user may change nothing at the moment; empty where nobody has locked it."""
    lock = target.get_lock() if isinstance(target, LockableMixin) else None
    if lock is None or not lock.for_user(user):
        return ""
    return str(lock.get_message(user))
