"""What a language goes on with while another one has newer words of the source."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import String, StringSegmentQuerySet, Translation, TranslationContext


class EarlierSource(models.Model):
    """The source of a translation as its language brought it in last.

    There is one only while the shared source has newer words than the language has asked for.
    """

    translation = models.OneToOneField(Translation, on_delete=models.CASCADE, related_name="earlier_source")
    content_json = models.TextField(_("content"))
    schema_version = models.CharField(_("migration it was written under"), max_length=255, blank=True)
    last_updated_at = models.DateTimeField(_("brought in at"))

    class Meta:
        verbose_name = _("earlier source")
        verbose_name_plural = _("earlier sources")

    def __str__(self) -> str:
        return f"{self.translation.source.object_repr} ({self.translation.target_locale})"


class EarlierTextQuerySet(models.QuerySet["EarlierText"]):
    """Answers what a query for `StringSegment` rows does."""

    annotate_translation = StringSegmentQuerySet.annotate_translation
    get_translations = StringSegmentQuerySet.get_translations


class EarlierText(models.Model):
    """One of its texts for translators. Looks and answers like a `StringSegment` of the shared source."""

    earlier_source = models.ForeignKey(EarlierSource, on_delete=models.CASCADE, related_name="texts")
    string = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+")
    context = models.ForeignKey(TranslationContext, on_delete=models.CASCADE, related_name="+")
    order = models.PositiveIntegerField(_("order"))
    attrs = models.TextField(_("attributes"), blank=True)

    objects = EarlierTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("earlier text")
        verbose_name_plural = _("earlier texts")

    def __str__(self) -> str:
        return self.string.data
