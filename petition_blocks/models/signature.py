"""A confirmed signature and what is sealed of it."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from .abuse import Suspicion


class Signature(models.Model):
    """One confirmed signature. It says nothing about who: that is in its sealed records alone."""

    class State(models.TextChoices):
        """Whether it is part of the count. A quarantined one is, as soon as somebody releases it."""

        COUNTED = "counted", _("Counted")
        QUARANTINED = "quarantined", _("To be checked")
        REJECTED = "rejected", _("Rejected")

    petition = models.ForeignKey(
        "petition_blocks.Petition", on_delete=models.PROTECT, related_name="signatures"
    )
    digest = models.BinaryField(max_length=32)
    # 1, or 2 for a second person who shares the address, where the register allows it.
    place = models.PositiveSmallIntegerField(default=1)
    # Of the submission that was confirmed, so that its link is recognised a second time.
    public_id = models.UUIDField(unique=True, editable=False)
    nonce = models.BinaryField()
    language = models.CharField(max_length=12)
    country = models.CharField(max_length=2)
    wording = models.ForeignKey("petition_blocks.Wording", on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=50, blank=True)
    signed_on = models.DateField()
    # The public id of the submission that last put it right, so that its link is recognised a second time.
    corrected_by = models.UUIDField(null=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.COUNTED)
    # Values of `Suspicion`: why it was not counted at once.
    suspicions = models.JSONField(default=list)
    # When somebody last decided whether it counts.
    judged_at = models.DateTimeField(null=True)
    # Values of `RecipientKey.Covers`: the consents to be written to that its owner has ended. What is sealed
    # still says Yes, and can't be changed.
    ended_consents = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "digest", "place"], name="one_signature_an_address_and_place"
            )
        ]
        indexes = [
            # Few are corrected; all others cost the index nothing.
            models.Index(
                fields=["corrected_by"],
                name="signature_corrected_by",
                condition=models.Q(corrected_by__isnull=False),
            ),
            # The list of those to check stays quick beside millions that count.
            models.Index(
                fields=["petition", "state", "signed_on"],
                name="signature_held_back",
                condition=~models.Q(state="counted"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def erasure_day(self) -> date | None:
        """The day on which all of it is erased: the promised one, or the register's if that comes earlier."""
        return self.wording.erasure_day(self.petition)

    @property
    def counts(self) -> bool:
        """Whether it is part of the count."""
        return self.state == self.State.COUNTED

    @property
    def reasons(self) -> list[str]:
        """Why it was not counted at once, in words."""
        return [str(Suspicion(suspicion).label) for suspicion in self.suspicions]


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


class JudgedSignature(models.Model):
    """That a signature is one of those the last decision was about, for as long as it can be undone.

    The log keeps how many they were, never which: what it says stays, and a signature may be removed.
    """

    signature = models.OneToOneField(Signature, on_delete=models.CASCADE, related_name="judged")
    # The primary key of the decision's entry in the log.
    entry = models.BigIntegerField(db_index=True)
    state_before = models.CharField(max_length=12, choices=Signature.State.choices)
