"""How many mails an address may still be sent."""

import uuid

from django.db import models

MAILS_PER_ADDRESS = 5
# Counted apart, and anew each day: whoever has had many mails keeps the right to see what is held.
LINKS_PER_ADDRESS_AND_DAY = 3


class MailAllowance(models.Model):
    """The mails a mailbox was sent about a petition, so that nobody can be flooded through our form.

    Its digest is that of `mailbox_of` the address, so all tags count together. Besides, an address with a tag
    has a muted row of its own digest once it bounced: that says nothing about the mailbox, and anybody can
    make up a tag. A muted row outlives the removal of a signature; all go on the retention day.
    """

    petition = models.ForeignKey(
        "petition_blocks.Petition", on_delete=models.PROTECT, related_name="mail_allowances"
    )
    digest = models.BinaryField(max_length=32)
    sent = models.PositiveSmallIntegerField(default=0)
    # Links to the signatory's own page, on the last day on which one was sent.
    links_sent = models.PositiveSmallIntegerField(default=0)
    links_day = models.DateField(null=True)
    # Its owner wants no more, or its mail server said that there is nobody.
    muted = models.BooleanField(default=False)
    # In the link to “no more mail”, which must outlive the submission it was about.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "digest"], name="one_mail_allowance_an_address_and_petition"
            )
        ]

    @property
    def nonce(self) -> bytes:
        """What the link's proof is made from, beside the id."""
        return bytes(self.digest)

    @property
    def allows_mail(self) -> bool:
        """Whether the address may be sent one more."""
        return not self.muted and self.sent < MAILS_PER_ADDRESS
