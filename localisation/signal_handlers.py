"""What a translator writes is looked at when it is saved, whichever way it comes in.

wagtail-localize leaves a text or override with an error aside and shows the error in the editor, so a flag
is all that is needed.
"""

from collections.abc import Collection

from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import OverridableSegment, SegmentOverride, StringTranslation

from .overrides import error_in_override, error_in_slug


@receiver(post_save, sender=StringTranslation)
def refuse_blank_text(
    instance: StringTranslation, update_fields: Collection[str] | None = None, **kwargs: object
) -> None:
    """Flag a text of nothing but spaces, which would count as done and leave the source's words."""
    if update_fields is not None and "data" not in update_fields:
        return
    if not instance.data.strip() and not instance.has_error:
        instance.has_error = True
        instance.field_error = _("Write a translation. An empty one counts as missing.")
        instance.save(update_fields=["has_error", "field_error"])


@receiver(post_save, sender=SegmentOverride)
def check_override(
    instance: SegmentOverride, update_fields: Collection[str] | None = None, **kwargs: object
) -> None:
    """Flag an override that must not reach a page, and clear the flag once it is mended."""
    if update_fields is not None and "data_json" not in update_fields:
        return
    error = _error_in(instance)
    if error != instance.field_error or bool(error) != instance.has_error:
        instance.has_error = bool(error)
        instance.field_error = error
        instance.save(update_fields=["has_error", "field_error"])


def _error_in(override: SegmentOverride) -> str:
    context = override.context
    if context is not None and context.path == "slug":
        pages = Page.objects.filter(translation_key=context.object_id, locale=override.locale_id)
        return error_in_slug(override.data, pages.first())
    segment = OverridableSegment.objects.filter(context_id=override.context_id).order_by("-pk").first()
    return error_in_override(segment.data if segment else None, override.data)
