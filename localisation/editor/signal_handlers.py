"""How a text read before is noted whichever way it is changed: by hand, by a file or by the hub itself."""

from collections.abc import Collection

from django.db.models import Model
from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import TranslatableMixin
from wagtail.signals import published
from wagtail_localize.models import StringTranslation

from .history import note_version
from .models import Handover


@receiver(pre_save, sender=StringTranslation)
def keep_earlier_words(
    instance: StringTranslation,
    update_fields: Collection[str] | None = None,
    raw: bool = False,
    **kwargs: object,
) -> None:
    """Note what a text says before it says something else."""
    if raw or instance.pk is None or (update_fields is not None and "data" not in update_fields):
        return
    before = StringTranslation.objects.filter(pk=instance.pk).exclude(data=instance.data).first()
    if before is not None:
        note_version(before)


@receiver(published)
def end_waiting(instance: Model, **kwargs: object) -> None:
    """Let nothing wait for review that is public."""
    if isinstance(instance, TranslatableMixin):
        Handover.objects.filter(
            translation__source__object_id=instance.translation_key,
            translation__target_locale_id=instance.locale_id,
        ).delete()
