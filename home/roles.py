"""The groups that come with the software, each with the least it needs.

They may work in every language, on every site. Whoever wants less takes a group's rights on the root page
away and grants them where its people work, as the demo does.
"""

from typing import NamedTuple

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

EDITORS = "Editors"
MODERATORS = "Moderators"
COORDINATORS = "Coordinators"
KEY_KEEPERS = "Key keepers"
OWN_APPS = {"petition_blocks", "coalition"}

ALL_OF_MEMBERS = ["view_member", "add_member", "change_member", "delete_member", "publish_member"]
ALL_OF_SECTIONS = ["view_section", "add_section", "change_section", "delete_section", "publish_section"]


class Role(NamedTuple):
    """What a group may do from the start. An administrator may change it afterwards."""

    rights: dict[str, list[str]]  # by app
    on_pages: list[str]  # each on all pages
    on_files: list[str]  # each on all images or documents


ROLES = {
    EDITORS: Role(
        rights={
            "wagtailadmin": ["access_admin"],
            "petition_blocks": [
                *["view_petition", "change_petition", "export_petition", "moderate_petition"],
                *["change_petitionsettings", "change_mailsettings"],
                *["view_domainrule", "add_domainrule", "change_domainrule", "delete_domainrule"],
            ],
            "coalition": ALL_OF_MEMBERS,
            # A petition doesn't open without privacy page and contact address.
            "editorial": ["change_sitesettings", "change_brand", *ALL_OF_SECTIONS],
            "wagtail_localize": ["submit_translation"],
            "wagtailredirects": ["add_redirect", "change_redirect", "delete_redirect"],
        },
        on_pages=["add_page", "change_page", "publish_page"],
        on_files=[
            *["add_image", "change_image", "choose_image"],
            *["add_document", "change_document", "choose_document"],
        ],
    ),
    # What is submitted to them they may also change. Nothing else, but they may take any page off the site,
    # and moderate what visitors bring: names, and signatures that were held back.
    MODERATORS: Role(
        rights={
            "wagtailadmin": ["access_admin"],
            "petition_blocks": ["view_petition", "moderate_petition"],
        },
        on_pages=["publish_page"],
        on_files=["choose_image", "choose_document"],
    ),
    # Images are members' logos.
    COORDINATORS: Role(
        rights={
            "wagtailadmin": ["access_admin"],
            "petition_blocks": ["view_petition", "moderate_petition"],
            "coalition": ALL_OF_MEMBERS,
        },
        on_pages=[],
        on_files=["add_image", "choose_image"],
    ),
    # Nobody starts in it, and no other group has the right: whoever writes pages, runs petitions or judges
    # can't let a key of their own read who signs.
    KEY_KEEPERS: Role(
        rights={
            "wagtailadmin": ["access_admin"],
            "petition_blocks": ["view_petition", "keep_keys_petition", "export_petition"],
        },
        on_pages=[],
        on_files=[],
    ),
}


def grant_roles(**kwargs: object) -> None:
    """Give each group what it starts with, once: a group that has any of it is an administrator's business.

    Called after each migration.
    """
    for name, role in ROLES.items():
        group, _created = Group.objects.get_or_create(name=name)
        wanted = [
            permission
            for label, codenames in role.rights.items()
            for permission in Permission.objects.filter(content_type__app_label=label, codename__in=codenames)
        ]
        # The migrations of libraries give their groups something too, so that alone says nothing. It goes, as
        # it is more than these need.
        ours = [permission.pk for permission in wanted if permission.content_type.app_label in OWN_APPS]
        # A database that is emptied, as tests do, has no tree until it is filled again.
        if not group.permissions.filter(pk__in=ours).exists() and Page.get_first_root_node() is not None:
            group.permissions.set(wanted)
            _grant_on_pages(group, role.on_pages)
            _grant_on_files(group, role.on_files)


def _grant_on_pages(group: Group, codenames: list[str]) -> None:
    """Let a group do this with all pages, and nothing that a library gave it."""
    GroupPagePermission.objects.filter(group=group).delete()
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", content_type__model="page", codename__in=codenames
    ):
        GroupPagePermission.objects.create(
            group=group, page=Page.get_first_root_node(), permission=permission
        )


def _grant_on_files(group: Group, codenames: list[str]) -> None:
    """Let a group do this with all images and documents, and nothing that a library gave it."""
    GroupCollectionPermission.objects.filter(group=group).delete()
    for permission in Permission.objects.filter(
        content_type__app_label__in=["wagtailimages", "wagtaildocs"], codename__in=codenames
    ):
        GroupCollectionPermission.objects.create(
            group=group, collection=Collection.get_first_root_node(), permission=permission
        )
