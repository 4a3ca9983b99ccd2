"""Whose languages' words somebody may better."""

from django.contrib.auth.models import AnonymousUser, User
from wagtail import hooks
from wagtail.models import Locale


def languages_to_better(user: User | AnonymousUser) -> list[str]:
    """Return the codes of the languages whose words a user may better: those in which they publish.

    What is bettered is public at once.
    """
    for hook in hooks.get_hooks("locales_to_publish_in"):
        locales = hook(user)
        return list(locales.order_by("language_code").values_list("language_code", flat=True))
    return list(Locale.objects.values_list("language_code", flat=True)) if user.is_superuser else []
