"""What changes a language's gate: a home page that is published, and all that may have been missing."""

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.models import Page, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from editorial.models import InterfaceWord

from .actions import hold_back_if_not_whole, look_again
from .gaps import is_translated_home


@receiver(pre_save)
def look_before_a_home_is_public(instance: Model, raw: bool = False, **kwargs: object) -> None:
    """Hold a home page back before it is public, so that no visitor comes in between."""
    if raw or not isinstance(instance, Page) or not instance.live or instance.pk is None:
        return
    if is_translated_home(instance) and not Page.objects.filter(pk=instance.pk, live=True).exists():
        hold_back_if_not_whole(instance)


@receiver(post_save)
def look_at_new_home(instance: Model, created: bool, raw: bool = False, **kwargs: object) -> None:
    """Do the same for one that is public from its first moment."""
    if raw or not created or not isinstance(instance, Page) or not instance.live:
        return
    if is_translated_home(instance):
        hold_back_if_not_whole(instance)


@receiver([page_published, page_unpublished, post_page_move])
def look_again_after_a_page(instance: Page, **kwargs: object) -> None:
    """What was missing in the page's language may be there. Of all others, the worker looks soon enough."""
    look_again(instance.locale_id)


@receiver([post_save, post_delete], sender=InterfaceWord)
@receiver([post_save, post_delete], sender=Site)
def look_again_after_a_change(**kwargs: object) -> None:
    """What was missing may be there."""
    look_again()
