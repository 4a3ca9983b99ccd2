"""Who may do what in the editor."""

from wagtail.models import LockableMixin, TranslatableMixin

from ..locale_permissions import AnyUser


def lock_against(user: AnyUser, target: TranslatableMixin) -> str:
    """Return in words why the user may change nothing at the moment; empty where nobody has locked it."""
    lock = target.get_lock() if isinstance(target, LockableMixin) else None
    if lock is None or not lock.for_user(user):
        return ""
    return str(lock.get_message(user))
