"""A change that the public sees reaches every page that shows it at the next request."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.documents import get_document_model
from wagtail.images.models import SourceImageIOError
from wagtail.models import Locale, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from .actions.bump_generation import bump_generation
from .models import CampaignImage, CleanedFile, SiteSettings
from .page_renditions import STAND_IN


@receiver([page_published, page_unpublished, post_page_move, page_slug_changed])
def refresh_after_page_change(**kwargs: Any) -> None:
    """Menus, cards and lists show pages all over the site."""
    bump_generation()


@receiver([post_save, post_delete], sender=SiteSettings)
@receiver([post_save, post_delete], sender=CampaignImage)
@receiver([post_save, post_delete], sender=get_document_model())
@receiver([post_save, post_delete], sender=Site)
@receiver([post_save, post_delete], sender=Locale)
@receiver([post_save, post_delete], sender=PageViewRestriction)
def refresh_after_settings_change(**kwargs: Any) -> None:
    """Facts shown on many pages changed."""
    bump_generation()


@receiver(post_save, sender=CampaignImage)
@receiver(post_save, sender=get_document_model())
def note_what_was_taken_out(instance: Any, **kwargs: Any) -> None:
    """Keep what the form has taken out of a file, now that the file has its name."""
    taken = getattr(instance, "taken_out", None)
    if taken is not None:
        CleanedFile.note(instance.file.name, taken)


@receiver(post_delete, sender=CampaignImage)
@receiver(post_delete, sender=get_document_model())
def forget_what_was_taken_out(instance: Any, **kwargs: Any) -> None:
    """Keep nothing about a file that is gone."""
    CleanedFile.objects.filter(name=instance.file.name).delete()


@receiver(post_save, sender=CampaignImage)
def make_stand_in(instance: CampaignImage, raw: bool = False, **kwargs: Any) -> None:
    """Make the small picture that pages show until the worker has made all others: nobody waits for it."""

    def make() -> None:
        try:
            instance.get_renditions(STAND_IN)
        except SourceImageIOError:
            # Logged, and told by the admin's own list of images.
            return

    if instance.is_to_be_made_ready and not raw:
        transaction.on_commit(make, robust=True)
