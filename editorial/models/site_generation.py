"""What the site's kept pages must be newer than, and what has changed of late."""

from django.db import models
from django.utils import timezone


class SiteGeneration(models.Model):
    """The single row (primary key 1) that says what has changed, and when.

    Where all processes share a cache, that holds a copy, which they read instead.
    """

    # The newest change's. A page that was rendered when it was there already is up to date.
    number = models.BigIntegerField(default=1)
    # The latest changes, as `editorial.page_changes.Changes.as_text` writes them.
    changes = models.TextField(default="", db_default="")
    # Whether the shared cache, if there is one, has taken the copy.
    is_shared = models.BooleanField(default=True, db_default=True)


class UntoldChange(models.Model):
    """A change that pages show, written with it and gone as soon as the processes have been told.

    What is left of a process that was killed in between, the worker tells.
    """

    # As in `editorial.page_changes.Change`. Nothing else is public about it.
    page = models.PositiveIntegerField(null=True)
    shown_by = models.TextField(blank=True)
    is_shown_at_once = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
