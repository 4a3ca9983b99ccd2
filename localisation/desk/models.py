"""What became of originals, and who wants to be told by mail."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LONGEST_TITLE = 255


class OriginalChange(models.Model):
    """That something which is translated was published, changed, moved, taken off the site or deleted."""

    class Deed(models.TextChoices):
        """What was done."""

        PUBLISHED = "published", pgettext_lazy("what was done with an original", "New")
        CHANGED = "changed", pgettext_lazy("what was done with an original", "Changed")
        MOVED = "moved", pgettext_lazy("what was done with an original", "Moved")
        UNPUBLISHED = "unpublished", pgettext_lazy("what was done with an original", "Taken off the site")
        DELETED = "deleted", pgettext_lazy("what was done with an original", "Deleted")

    deed = models.CharField(_("deed"), max_length=12, choices=Deed.choices)
    translation_key = models.UUIDField(_("translation key"))
    # As it was then: of what is deleted nothing else is left.
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    locale = models.ForeignKey(
        "wagtailcore.Locale", verbose_name=_("language"), on_delete=models.CASCADE, related_name="+"
    )
    happened_at = models.DateTimeField(_("happened at"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("change of an original")
        verbose_name_plural = _("changes of originals")

    def __str__(self) -> str:
        return f"{self.get_deed_display()}: {self.title}"


class DigestReader(models.Model):
    """Somebody who may be sent what is new, once a day, and up to when they were told."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="translation_digest",
    )
    # Nothing as long as they have not said so themselves: then it goes by what they work in.
    wants = models.BooleanField(_("wants a mail a day"), null=True)
    told_until = models.DateTimeField(_("was told of all until"), default=timezone.now)
    # When to look next. Whoever takes the row moves it on first, so that no two workers write.
    due_at = models.DateTimeField(_("due at"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("reader of the daily mail")
        verbose_name_plural = _("readers of the daily mail")

    def __str__(self) -> str:
        return str(self.user)
