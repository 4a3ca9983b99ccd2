"""A confirmed signature and what is sealed of it."""

from datetime import date

from django.db import models


class Signature(models.Model):
    """One confirmed signature. It says nothing about who: that is in its sealed records alone."""

    petition = models.ForeignKey(
        "petition_blocks.Petition", on_delete=models.PROTECT, related_name="signatures"
    )
    digest = models.BinaryField(max_length=32)
    # Of the submission that was confirmed, so that its link is recognised a second time.
    public_id = models.UUIDField(unique=True, editable=False)
    nonce = models.BinaryField()
    language = models.CharField(max_length=12)
    country = models.CharField(max_length=2)
    wording = models.ForeignKey("petition_blocks.Wording", on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=50, blank=True)
    signed_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "digest"], name="one_signature_an_address_and_petition"
            )
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def erasure_day(self) -> date | None:
        """The day on which all of it is erased: the promised one, or the register's if that comes earlier."""
        days = [day for day in (self.wording.retention_day, self.petition.retention_day) if day is not None]
        return min(days, default=None)


class SealedRecord(models.Model):
    """What one recipient may read of one signature: an age file of JSON."""

    signature = models.ForeignKey(Signature, on_delete=models.CASCADE, related_name="sealed_records")
    # The constraint's index begins with it.
    recipient = models.ForeignKey(
        "petition_blocks.RecipientKey",
        on_delete=models.CASCADE,
        related_name="sealed_records",
        db_index=False,
    )
    ciphertext = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recipient", "signature"], name="one_sealed_record_a_recipient")
        ]
