"""Groups come with the migrations, each with the least it needs, and an administrator has the last word."""

import pytest
from django.contrib.auth.models import Group

from home.roles import COORDINATORS, EDITORS, ROLES, grant_roles

pytestmark = pytest.mark.django_db


def permissions_of(name: str) -> set[tuple[str, str]]:
    return set(Group.objects.get(name=name).permissions.values_list("content_type__app_label", "codename"))


@pytest.mark.parametrize("name", [EDITORS, COORDINATORS])
def test_a_group_starts_with_all_that_its_role_needs(name: str) -> None:
    wanted = {(label, codename) for label, codenames in ROLES[name].items() for codename in codenames}
    assert wanted <= permissions_of(name)


def test_a_coordinator_sees_petitions_and_changes_none() -> None:
    held = permissions_of(COORDINATORS)
    assert ("petition_blocks", "view_petition") in held
    assert ("petition_blocks", "change_petition") not in held


@pytest.mark.parametrize("name", [EDITORS, COORDINATORS])
def test_nobody_may_delete_what_signatures_are_made_of(name: str) -> None:
    assert not {
        (label, codename)
        for label, codename in permissions_of(name)
        if label == "petition_blocks" and codename.startswith("delete")
    }


def test_what_an_administrator_has_taken_away_stays_away() -> None:
    group = Group.objects.get(name=EDITORS)
    group.permissions.remove(*group.permissions.filter(codename="change_petition"))
    grant_roles()
    assert ("petition_blocks", "change_petition") not in permissions_of(EDITORS)
    assert ("petition_blocks", "view_petition") in permissions_of(EDITORS)
