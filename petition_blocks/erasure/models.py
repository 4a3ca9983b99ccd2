"""That a promise was kept."""

from django.db import models


class ErasureReceipt(models.Model):
    """What was erased because its day had come. It grows with each batch, and is public once it is finished.

    A petition has several where its day was moved: who had signed before keeps the day they were promised.
    """

    petition = models.ForeignKey(
        "petition_blocks.Petition", on_delete=models.PROTECT, related_name="erasure_receipts"
    )
    day = models.DateField()
    signatures = models.PositiveBigIntegerField(default=0)
    sealed_records = models.PositiveBigIntegerField(default=0)
    submissions = models.PositiveBigIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["petition", "day"], name="one_erasure_receipt_a_petition_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.petition_id} {self.day}"
