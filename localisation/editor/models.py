"""What people say about a translation's texts, and how these read before."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail_localize.models import String, StringTranslation, Translation, TranslationContext


class TextVersion(models.Model):
    """How a text read before it was changed or taken away, who wrote that and when. Rows are only added."""

    context = models.ForeignKey(TranslationContext, on_delete=models.CASCADE, related_name="+")
    string = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+")
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    words = models.TextField()
    # Such as a file or a memory; empty where somebody has typed it.
    came_from = models.CharField(max_length=255, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("earlier words of a text")
        verbose_name_plural = _("earlier words of texts")
        ordering = ("-written_at", "-pk")
        indexes = [models.Index(fields=["context", "locale"], name="text_version_place")]

    def __str__(self) -> str:
        return self.words[:80]


class TextMark(models.Model):
    """Who holds a text for ready, and who has read it over: these very words, and no others."""

    text = models.OneToOneField(StringTranslation, on_delete=models.CASCADE, related_name="mark")
    words = models.TextField()
    ready_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    ready_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("mark of a text")
        verbose_name_plural = _("marks of texts")

    def __str__(self) -> str:
        return self.words[:80]


class Handover(models.Model):
    """A translation that waits for a language lead. The row goes when it is published or handed back."""

    translation = models.OneToOneField(Translation, on_delete=models.CASCADE, related_name="handover")
    handed_over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    handed_over_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("translation that waits for review")
        verbose_name_plural = _("translations that wait for review")

    def __str__(self) -> str:
        return str(self.translation)


class TextComment(models.Model):
    """What somebody has said about a text, or about the whole translation where no text is named."""

    translation = models.ForeignKey(Translation, on_delete=models.CASCADE, related_name="text_comments")
    context = models.ForeignKey(TranslationContext, null=True, on_delete=models.CASCADE, related_name="+")
    string = models.ForeignKey(String, null=True, on_delete=models.CASCADE, related_name="+")
    words = models.TextField(max_length=2000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(default=timezone.now)
    # Nobody needs to do anything about it any more.
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("comment on a translation")
        verbose_name_plural = _("comments on translations")
        ordering = ("written_at", "pk")

    def __str__(self) -> str:
        return self.words[:80]
