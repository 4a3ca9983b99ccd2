"""Learn each text as it comes, and tell what a person has written from what a machine has."""

from collections.abc import Collection

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import String, StringTranslation

from .models import UnreadSuggestion
from .remembering import remember_new
from .suggestions import mark_unread


@receiver(post_save, sender=String)
def remember_text(instance: String, created: bool, raw: bool = False, **kwargs: object) -> None:
    """Let the text be found by those that resemble it."""
    if created and not raw:
        remember_new([instance])


@receiver(post_save, sender=StringTranslation)
def tell_read_from_unread(
    instance: StringTranslation,
    raw: bool = False,
    update_fields: Collection[str] | None = None,
    **kwargs: object,
) -> None:
    """Take what somebody has written for read, and what a machine has written for unread."""
    if raw or (update_fields is not None and "data" not in update_fields):
        return
    if instance.translation_type == StringTranslation.TRANSLATION_TYPE_MANUAL:
        UnreadSuggestion.objects.filter(translation=instance).delete()
    elif instance.tool_name and instance.tool_name == _name_of_machine():
        mark_unread(instance, UnreadSuggestion.Origin.MACHINE)


def _name_of_machine() -> str:
    """Return the name of the service that wagtail-localize asks, if it was told to ask one."""
    machine = get_machine_translator()
    return str(machine.display_name) if machine else ""
