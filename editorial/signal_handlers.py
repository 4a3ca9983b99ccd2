"""What follows a change: texts are cleaned, and what the public sees shows everywhere a moment later."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import SourceImageIOError
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    pre_page_move,
)

from .actions.invalidate_pages import invalidate_pages, invalidate_pages_at_once
from .clean_texts import clean_texts
from .interface_words.in_force import address_of, forget
from .models import BasePage, Brand, CampaignImage, CleanedFile, InterfaceWord, Section, SiteSettings
from .page_paths import error_in_move
from .page_renditions import STAND_IN
from .shown_on_page import what_shows


@receiver(pre_save)
def clean_before_saving(instance: models.Model, **kwargs: object) -> None:
    """Take out of texts what can't be seen, whichever way they come in."""
    clean_texts(instance)


@receiver(post_save)
def refresh_after_saving(
    instance: models.Model, update_fields: frozenset[str] | None, raw: bool, **kwargs: object
) -> None:
    """Note what is written of a public page in that same transaction, as publishing has none of its own.

    A draft that is saved writes nothing but a few fields, which no page shows.
    """
    if raw or update_fields is not None or not isinstance(instance, BasePage):
        return
    if instance.live or instance.was_public:
        invalidate_pages(instance.pk, shown_by=what_shows(instance))


@receiver(page_published)
def refresh_after_publishing(instance: Page, **kwargs: object) -> None:
    """The page is new at the next request; menus, cards and lists that show it follow."""
    invalidate_pages(instance.pk, shown_by=what_shows(instance))


@receiver(page_unpublished)
def refresh_after_unpublishing(instance: Page, **kwargs: object) -> None:
    """The page is gone at the next request, and then from menus, cards and lists."""
    invalidate_pages(instance.pk)


@receiver(post_page_move)
def refresh_after_move(parent_page_before: Page, parent_page_after: Page, **kwargs: object) -> None:
    """Whatever has another address is found there at once; another order is in lists alone."""
    if parent_page_before == parent_page_after:
        invalidate_pages()
    else:
        invalidate_pages_at_once()


@receiver(page_slug_changed)
def refresh_after_new_address(**kwargs: object) -> None:
    """The page and all below it have other addresses."""
    invalidate_pages_at_once()


@receiver([post_save, post_delete], sender=Brand)
@receiver([post_save, post_delete], sender=Section)
@receiver([post_save, post_delete], sender=SiteSettings)
@receiver([post_save, post_delete], sender=CampaignImage)
@receiver([post_save, post_delete], sender=get_document_model())
def refresh_after_settings_change(**kwargs: object) -> None:
    """Facts shown on many pages changed."""
    invalidate_pages()


@receiver([post_save, post_delete], sender=Site)
@receiver([post_save, post_delete], sender=Locale)
@receiver([post_save, post_delete], sender=PageViewRestriction)
def refresh_after_change_of_who_may_read(**kwargs: object) -> None:
    """What is at an address, and whether anybody may read it, changed."""
    invalidate_pages_at_once()


@receiver([post_save, post_delete], sender=InterfaceWord)
def say_new_words(**kwargs: object) -> None:
    """What the hub itself says changed."""
    forget()
    invalidate_pages()


@receiver(post_save, sender=SiteSettings)
def speak_in_new_way(instance: SiteSettings, **kwargs: object) -> None:
    """How a site speaks to people may have changed. (The first page of a new site saves settings, too.)"""
    if instance.form_of_address != address_of(instance.site):
        forget()


@receiver(post_save, sender=CampaignImage)
@receiver(post_save, sender=get_document_model())
def note_what_was_taken_out(instance: CampaignImage | AbstractDocument, **kwargs: object) -> None:
    """Keep what the form has taken out of a file, now that the file has its name."""
    taken = getattr(instance, "taken_out", None)
    if taken is not None:
        CleanedFile.note(instance.file.name, taken)


@receiver(post_delete, sender=CampaignImage)
@receiver(post_delete, sender=get_document_model())
def forget_what_was_taken_out(instance: CampaignImage | AbstractDocument, **kwargs: object) -> None:
    """Keep nothing about a file that is gone."""
    CleanedFile.objects.filter(name=instance.file.name).delete()


@receiver(post_save, sender=CampaignImage)
def make_stand_in(instance: CampaignImage, raw: bool = False, **kwargs: object) -> None:
    """Make the small picture that pages show until the worker has made all others: nobody waits for it."""

    def make() -> None:
        try:
            instance.get_renditions(STAND_IN)
        except SourceImageIOError:
            # Logged, and told by the admin's own list of images.
            return

    if instance.is_to_be_made_ready and not raw:
        transaction.on_commit(make, robust=True)


@receiver(pre_page_move)
def refuse_move_out_of_sight(
    instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs: object
) -> None:
    """Refuse to move a page to where visitors wouldn't find it, or into another language, whoever asks.

    The admin's own views ask before, to say it in words. Another order below the same page is no move.
    """
    if parent_page_before == parent_page_after:
        return
    if error := error_in_move(instance, parent_page_after):
        raise ValidationError({"slug": error})
