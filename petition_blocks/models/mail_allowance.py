"""How many mails an address may still be sent."""

from django.db import models

MAILS_PER_ADDRESS = 5


class MailAllowance(models.Model):
    """The mails an address was sent about a petition, so that nobody can be flooded through our form."""

    petition = models.ForeignKey(
        "petition_blocks.Petition", on_delete=models.PROTECT, related_name="mail_allowances"
    )
    digest = models.BinaryField(max_length=32)
    sent = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "digest"], name="one_mail_allowance_an_address_and_petition"
            )
        ]
