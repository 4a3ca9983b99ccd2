"""One number for the whole site: cached pages of an older one are never shown again."""

from django.db import models


class SiteGeneration(models.Model):
    """The single row (primary key 1) that holds the number when no shared cache does."""

    number = models.BigIntegerField(default=1)
