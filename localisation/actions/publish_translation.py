"""Show a translation to the public."""

from django.core.exceptions import PermissionDenied
from wagtail.models import LockableMixin
from wagtail_localize.models import Translation

from ..locale_permissions import AnyUser, may_publish


class Locked(PermissionDenied):
    """Raised when somebody else has locked what is to be published."""


def publish_translation(translation: Translation, user: AnyUser) -> None:
    """Publish the page or snippet with the texts as they are now.

    Raises `PermissionDenied` where the user may not publish it, `Locked` where somebody has locked it,
    `TextsHaveProblems` where a text would break the page or nobody has read it, `IncompleteTranslation` while
    texts are missing, and `ValidationError` where a text does not fit; nothing public changes then.
    """
    target = translation.get_target_instance()
    if not may_publish(user, target):
        raise PermissionDenied
    lock = target.get_lock() if isinstance(target, LockableMixin) else None
    if lock is not None and lock.for_user(user):
        raise Locked
    translation.save_target(user=user, publish=True)
