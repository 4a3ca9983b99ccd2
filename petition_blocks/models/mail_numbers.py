"""How mails fare, by the name of the mail provider. No row is about one address."""

from django.db import models


class MailFunnel(models.Model):
    """How many of those who signed on a day had their mail accepted, and how many of them confirmed.

    Rows are only ever added, so that nobody waits for anybody, and folded now and then: read their sums.
    """

    petition = models.ForeignKey(
        "petition_blocks.Petition", on_delete=models.PROTECT, related_name="mail_funnel"
    )
    # The day of signing, whenever the mail went and whenever it was confirmed.
    day = models.DateField()
    language = models.CharField(max_length=12)
    provider = models.CharField(max_length=30)
    submitted = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)
    confirmed = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["petition", "day"], name="mail_funnel_day")]


class MailRefusal(models.Model):
    """How often a provider's server refused our mails on a day for the same reason."""

    petition = models.ForeignKey(
        "petition_blocks.Petition", on_delete=models.PROTECT, related_name="mail_refusals"
    )
    day = models.DateField()
    provider = models.CharField(max_length=30)
    # Such as “451 4.7.1”, or the name of a fault. Never the server's words: they may hold the address.
    reason = models.CharField(max_length=60)
    number = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    # When the last one is tried again; never, if the server said so for good.
    next_try_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "day", "provider", "reason"], name="one_mail_refusal_a_reason"
            )
        ]
