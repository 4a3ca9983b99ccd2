"""How mails fare, how many an address may be sent, and what the internet says about their sender."""

import uuid
from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

MAILS_PER_EMAIL = 5
# Counted apart, and anew each day: whoever has had many mails keeps the right to see what is held.
LINKS_PER_EMAIL_AND_DAY = 3


class MailQuota(models.Model):
    """The mails a mailbox was sent about a petition, so that nobody can be flooded through our form.

    Its digest is that of `mailbox_of` the address, so all tags count together. Besides, an address with a tag
    has a suppressed row of its own digest once it bounced: that says nothing about the mailbox, and anybody
    can make up a tag. A suppressed row outlives the removal of a signature; all go on the retention day.
    """

    petition = models.ForeignKey(
        "petition_blocks.Petition", on_delete=models.PROTECT, related_name="mail_quotas"
    )
    digest = models.BinaryField(max_length=32)
    sent = models.PositiveSmallIntegerField(default=0)
    # Links to the signatory's own page, on the last day on which one was sent.
    links_sent = models.PositiveSmallIntegerField(default=0)
    links_day = models.DateField(null=True)
    # Its owner wants no more, or its mail server said that there is nobody.
    suppressed = models.BooleanField(default=False)
    # In the link to “no more mail”, which must outlive the submission it was about.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "digest"], name="one_mail_quota_an_email_and_petition"
            )
        ]

    @property
    def nonce(self) -> bytes:
        """What the link's token is made from, beside the id."""
        return bytes(self.digest)

    @property
    def allows_mail(self) -> bool:
        """Whether the address may be sent one more."""
        return not self.suppressed and self.sent < MAILS_PER_EMAIL


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
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    # When the last one is tried again; never, if the server said so for good.
    next_try_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "day", "provider", "reason"], name="one_mail_refusal_a_reason"
            )
        ]


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


@register_setting(icon="mail")
class MailSettings(BaseGenericSetting):
    """Whether the worker sends mails."""

    paused = models.BooleanField(
        _("pause all mails"),
        default=False,
        help_text=_(
            "While mails are paused, people can go on signing. "
            "They get their mail once you take the tick away."
        ),
    )

    panels = [FieldPanel("paused")]

    class Meta:
        verbose_name = _("mails")

    @classmethod
    def are_paused(cls) -> bool:
        """Tell whether no mail may go now. Asks the database each time: a worker runs for weeks."""
        return cls.objects.filter(paused=True).exists()
