"""Who needs a second factor."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from wagtail import hooks

SIGNATURES, EVERYBODY, OFF = "signatures", "everybody", "off"
# Whoever manages people could give themselves any right. Apps add theirs with the hook below.
OVER_PEOPLE = [
    f"auth.{action}_{model}" for model in ("user", "group") for action in ("add", "change", "delete")
]
HOOK = "rights_that_need_a_second_factor"


def needs_second_factor(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Tell whether the user may only sign in with a second factor: by their rights, or everybody does."""
    if settings.SECOND_FACTOR == OFF or not user.is_authenticated:
        return False
    if settings.SECOND_FACTOR == EVERYBODY:
        return True
    return any(user.has_perm(right) for right in guarded_rights())  # type: ignore[attr-defined]


def guarded_rights() -> Iterable[str]:
    """Return the rights that no stolen password may give: over people, and what apps name with the hook."""
    yield from OVER_PEOPLE
    for name in hooks.get_hooks(HOOK):
        yield from name()
