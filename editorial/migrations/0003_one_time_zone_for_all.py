"""Users of the admin have no time zones of their own any more: the site's is for all."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def forget_time_zones(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("wagtailusers", "UserProfile").objects.exclude(current_time_zone="").update(
        current_time_zone=""
    )


class Migration(migrations.Migration):
    dependencies = [("editorial", "0002_files_that_tell_nothing"), ("wagtailusers", "0015_userprofile_keyboard_shortcuts")]
    operations = [migrations.RunPython(forget_time_zones, migrations.RunPython.noop)]
