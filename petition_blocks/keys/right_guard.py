"""Nobody takes the right to keep keys by managing users or groups: only who has it gives it.

Wagtail lets whoever may change users put them into any group, make them administrators, and set their
password and address; and whoever may change groups give these any right. Each would be a way to read who
signs. The rows are guarded rather than the forms: there are several, bulk actions among them.

Who is acting is known while a request of the admin is answered. What is done on the server, by a command or
a migration, is the operator's.
"""

from collections.abc import Collection

from django.contrib.auth.models import Group, Permission, User
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from django.db.models.signals import m2m_changed, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.log_actions import get_active_log_context
from wagtail.models import ModelLogEntry

from .models import KeyChange
from .rights import groups_with_right, has_right_by_rows, may_keep_keys, the_right

# What lets somebody sign in as a user, or hold all rights.
GUARDED = ["username", "password", "email", "is_active", "is_superuser"]


def _acting_user() -> User | None:
    """Return who is using the admin now; None where nobody is."""
    return get_active_log_context().user


def _require_right() -> None:
    user = _acting_user()
    if user is not None and not may_keep_keys(user):
        raise PermissionDenied


def _note(holder: str) -> None:
    """Have it told who got the right, if somebody gave it in the admin."""
    user = _acting_user()
    if user is not None:
        KeyChange.objects.create(
            petition=None,
            deed=KeyChange.Deed.GRANTED,
            holder=holder[:160],
            done_by=user.get_username(),
        )


@receiver(m2m_changed, sender=User.groups.through)
def guard_members(
    action: str, instance: Group | User, reverse: bool, pk_set: set[int] | None, using: str, **kwargs: object
) -> None:
    """Let nobody be put into a group with the right by who doesn't have it."""
    if action not in ("pre_add", "post_add") or not pk_set:
        return
    if reverse:
        # The group's own side: `group.user_set.add(user)`.
        gives = groups_with_right().filter(pk=instance.pk).exists()
        users = User.objects.filter(pk__in=pk_set)
    else:
        gives = groups_with_right().filter(pk__in=pk_set).exists()
        users = User.objects.filter(pk=instance.pk)
    if not gives:
        return
    if action == "pre_add":
        _require_right()
    else:
        for user in users:
            _note(user.get_username())


@receiver(m2m_changed, sender=Group.permissions.through)
@receiver(m2m_changed, sender=User.user_permissions.through)
def guard_rights(
    action: str, instance: Group | Permission | User, reverse: bool, pk_set: set[int] | None, **kwargs: object
) -> None:
    """Let nobody give the right to a group or a user who doesn't have it."""
    if action not in ("pre_add", "post_add") or not pk_set:
        return
    gives = the_right().filter(pk=instance.pk) if reverse else the_right().filter(pk__in=pk_set)
    if not gives.exists():
        return
    if action == "pre_add":
        _require_right()
    else:
        _note(", ".join(map(str, pk_set)) if reverse else str(instance))


@receiver(pre_save, sender=User)
def guard_accounts(
    instance: User, raw: bool = False, update_fields: Collection[str] | None = None, **kwargs: object
) -> None:
    """Let nobody become who has the right: by their password, their address, or as an administrator."""
    user = _acting_user()
    if raw or user is None:
        return
    before = User.objects.filter(pk=instance.pk).first() if instance.pk else None
    changed = [
        name
        for name in GUARDED
        if (update_fields is None or name in update_fields)
        and (before is None or getattr(before, name) != getattr(instance, name))
    ]
    becomes_administrator = "is_superuser" in changed and instance.is_superuser
    is_another_keeper = before is not None and before.pk != user.pk and has_right_by_rows(before)
    if becomes_administrator or (changed and is_another_keeper):
        _require_right()
    if becomes_administrator:
        # They have every right.
        _note(instance.get_username())


@receiver(pre_delete, sender=ModelLogEntry)
@receiver(pre_save, sender=ModelLogEntry)
def keep_log_as_it_is(instance: ModelLogEntry, **kwargs: object) -> None:
    """Refuse to change or delete what the history of a petition says."""
    is_new = instance.pk is None
    if not is_new and instance.action.startswith("petition_blocks."):
        raise ProtectedError("What the history of a petition says stays.", {instance})
