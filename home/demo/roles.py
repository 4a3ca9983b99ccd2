"""What the demo's users may do, and who they are."""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission, User
from wagtail.models import GroupPagePermission, Locale, Page

from localisation.roles import grant_translator

EDITORS = "Editors"
GERMAN_TRANSLATORS = "Translators (German)"
PASSWORD = "demo"  # noqa: S105  (printed for everybody by `make run`, and only ever set where DEBUG is on)

# What an editor needs beyond pages; images and documents Wagtail grants its group "Editors" by itself.
EDITORS_PERMISSIONS = {
    "wagtailadmin": ["access_admin"],
    "petition_blocks": ["view_petition", "change_petition"],
    "coalition": ["view_member", "add_member", "change_member", "delete_member", "publish_member"],
    "wagtail_localize": ["submit_translation"],
}


@dataclass(frozen=True)
class DemoUser:
    """Somebody who can log in to the demo."""

    username: str
    first_name: str
    group: str = ""

    @property
    def email(self) -> str:
        """An address that leads nowhere."""
        return f"{self.username}@example.org"


ADMIN = DemoUser("admin", "Administrator")
OTHERS = [DemoUser("editor", "Editor", EDITORS), DemoUser("translator-de", "Translator", GERMAN_TRANSLATORS)]


def create_admin() -> User:
    """Create the user who may do everything."""
    return User.objects.create_superuser(
        ADMIN.username, ADMIN.email, PASSWORD, first_name=ADMIN.first_name, last_name="Demo"
    )


def create_other_users() -> None:
    """Create the users whose groups say what they may do."""
    for other in OTHERS:
        user = User.objects.create_user(
            other.username, other.email, PASSWORD, first_name=other.first_name, last_name="Demo"
        )
        user.groups.add(Group.objects.get_or_create(name=other.group)[0])


def grant_editors(homes: list[Page]) -> None:
    """Let editors write and publish below these home pages, and nowhere else."""
    group, _created = Group.objects.get_or_create(name=EDITORS)
    for app, codenames in EDITORS_PERMISSIONS.items():
        found = Permission.objects.filter(content_type__app_label=app, codename__in=codenames)
        if len(found) != len(codenames):
            raise LookupError(f"{app} lacks some of the permissions {', '.join(codenames)}")
        group.permissions.add(*found)
    # Wagtail lets the group add pages anywhere, home pages included, but publish none.
    GroupPagePermission.objects.filter(group=group).delete()
    for home in homes:
        for action in ["add", "change", "publish"]:
            GroupPagePermission.objects.create(
                group=group,
                page_id=home.pk,
                permission=Permission.objects.get(
                    content_type__app_label="wagtailcore", codename=f"{action}_page"
                ),
            )


def grant_german_translators(german: Locale) -> None:
    """Let the translators' group translate into German and publish there."""
    group, _created = Group.objects.get_or_create(name=GERMAN_TRANSLATORS)
    grant_translator(group, german)
