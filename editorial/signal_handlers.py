"""A change that the public sees reaches every page that shows it at the next request."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.documents import get_document_model
from wagtail.models import Locale, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from .actions.bump_generation import bump_generation
from .models import CampaignImage, SiteSettings


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
