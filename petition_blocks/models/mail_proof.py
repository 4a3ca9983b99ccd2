"""What the internet says about the sender of our mails."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

# What was looked up longer ago may have changed since.
PROOF_LASTS = timedelta(days=30)


class MailProof(models.Model):
    """The last look at the records that let mailboxes believe mails from a domain; one row a domain."""

    domain = models.CharField(max_length=253, unique=True)
    # A list of {"kind", "name", "status", "found"}, see `mail_proof.Record`.
    records = models.JSONField(default=list)
    checked_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.domain

    @property
    def is_stale(self) -> bool:
        """Whether it is time to look again."""
        return timezone.now() - self.checked_at > PROOF_LASTS
