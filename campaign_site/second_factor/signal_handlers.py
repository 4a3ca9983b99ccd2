"""Telling people of what was done to their accounts, whichever form or command did it."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q, QuerySet
from django.db.models.signals import m2m_changed, post_save, pre_save
from django.dispatch import receiver
from wagtail.log_actions import get_active_log_context

from . import mails
from .rule import OVER_PEOPLE

OLD = "as_it_was_before_saving"


@receiver(pre_save, sender=User)
def remember_what_was(
    instance: User, raw: bool = False, update_fields: Collection[str] | None = None, **kwargs: Any
) -> None:
    """Look up what the account was, where it may become something else."""
    is_about_it = update_fields is None or {"email", "is_superuser", "password"} & set(update_fields)
    setattr(
        instance,
        OLD,
        User.objects.filter(pk=instance.pk).first() if instance.pk and is_about_it and not raw else None,
    )


@receiver(post_save, sender=User)
def tell_of_changed_account(instance: User, created: bool, **kwargs: Any) -> None:
    """Tell the owner of a new password and, at the old address, of another one."""
    before: User | None = getattr(instance, OLD, None)
    # Set by `set_password` until the row is saved; a stronger hash of the same password sets none.
    if not created and getattr(instance, "_password", None) is not None:
        mails.tell(before or instance, mails.password_changed)
    if before is not None and before.email and before.email != instance.email:
        mails.tell(before, mails.address_changed, instance.email)
    if instance.is_superuser and instance.is_active and (before is None or not before.is_superuser):
        _tell_of_new_administrators([instance])


@receiver(m2m_changed, sender=User.groups.through)
def tell_of_new_members(
    action: str, instance: Any, reverse: bool, pk_set: set[int] | None, **kwargs: Any
) -> None:
    """Tell administrators who was put into a group that manages people."""
    if action != "post_add" or not pk_set:
        return
    groups, users = ({instance.pk}, pk_set) if reverse else (pk_set, {instance.pk})
    if Group.objects.filter(pk__in=groups, permissions__in=rights_over_people()).exists():
        _tell_of_new_administrators(User.objects.filter(pk__in=users))


@receiver(m2m_changed, sender=Group.permissions.through)
@receiver(m2m_changed, sender=User.user_permissions.through)
def tell_of_new_rights(
    action: str, instance: Any, reverse: bool, pk_set: set[int] | None, **kwargs: Any
) -> None:
    """Tell administrators whom a right over people was given to."""
    if action != "post_add" or not pk_set or reverse:
        return
    if rights_over_people().filter(pk__in=pk_set).exists():
        _tell_of_new_administrators([instance] if isinstance(instance, User) else instance.user_set.all())


def rights_over_people() -> QuerySet[Permission]:
    """Return the rights whose holders could give themselves any other."""
    wanted = Q()
    for right in OVER_PEOPLE:
        app, codename = right.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    return Permission.objects.filter(wanted)


def _tell_of_new_administrators(users: Any) -> None:
    """Tell all administrators, if it was done in the admin: what is done on the server is the operator's."""
    who = get_active_log_context().user
    if who is not None:
        for user in users:
            mails.tell_administrators(mails.new_administrator, user.get_username(), who.get_username())
