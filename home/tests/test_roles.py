"""Groups come with the migrations, each with the least it needs, and an administrator has the last word."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission, User
from django.contrib.messages import get_messages
from django.core import mail
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.admin.menu import MenuItem, SubmenuMenuItem, admin_menu
from wagtail.models import GroupPagePermission, Locale

from home.models import ContentPage, HomePage
from home.roles import COORDINATORS, EDITORS, KEY_KEEPERS, MODERATORS, ROLES, grant_roles
from localisation.roles import grant_translator

pytestmark = pytest.mark.django_db

TRANSLATORS = "Translators"


def member_of(group: str, home: HomePage) -> User:
    """Return somebody who has the role and no other; translators work in German."""
    if group == TRANSLATORS:
        german, _created = Locale.objects.get_or_create(language_code="de")
        home.copy_for_translation(german)
        grant_translator(Group.objects.create(name=TRANSLATORS), german)
    user = User.objects.create_user(group.lower(), f"{group.lower()}@example.org", "password")
    user.groups.add(Group.objects.get(name=group))
    return user


def browser_of(user: User) -> Client:
    """Return a browser in which the user has signed in."""
    client = Client()
    client.force_login(user)
    return client


def labels(items: list[MenuItem], user: User) -> Iterator[str]:
    """Return what a menu says, sections of it as “Settings > Redirects”."""
    request = RequestFactory().get(reverse("wagtailadmin_home"))
    request.user = user
    for item in items:
        if isinstance(item, SubmenuMenuItem):
            below = item.menu.menu_items_for_request(request)
            yield from (f"{item.label} > {label}" for label in labels(below, user))
        else:
            yield str(item.label)


def sections(user: User) -> set[str]:
    """Return all sections that the admin offers a user."""
    request = RequestFactory().get(reverse("wagtailadmin_home"))
    request.user = user
    return set(labels(admin_menu.menu_items_for_request(request), user))


@pytest.mark.parametrize(
    ("group", "offered"),
    [
        (
            EDITORS,
            {
                *["Pages", "Translations", "Glossary", "Petitions", "Members", "Images", "Documents"],
                *["Look", "Sections", "Bin", "Style guide", "Words of the hub"],
                *["Languages", "Settings > About this site", "Settings > Mails"],
                *["Settings > Main petition", "Settings > Redirects"],
            },
        ),
        (MODERATORS, {"Pages", "Petitions", "Languages"}),
        (COORDINATORS, {"Petitions", "Members", "Images"}),
        (KEY_KEEPERS, {"Petitions"}),
        (
            TRANSLATORS,
            {
                *["Pages", "Translations", "Glossary", "Members", "Sections", "Bin", "Style guide"],
                *["Words of the hub", "Languages"],
            },
        ),
    ],
)
def test_each_role_is_offered_the_sections_it_works_in(group: str, offered: set[str], home: HomePage) -> None:
    shown = sections(member_of(group, home))
    assert {label for label in shown if not label.startswith(("Reports > ", "Help > "))} == offered
    assert "Help > Manuals" in shown


VIEWS = {
    "what is to be translated": ("localisation_desk", {EDITORS, TRANSLATORS}),
    "the petitions": ("petitions:index", {EDITORS, MODERATORS, COORDINATORS, KEY_KEEPERS}),
    "the members": ("wagtailsnippets_coalition_member:list", {EDITORS, COORDINATORS, TRANSLATORS}),
    "a new member": ("wagtailsnippets_coalition_member:add", {EDITORS, COORDINATORS}),
    "a new image": ("wagtailimages:add", {EDITORS, COORDINATORS}),
    "a new document": ("wagtaildocs:add", {EDITORS}),
    "a new redirect": ("wagtailredirects:add", {EDITORS}),
    "the users": ("wagtailusers_users:index", set()),
    "the groups": ("wagtailusers_groups:index", set()),
    "the sites": ("wagtailsites:index", set()),
    "the workflows": ("wagtailadmin_workflows:index", set()),
    "the languages": ("wagtaillocales:index", set()),
}


@pytest.mark.slow
@pytest.mark.parametrize("group", [EDITORS, MODERATORS, COORDINATORS, KEY_KEEPERS, TRANSLATORS])
def test_each_role_opens_what_it_works_with_and_nothing_else(group: str, home: HomePage) -> None:
    client = browser_of(member_of(group, home))
    for what, (name, groups) in VIEWS.items():
        answer = client.get(reverse(name), follow=group in groups)
        if group in groups:
            assert answer.status_code == 200, what
        else:
            refusal = " ".join(str(message) for message in get_messages(answer.wsgi_request))
            assert answer.status_code == 302, what
            assert "you do not have permission" in refusal, what


def test_editors_write_and_publish(home: HomePage, about: ContentPage) -> None:
    allowed = about.permissions_for_user(member_of(EDITORS, home))
    assert allowed.can_edit()
    assert allowed.can_add_subpage()
    assert allowed.can_publish()


def test_moderators_take_pages_off_the_site_but_write_and_delete_none(
    home: HomePage, about: ContentPage
) -> None:
    allowed = about.permissions_for_user(member_of(MODERATORS, home))
    assert allowed.can_unpublish()
    assert not allowed.can_edit()
    assert not allowed.can_add_subpage()
    assert not allowed.can_delete()


def test_coordinators_touch_no_page(home: HomePage, about: ContentPage) -> None:
    allowed = about.permissions_for_user(member_of(COORDINATORS, home))
    assert not allowed.can_edit()
    assert not allowed.can_publish()
    assert not allowed.can_add_subpage()


@pytest.mark.slow
def test_where_editors_may_not_publish_a_moderator_looks_at_what_they_submit(
    home: HomePage, about: ContentPage
) -> None:
    editor = member_of(EDITORS, home)
    moderator = member_of(MODERATORS, home)
    GroupPagePermission.objects.filter(group__name=EDITORS, permission__codename="publish_page").delete()
    edit = reverse("wagtailadmin_pages:edit", args=[about.pk])
    words = {"title": "Who we are", "slug": "about", "introduction": "", "body-count": "0", "comments": "[]"}
    comments = {f"comments-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM")}

    assert browser_of(moderator).get(edit).status_code == 302, "nothing was submitted yet"
    browser_of(editor).post(edit, {**words, **comments, "action-submit": "1"})
    about.refresh_from_db()
    assert about.title == "About us"
    assert [message.to for message in mail.outbox] == [[moderator.email]]

    task = about.current_workflow_task_state
    assert task is not None
    assert browser_of(moderator).get(edit).status_code == 200
    browser_of(moderator).post(
        reverse("wagtailadmin_pages:workflow_action", args=[about.pk, "approve", task.pk]),
        {"comment": "Good."},
    )
    about.refresh_from_db()
    assert about.title == "Who we are"


@pytest.mark.parametrize("name", ROLES)
def test_a_group_starts_with_what_its_role_needs_and_no_more(name: str) -> None:
    wanted = {(label, codename) for label, codenames in ROLES[name].rights.items() for codename in codenames}
    assert permissions_of(name) == wanted


def permissions_of(name: str) -> set[tuple[str, str]]:
    return set(Group.objects.get(name=name).permissions.values_list("content_type__app_label", "codename"))


@pytest.mark.parametrize("name", [MODERATORS, COORDINATORS])
def test_only_editors_run_petitions(name: str) -> None:
    assert ("petition_blocks", "change_petition") in permissions_of(EDITORS)
    assert ("petition_blocks", "change_petition") not in permissions_of(name)


def test_only_who_keeps_keys_may_and_judging_is_what_the_manuals_say() -> None:
    having = {
        right: {name for name in ROLES if ("petition_blocks", right) in permissions_of(name)}
        for right in ("keep_keys_petition", "moderate_petition", "change_petition")
    }
    assert having == {
        "keep_keys_petition": {KEY_KEEPERS},
        "moderate_petition": {EDITORS, MODERATORS, COORDINATORS},
        "change_petition": {EDITORS},
    }
    assert not User.objects.filter(groups__name=KEY_KEEPERS).exists(), "nobody starts with it"


def test_an_update_that_brings_the_right_to_keep_keys_gives_it_to_the_group_for_it_alone() -> None:
    """As a hub from before finds them: without the right, and without the group."""
    Permission.objects.filter(codename="keep_keys_petition").delete()
    Group.objects.filter(name=KEY_KEEPERS).delete()
    create_permissions(apps.get_app_config("petition_blocks"), verbosity=0)
    grant_roles()
    keepers = Group.objects.filter(permissions__codename="keep_keys_petition")
    assert [group.name for group in keepers] == [KEY_KEEPERS]
