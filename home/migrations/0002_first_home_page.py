"""A new hub begins with a home page of ours, as a draft, in place of Wagtail's page of welcome."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# As Wagtail's first migration makes it.
WELCOME = {"title": "Welcome to your new Wagtail site!", "slug": "home", "depth": 2, "numchild": 0}
TITLE = "New campaign"


def replace_welcome_page(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the page of welcome a home page that isn't public; leave alone what anybody has touched."""
    page_model = apps.get_model("wagtailcore", "Page")
    content_type_model = apps.get_model("contenttypes", "ContentType")
    welcome = page_model.objects.filter(
        **WELCOME,
        content_type__app_label="wagtailcore",
        content_type__model="page",
        latest_revision=None,
        sites_rooted_here__isnull=False,
    ).first()
    if welcome is None:
        return
    home = apps.get_model("home", "HomePage")(page_ptr_id=welcome.pk)
    home.__dict__.update({name: value for name, value in welcome.__dict__.items() if name != "_state"})
    home.content_type, _created = content_type_model.objects.get_or_create(app_label="home", model="homepage")
    home.title = home.draft_title = TITLE
    home.live = False
    home.has_unpublished_changes = True
    home.save()


class Migration(migrations.Migration):
    dependencies = [("home", "0001_initial")]

    operations = [migrations.RunPython(replace_welcome_page, migrations.RunPython.noop)]
