"""Somebody asked for the link to their signature's page."""

from datetime import timedelta

from django.db import models

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
