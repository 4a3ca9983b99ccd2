"""What a task does. The rights of whoever has asked are looked at now: they may have changed since."""

from collections.abc import Callable

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.models import Translation

from editorial.bin.tree import is_in_bin

from ..actions.bring_in_changes import bring_in_changes
from ..actions.publish_translation import Locked, publish_translation
from ..actions.submit_for_translation import submit_for_translation
from ..completeness import IncompleteTranslation
from ..locale_permissions import locales_to_work_in, may_read
from .models import Action, Reason, Task


class Refused(Exception):
    """Raised when a task can't be done, and why; it won't be before somebody does something about it."""

    def __init__(self, reason: Reason, details: str = "") -> None:
        self.reason, self.details = reason, details
        super().__init__(reason)


def perform(task: Task) -> None:
    """Do what a task asks for. Raises `Refused`, with all that belongs together done or left undone.

    Belongs in a transaction. Doing it again changes nothing more.
    """
    _wait_for_others(_find(task), task.locale)
    # Anew: it may have been moved or changed while we waited.
    DEEDS[Action(task.job.action)](task, _find(task))


def _find(task: Task) -> TranslatableMixin:
    instance = task.find_object()
    if instance is None or (isinstance(instance, Page) and is_in_bin(instance)):
        raise Refused(Reason.GONE)
    return instance


def _wait_for_others(instance: TranslatableMixin, locale: Locale) -> None:
    """Let nobody else change the object, in its own language or in this one, or its place until we are done.

    Two workers would else read how many children a page has, add one each, and write down one more than they
    have read. Always in the same order, so that no two wait for each other.
    """
    both = [instance.locale_id, locale.pk]
    rows = instance.get_translation_model()._base_manager
    wanted = Q(translation_key=instance.translation_key, locale__in=both)
    if isinstance(instance, Page):
        above = instance.get_parent()
        wanted |= (
            Q(pk=above.pk) if above.is_root() else Q(translation_key=above.translation_key, locale=locale)
        )
    list(rows.filter(wanted).order_by("pk").select_for_update(no_key=True).values_list("pk"))


def _start(task: Task, instance: TranslatableMixin) -> None:
    if task.after is not None and task.after.state in (Task.State.FAILED, Task.State.STOPPED):
        raise Refused(Reason.ABOVE)
    user = _who_asked(task)
    if not (user.has_perm("wagtail_localize.submit_translation") and may_read(user, instance)):
        raise Refused(Reason.NOT_ALLOWED)
    _require_language(user, task.locale)
    try:
        submit_for_translation(instance, [task.locale], user)
    except ValidationError as problem:
        raise Refused(Reason.INVALID, " ".join(problem.messages)) from problem


def _sync(task: Task, instance: TranslatableMixin) -> None:
    user = _who_asked(task)
    translation = _translation(task, instance)
    if not user.has_perm("wagtail_localize.submit_translation"):
        raise Refused(Reason.NOT_ALLOWED)
    _require_language(user, task.locale)
    bring_in_changes(translation.source, user, [task.locale])


def _sync_and_publish(task: Task, instance: TranslatableMixin) -> None:
    """Bring in the changes, which stays done where publishing is refused."""
    _sync(task, instance)
    _publish(task, instance)


def _publish(task: Task, instance: TranslatableMixin) -> None:
    user = _who_asked(task)
    try:
        publish_translation(_translation(task, instance), user)
    except Locked as problem:
        raise Refused(Reason.LOCKED) from problem
    except PermissionDenied as problem:
        raise Refused(Reason.NOT_ALLOWED) from problem
    except IncompleteTranslation as problem:
        raise Refused(Reason.INCOMPLETE, " ".join(problem.messages)) from problem
    except ValidationError as problem:
        raise Refused(Reason.INVALID, " ".join(problem.messages)) from problem


def _stand_in(task: Task, instance: TranslatableMixin) -> None:
    """Put a stand-in for a page where the language has none. It is never public, so it takes no rights."""
    if isinstance(instance, Page) and not instance.has_translation(task.locale):
        instance.copy_for_translation(task.locale, copy_parents=True, alias=True)


DEEDS: dict[Action, Callable[[Task, TranslatableMixin], None]] = {
    Action.START: _start,
    Action.SYNC: _sync,
    Action.SYNC_AND_PUBLISH: _sync_and_publish,
    Action.PUBLISH: _publish,
    Action.STAND_IN: _stand_in,
}


def _who_asked(task: Task) -> User:
    user = task.job.asked_by
    if user is None or not user.is_active:
        raise Refused(Reason.NOT_ALLOWED)
    return user


def _require_language(user: User, locale: Locale) -> None:
    if not locales_to_work_in(user).filter(pk=locale.pk).exists():
        raise Refused(Reason.NOT_ALLOWED)


def _translation(task: Task, instance: TranslatableMixin) -> Translation:
    """Return the running translation that a task is about, of whatever language its original is in."""
    found = (
        Translation.objects.filter(
            source__object_id=instance.translation_key, target_locale=task.locale, enabled=True
        )
        .select_related("source__object__content_type", "target_locale")
        .first()
    )
    if found is None:
        raise Refused(Reason.NOT_STARTED)
    for locale in (found.source.locale_id, task.locale_id):
        if found.source.object.get_instance_or_none(locale) is None:
            raise Refused(Reason.GONE)
    return found
