"""What is done with originals is written down when it is done, whichever way."""

from django.db.models import Model
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.models import Page, TranslatableMixin
from wagtail.signals import page_published, page_unpublished, post_page_move, published, unpublished

from ..locale_permissions import translatable_snippet_models
from .models import OriginalChange
from .recording import is_kept_in_view, note, note_deletion, note_move, note_publication


@receiver(page_published)
def note_published_page(instance: Page, **kwargs: object) -> None:
    """Tell that a page was published."""
    note_publication(instance)


@receiver(page_unpublished)
def note_unpublished_page(instance: Page, **kwargs: object) -> None:
    """Tell that a page was taken off the site."""
    note(instance, OriginalChange.Deed.UNPUBLISHED)


@receiver(published)
def note_published_snippet(sender: type[Model], instance: TranslatableMixin, **kwargs: object) -> None:
    """Tell that a snippet was published. Pages have a signal of their own."""
    if not issubclass(sender, Page) and is_kept_in_view(sender):
        note_publication(instance)


@receiver(unpublished)
def note_unpublished_snippet(sender: type[Model], instance: TranslatableMixin, **kwargs: object) -> None:
    """Tell that a snippet was taken off the site."""
    if not issubclass(sender, Page) and is_kept_in_view(sender):
        note(instance, OriginalChange.Deed.UNPUBLISHED)


@receiver(post_page_move)
def note_moved_page(
    instance: Page,
    parent_page_before: Page,
    parent_page_after: Page,
    **kwargs: object,
) -> None:
    """Tell that a page was moved below another one; its order among others is no matter."""
    if parent_page_before.pk != parent_page_after.pk:
        note_move(instance, parent_page_before, parent_page_after)


def note_deleted(sender: type[Model], instance: TranslatableMixin, **kwargs: object) -> None:
    """Tell that something is deleted, before wagtail-localize forgets what it was."""
    note_deletion(instance)


def watch_deletions() -> None:
    """Watch whatever is on the desk. Called once all apps are there."""
    for model in (Page, *translatable_snippet_models()):
        pre_delete.connect(
            note_deleted, sender=model, dispatch_uid=f"localisation.note_deleted.{model._meta}"
        )
