"""What somebody who has signed has asked for."""

from calendar import monthrange
from datetime import date, timedelta

from django.conf import settings
from django.db import models

from editorial.days import current_day

URGENT_WITHIN = timedelta(days=7)


class SubjectAccessRequest(models.Model):
    """A copy that a key holder owes a signatory. It names the signature's reference, never the person."""

    signature = models.ForeignKey(
        "petition_blocks.Signature", on_delete=models.CASCADE, related_name="subject_access_requests"
    )
    requested_at = models.DateTimeField()
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["signature"],
                condition=models.Q(answered_at__isnull=True),
                name="one_open_access_request_a_signature",
            )
        ]
        indexes = [
            models.Index(
                fields=["due_on"], name="access_request_open", condition=models.Q(answered_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return str(self.signature)

    @property
    def is_overdue(self) -> bool:
        """Whether the day has passed without an answer."""
        return self.answered_at is None and self.due_on < current_day()

    @property
    def is_urgent(self) -> bool:
        """Whether an answer is due within a week, or overdue."""
        return self.answered_at is None and self.due_on <= current_day() + URGENT_WITHIN


def due_day(requested_on: date) -> date:
    """Return the last day for an answer: a month later, as the law has it (GDPR Art. 12)."""
    year, month = divmod(requested_on.year * 12 + requested_on.month, 12)
    _first_weekday, last_day = monthrange(year, month + 1)
    return date(year, month + 1, min(requested_on.day, last_day))


# A request that could not be answered by then is erased; asking again is one press.
LINK_REQUEST_PERIOD = timedelta(hours=24)


class LinkRequest(models.Model):
    """A row of the worker's queue, stored for every address alike: whether it has signed is seen later."""

    petition = models.ForeignKey(
        "petition_blocks.Petition", on_delete=models.PROTECT, related_name="link_requests"
    )
    digest = models.BinaryField(max_length=32)
    # The digest of the mailbox, `mailbox_of` the address, where that is another one.
    mailbox = models.BinaryField(max_length=32, null=True)
    language = models.CharField(max_length=12)
    ciphertext = models.BinaryField()
    expires_at = models.DateTimeField(db_index=True)
    mail_due_at = models.DateTimeField(db_index=True)
    mail_attempts = models.PositiveSmallIntegerField(default=0)

    @property
    def mailbox_digest(self) -> bytes:
        """What the mails to its address are counted by."""
        return bytes(self.mailbox or self.digest)
