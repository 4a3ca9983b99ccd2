"""What a visitor handed in, until it is confirmed or erased."""

import secrets
import uuid
from datetime import timedelta

from django.db import models

# An unconfirmed submission is erased after this time; its link runs out with it.
CONFIRMATION_PERIOD = timedelta(days=7)
# One reminder, this long after the first mail was accepted.
REMINDER_DELAY = timedelta(days=2)


def new_nonce() -> bytes:
    """Return the random part of a submission's links."""
    return secrets.token_bytes(16)


class Submission(models.Model):
    """A row of the register's inbox, and of the worker's queue: `mail_due_at` says when to look at it."""

    class Mail(models.TextChoices):
        """The mail that is due next, or the last one that was sent.

        `LINK`, the way to one's own signature, is asked for by itself: no submission ever waits for it.
        """

        CONFIRMATION = "confirmation"
        REMINDER = "reminder"
        ALREADY_SIGNED = "already_signed"
        LINK = "link"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    nonce = models.BinaryField(default=new_nonce)
    petition = models.ForeignKey(
        "petition_blocks.Petition", on_delete=models.PROTECT, related_name="submissions"
    )
    digest = models.BinaryField(max_length=32)
    # The digest of the mailbox, `mailbox_of` the address, where that is another one.
    mailbox = models.BinaryField(max_length=32, null=True)
    language = models.CharField(max_length=12)
    wording = models.ForeignKey("petition_blocks.Wording", on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=50, blank=True)
    ciphertext = models.BinaryField()
    # The public id of a signature of the same address that this one is to put right.
    corrects = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    # Values of `Suspicion`: with any, the signature it becomes is looked at before it counts.
    suspicions = models.JSONField(default=list)
    # Stands for the network it came from, on the day it came; erased with the day (`daily_tag`).
    network_tag = models.BinaryField(max_length=8, null=True)

    mail = models.CharField(max_length=16, choices=Mail.choices, default=Mail.CONFIRMATION)
    mail_due_at = models.DateTimeField(null=True)
    mail_attempts = models.PositiveSmallIntegerField(default=0)
    mail_accepted_at = models.DateTimeField(null=True)
    # When we were told that the address can't be reached, or doesn't want our mails.
    bounced_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["petition", "digest"], name="submission_digest"),
            # Few addresses have a tag; all others cost the index nothing.
            models.Index(
                fields=["petition", "mailbox"],
                name="submission_mailbox",
                condition=models.Q(mailbox__isnull=False),
            ),
            models.Index(
                fields=["mail_due_at"],
                name="submission_mail_due",
                condition=models.Q(mail_due_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def mailbox_digest(self) -> bytes:
        """What the mails to its address are counted by."""
        return bytes(self.mailbox or self.digest)
