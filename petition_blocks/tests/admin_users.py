"""People who use the admin, with different rights on petitions. Every test may ask for them."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from wagtail.models import GroupPagePermission, Page

from home.models import HomePage


def user_with(name: str, *codenames: str) -> User:
    """Return a user of the admin whose group has these rights, and may write and publish all pages."""
    group = Group.objects.create(name=name)
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"),
        *Permission.objects.filter(content_type__app_label="petition_blocks", codename__in=codenames),
    )
    root = Page.get_first_root_node()
    for codename in ("add_page", "change_page", "publish_page", "bulk_delete_page"):
        GroupPagePermission.objects.create(
            group=group, page=root, permission=Permission.objects.get(codename=codename)
        )
    user = User.objects.create_user(name, f"{name}@example.org", "password")
    user.groups.add(group)
    return user


@pytest.fixture
def editor(home: HomePage) -> User:
    """Somebody who writes pages and runs petitions."""
    return user_with("editor", "view_petition", "change_petition", "export_petition", "moderate_petition")


KEEPS_KEYS = ["view_petition", "keep_keys_petition", "export_petition"]


@pytest.fixture
def keeper(home: HomePage) -> User:
    """Somebody who says whose keys open the signatures."""
    return user_with("keeper", *KEEPS_KEYS)


@pytest.fixture
def keeper_client(keeper: User) -> Client:
    """The keeper's browser."""
    client = Client()
    client.force_login(keeper)
    return client


@pytest.fixture
def second_keeper(home: HomePage) -> User:
    """Another one."""
    return user_with("second-keeper", *KEEPS_KEYS)


@pytest.fixture
def editor_client(editor: User) -> Client:
    """The editor's browser."""
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def viewer_client(home: HomePage) -> Client:
    """The browser of somebody who writes pages, and may look at petitions."""
    client = Client()
    client.force_login(user_with("viewer", "view_petition"))
    return client


@pytest.fixture
def writer_client(home: HomePage) -> Client:
    """The browser of somebody who writes pages, and has no right on petitions."""
    client = Client()
    client.force_login(user_with("writer"))
    return client
