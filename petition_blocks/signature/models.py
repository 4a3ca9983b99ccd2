"""What is kept of those who sign: handed in, confirmed, sealed, shown, and what is left of it."""

import secrets
import uuid
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..petition.models import Petition

# An unconfirmed submission is erased after this time; its link runs out with it.
CONFIRMATION_PERIOD = timedelta(days=7)
# One reminder, this long after the first mail was accepted.
REMINDER_DELAY = timedelta(days=2)
# Beside the consents to be written to, the one to have one's name shown.
SHOWN_NAME = "name"


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
    # Whether the mail that is due is among those its mailbox was sent: from the first claim on, also when the
    # worker dies, until it is handed back or refused. The database's default is for releases before it.
    mail_is_counted = models.BooleanField(default=False, db_default=False)
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
    # Values of `RecipientKey.Covers`: the consents to be written to that its owner has ended. What is sealed
    # still says Yes, and can't be changed. And `SHOWN_NAME`, once its owner has had their name hidden.
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


class SignatureChange(models.Model):
    """One row a change that whoever was handed a signature must hear of. Rows are only ever added.

    Their keys are the order in which recipients are told: a file of changes goes up to one of them. What is
    erased takes its rows along, and has one in the journal of erased signatures instead.
    """

    class Kind(models.TextChoices):
        """What was done."""

        SIGNED = "signed"
        CORRECTED = "corrected"
        CONSENT_ENDED = "consent_ended"
        MODERATED = "moderated"

    petition = models.ForeignKey("petition_blocks.Petition", on_delete=models.CASCADE, related_name="+")
    signature = models.ForeignKey(Signature, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=16, choices=Kind.choices)


class ModeratedSignature(models.Model):
    """That a signature is one of those the last decision was about, for as long as it can be undone.

    The log keeps how many they were, never which: what it says stays, and a signature may be removed.
    """

    signature = models.OneToOneField(Signature, on_delete=models.CASCADE, related_name="moderated")
    # The primary key of the decision's entry in the log.
    entry = models.BigIntegerField(db_index=True)
    state_before = models.CharField(max_length=12, choices=Signature.State.choices)


class ReplacedSubmission(models.Model):
    """The id and the nonce of an erased submission, so that its mailed links tell that the signature counts.

    Kept only where a mail was sent; goes with the signature.
    """

    signature = models.ForeignKey(
        "petition_blocks.Signature", on_delete=models.CASCADE, related_name="replaced_submissions"
    )
    public_id = models.UUIDField(unique=True, editable=False)
    nonce = models.BinaryField()

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def petition(self) -> Petition:
        """Whose signature it is about."""
        return self.signature.petition


class ShownName(models.Model):
    """A signatory's name for everybody to read: the one thing of a signature that isn't sealed.

    It is here by its owner's wish alone, and goes with the signature or at their word.
    """

    class State(models.TextChoices):
        """Whether an editor has looked at it. Only shown ones are public."""

        WAITING = "waiting", _("To be looked at")
        SHOWN = "shown", _("Shown")
        REJECTED = "rejected", _("Not shown")

    petition = models.ForeignKey(
        "petition_blocks.Petition", on_delete=models.PROTECT, related_name="shown_names"
    )
    signature = models.OneToOneField(
        "petition_blocks.Signature", on_delete=models.CASCADE, related_name="shown_name"
    )
    name = models.CharField(max_length=255)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)

    class Meta:
        indexes = [models.Index(fields=["petition", "state", "-id"], name="shown_name_newest")]

    def __str__(self) -> str:
        return self.name


class ErasedSignature(models.Model):
    """That a signature of this id was erased: what a restored backup brings back can be erased again.

    The id is a random number that leads to nothing any more. The journal goes with the petition's key.
    """

    petition = models.ForeignKey(
        "petition_blocks.Petition", on_delete=models.PROTECT, related_name="erased_signatures"
    )
    public_id = models.UUIDField(db_index=True)
    erased_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.public_id)


class Wording(models.Model):
    """The words a form showed, addressed by their hash. Rows are only ever added."""

    hash = models.CharField(max_length=64, primary_key=True)
    petition = models.ForeignKey(
        "petition_blocks.Petition", on_delete=models.PROTECT, related_name="wordings"
    )
    language = models.CharField(max_length=12)
    # Keys: demand, statement, updates_question, partner_question, privacy_notice, retention_day, minimum_age,
    # those of `responsibility_text()`, and show_name_question where it is asked.
    text = models.JSONField()
    # The day that was promised; nobody who signed this is kept any longer, whatever the register says later.
    retention_day = models.DateField(null=True)
    taken_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.petition_id} {self.language} {self.hash[:8]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row. A row that is there can't be changed: its hash is a promise."""
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def erasure_day(self, petition: "Petition") -> date | None:
        """The day on which what is signed is erased: the promised one, or the register's if that is earlier.

        `petition` is the wording's own, handed over since whoever asks has read it already.
        """
        days = [day for day in (self.retention_day, petition.retention_day) if day is not None]
        return min(days, default=None)


class Suspicion(models.TextChoices):
    """Why a signature is looked at before it counts."""

    HONEYPOT = "honeypot", _("Filled in the field that people don’t see")
    TOO_FAST = "too_fast", _("Filled in within two seconds")
    FORGED_CHALLENGE = "forged_challenge", _("Sent with a stamp that isn’t ours")
    REUSED_CHALLENGE = "reused_challenge", _("Several sent with one stamp")
    WRONG_WORK = "wrong_work", _("Sent with a wrong result of the calculation")
    CROWDED_NETWORK = "crowded_network", _("Many from the same network within an hour")
    MAIL_DOMAIN = "mail_domain", _("A rule for its mail domain")
