"""A changed member shows on every directory at the next request."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from editorial.actions.invalidate_pages import invalidate_pages

from .member import Member


@receiver([post_save, post_delete], sender=Member)
def refresh_directories(**kwargs: object) -> None:
    """Make cached pages stale."""
    invalidate_pages()
