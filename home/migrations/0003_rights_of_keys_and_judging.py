"""Groups that are there get the rights that were part of another one before, and no more.

Whoever ran petitions judged what was held back: now that is a right of its own, which moderators and
coordinators have too. Saying whose keys open the signatures was part of it as well; that is nobody's any more
but the administrators', until they put people into the group of those who keep keys, which comes with this.
"""

from typing import Any

from django.db import migrations
from django.db.models import Q

JUDGES_BY_NAME = ["Moderators", "Coordinators"]


def repair_groups(apps: Any, schema_editor: Any) -> None:
    """Let those judge who could, or whose name says so. Keys stay with administrators."""
    alias = schema_editor.connection.alias
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    petition = ContentType.objects.using(alias).filter(app_label="petition_blocks", model="petition").first()
    if petition is None:
        # A new database: groups get what they start with once all is there (`home.roles`).
        return
    judge, _created = Permission.objects.using(alias).get_or_create(
        content_type=petition,
        codename="judge_petition",
        defaults={"name": "Can look at names and at what was held back of a petition"},
    )
    of_petitions = Permission.objects.using(alias).filter(content_type=petition)
    for group in (
        Group.objects.using(alias)
        .filter(
            Q(permissions__in=of_petitions.filter(codename="change_petition"))
            | Q(name__in=JUDGES_BY_NAME, permissions__in=of_petitions.filter(codename="view_petition"))
        )
        .distinct()
    ):
        group.permissions.add(judge)
    for user in apps.get_model("auth", "User").objects.using(alias).filter(
        user_permissions__in=of_petitions.filter(codename="change_petition")
    ):
        user.user_permissions.add(judge)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_news_of_the_sites_day"),
        ("petition_blocks", "0006_rights_of_keys_and_secret_steps"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(repair_groups, migrations.RunPython.noop)]
