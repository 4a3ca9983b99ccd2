"""The numbers: a row of +1 or −1 for each change, folded into totals now and then."""

from django.db import models


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
    number = models.BigIntegerField()

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
    number = models.BigIntegerField()


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
