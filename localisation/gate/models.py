"""What is remembered of languages: which of them wait, who has reviewed them, and whose times pages keep."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class HeldBackHome(models.Model):
    """A home page that is published in a language which isn't ready for visitors.

    There is a row only as long as something is missing. So a language that is open stays open, whatever is
    added to the original later, and those that were public before anybody asked stay public too.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="+")

    class Meta:
        verbose_name = _("language that waits")
        verbose_name_plural = _("languages that wait")

    def __str__(self) -> str:
        return str(self.page)


class LegalReview(models.Model):
    """That somebody who knows the law has read a language's texts on a site: who, and on which day.

    Rows are only ever added; one that no longer holds is taken back.
    """

    # The home page in that language: sites make different promises.
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    reviewer = models.CharField(_("who has reviewed the texts"), max_length=200)
    reviewed_on = models.DateField(_("on"))
    note = models.CharField(_("note"), max_length=500, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Fingerprints of what there was to be read; none were kept of the first ones.
    texts = models.JSONField(null=True, editable=False)
    # Since when visitors read something else.
    outdated_since = models.DateTimeField(null=True, editable=False)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("legal review")
        verbose_name_plural = _("legal reviews")
        ordering = ["-reviewed_on", "-pk"]

    def __str__(self) -> str:
        return self.reviewer


class TimesOfTranslation(models.Model):
    """Whose times a translation keeps: those of its original, or its own."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="+")
    are_own = models.BooleanField(_("has times of its own"), default=False)
    # What it took over last, to tell it from what somebody has entered.
    go_live_at = models.DateTimeField(null=True)
    expire_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("times of a translation")
        verbose_name_plural = _("times of translations")

    def __str__(self) -> str:
        return str(self.page)
