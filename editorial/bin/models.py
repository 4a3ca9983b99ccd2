"""What is remembered of a page in the bin."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

KEPT_FOR = timedelta(days=30)


class BinnedPage(models.Model):
    """A page that was put into the bin with all below it, and where it was."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="binned")
    # Gone for good meanwhile, there is no place to put the page back to.
    parent = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    # The page that it stood before.
    stood_before = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    # In the bin a page has another one, since two that lay in different places may have the same.
    slug = models.CharField(max_length=255)
    deleted_at = models.DateTimeField(default=timezone.now, db_index=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("page in the bin")
        verbose_name_plural = _("pages in the bin")
        ordering = ("-deleted_at", "-pk")

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The page's title, as the admin shows it."""
        return str(self.page.specific_deferred.get_admin_display_title())

    @property
    def is_kept_until(self) -> datetime:
        """The moment from which the worker deletes it for good."""
        return self.deleted_at + KEPT_FOR

    @classmethod
    def holding(cls, page: Page) -> "BinnedPage | None":
        """Return the entry of the page, or of the one above it with which it was put into the bin."""
        branch = page.get_ancestors(inclusive=True)
        return cls.objects.filter(page__in=branch).select_related("page").first()

    @classmethod
    def due(cls) -> "QuerySet[BinnedPage]":
        """Return those whose time is over, the oldest first."""
        return cls.objects.filter(deleted_at__lte=timezone.now() - KEPT_FOR).order_by("deleted_at", "pk")


class PublicBefore(models.Model):
    """A page that visitors could read until it was put into the bin, and what it is to be again."""

    binned = models.ForeignKey(BinnedPage, on_delete=models.CASCADE, related_name="public_before")
    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    live_revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    has_unpublished_changes = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.page)
