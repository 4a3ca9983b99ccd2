"""The groups that come with the software, each with the least it needs.

What a group may do with pages depends on where they stand, so that part is granted on the home pages of a
site, by whoever sets it up; the rest is here.
"""

from typing import Any

from django.contrib.auth.models import Group, Permission

EDITORS = "Editors"
COORDINATORS = "Coordinators"
OWN_APPS = {"petition_blocks", "coalition"}

# By group: by app, the permissions it has from the start. An administrator may change them afterwards.
ROLES: dict[str, dict[str, list[str]]] = {
    EDITORS: {
        "wagtailadmin": ["access_admin"],
        "petition_blocks": ["view_petition", "change_petition"],
        "coalition": ["view_member", "add_member", "change_member", "delete_member", "publish_member"],
        "wagtail_localize": ["submit_translation"],
    },
    COORDINATORS: {
        "wagtailadmin": ["access_admin"],
        "petition_blocks": ["view_petition"],
        "coalition": ["view_member", "add_member", "change_member", "delete_member", "publish_member"],
    },
}


def grant_roles(**kwargs: Any) -> None:
    """Give each group what it starts with, once: a group that has any of it is an administrator's business.

    Called after each migration.
    """
    for name, by_app in ROLES.items():
        group, _created = Group.objects.get_or_create(name=name)
        wanted = [
            permission
            for label, codenames in by_app.items()
            for permission in Permission.objects.filter(content_type__app_label=label, codename__in=codenames)
        ]
        # The migrations of libraries give their group Editors something too, so that alone says nothing.
        ours = [permission.pk for permission in wanted if permission.content_type.app_label in OWN_APPS]
        if not group.permissions.filter(pk__in=ours).exists():
            group.permissions.add(*wanted)
