"""The numbers: a row of +1 or −1 for each change, folded into totals, and signatures on paper."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from wagtail.documents import get_document_model_string

from editorial.days import current_day


class CountChange(models.Model):
    """One signature more, or one fewer."""

    petition = models.ForeignKey(
        "petition_blocks.Petition", on_delete=models.PROTECT, related_name="count_changes"
    )
    country = models.CharField(max_length=2)
    language = models.CharField(max_length=12)
    source = models.CharField(max_length=50, blank=True)
    day = models.DateField()
    change = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(change__in=[1, -1]), name="a_change_is_one_up_or_one_down"
            )
        ]


class CountTotal(models.Model):
    """How many signatures of one country, language, source and day there are, up to the last fold."""

    petition = models.ForeignKey(
        "petition_blocks.Petition", on_delete=models.PROTECT, related_name="count_totals"
    )
    country = models.CharField(max_length=2)
    language = models.CharField(max_length=12)
    source = models.CharField(max_length=50, blank=True)
    day = models.DateField()
    count = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "country", "language", "source", "day"], name="one_total_a_cell"
            )
        ]
        indexes = [models.Index(fields=["petition", "day"], name="total_day")]


class PetitionTotal(models.Model):
    """How many signatures a petition has in all, up to the last fold: the sum of its `CountTotal` rows.

    Kept beside them because a large campaign has tens of thousands of cells, and everybody asks for the sum.
    """

    petition = models.OneToOneField(
        "petition_blocks.Petition", on_delete=models.PROTECT, related_name="total"
    )
    count = models.BigIntegerField()


class PublishedStatistics(models.Model):
    """The tables anybody may read: looked at once a day, never crossed, each cell in secret steps."""

    petition = models.OneToOneField(
        "petition_blocks.Petition", on_delete=models.CASCADE, related_name="published_statistics"
    )
    built_at = models.DateTimeField()
    # {"country": {"DE": 120, …}, "language": {…}, "day": {…}, "offline_country": {…}, "offline_day": {…}}
    tables = models.JSONField()
    # How often a cell had to be lowered, by table and value: its secret steps are others from then on.
    lowered = models.JSONField(default=dict)
    # How many had signed, as far as anybody may know, when the tables moved last.
    moved_at = models.PositiveBigIntegerField(default=0)


class OfflineBatch(models.Model):
    """A number of signatures that were collected on paper, in one country, up to one day.

    Counted apart from those given here, and together with them. Nothing but the number is kept: the sheets
    stay with whoever collected them. A batch is never changed or deleted. One that was wrong is removed: it
    no longer counts, and stays in the list with the reason.
    """

    petition = models.ForeignKey(
        "petition_blocks.Petition",
        on_delete=models.PROTECT,
        related_name="offline_batches",
        verbose_name=_("petition"),
    )
    count = models.PositiveIntegerField(_("number of signatures"), validators=[MinValueValidator(1)])
    country = CountryField(_("country"))
    collected_on = models.DateField(
        _("collected on"),
        help_text=_("The day on which the last of them was given, as well as you know it."),
    )
    note = models.CharField(
        _("note"),
        max_length=300,
        blank=True,
        help_text=_("Where, by whom, who counted them. Only colleagues see it."),
    )
    evidence = models.ForeignKey(
        get_document_model_string(),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("evidence"),
        help_text=_(
            "A counting record or a receipt, without names: whoever knows a document’s address can open it."
        ),
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, editable=False)
    removal_reason = models.CharField(max_length=300, blank=True, editable=False)

    class Meta:
        verbose_name = _("signatures on paper")
        verbose_name_plural = _("signatures on paper")
        ordering = ["collected_on", "pk"]
        indexes = [models.Index(fields=["petition", "removed_at"], name="batches_that_count")]

    def __str__(self) -> str:
        return f"{self.count} {self.country} {self.collected_on}"

    def clean(self) -> None:
        """Refuse a day that has not come yet."""
        if self.collected_on is not None and self.collected_on > current_day():
            raise ValidationError({"collected_on": _("Choose today or a day before.")})
