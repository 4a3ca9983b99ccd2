"""What the demo's users may do, and who they are."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, Permission, User
from django.utils.translation import get_language_info
from wagtail.models import GroupPagePermission, Locale, Page

from home.roles import COORDINATORS, EDITORS, KEY_KEEPERS, MODERATORS
from localisation.roles import grant_translator

PASSWORD = "demo"  # noqa: S105  (printed for everybody by `make run`, and only ever set where DEBUG is on)


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
EDITOR = DemoUser("editor", "Editor", EDITORS)
MODERATOR = DemoUser("moderator", "Moderator", MODERATORS)
COORDINATOR = DemoUser("coordinator", "Coordinator", COORDINATORS)
KEY_KEEPER = DemoUser("key-keeper", "Key keeper", KEY_KEEPERS)


def translators(language: str) -> str:
    """Return the name of the group that translates into a language."""
    return f"Translators ({get_language_info(language)['name']})"


def translator(language: str) -> DemoUser:
    """Return who translates into a language in the demo."""
    return DemoUser(f"translator-{language}", "Translator", translators(language))


def create_admin() -> User:
    """Create the user who may do everything."""
    return User.objects.create_superuser(
        ADMIN.username, ADMIN.email, PASSWORD, first_name=ADMIN.first_name, last_name="Demo"
    )


def create_other_users(translated: Iterable[str]) -> None:
    """Create the users whose groups say what they may do: one a role, and a translator a language."""
    # Once for all: slow as it is on purpose, it would be a tenth of what loading the demo takes.
    password = make_password(PASSWORD)
    for other in [EDITOR, MODERATOR, COORDINATOR, KEY_KEEPER, *map(translator, translated)]:
        user = User.objects.create(
            username=other.username,
            email=other.email,
            password=password,
            first_name=other.first_name,
            last_name="Demo",
        )
        user.groups.add(Group.objects.get_or_create(name=other.group)[0])


def grant_editors(homes: list[Page]) -> None:
    """Let editors write and publish below these home pages, and nowhere else."""
    group = Group.objects.get(name=EDITORS)
    # From the start the group may do so anywhere, home pages included.
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


def grant_translators(locale: Locale) -> None:
    """Let a language's group of translators translate into it and publish there."""
    group, _created = Group.objects.get_or_create(name=translators(locale.language_code))
    grant_translator(group, locale)
