"""Whose keys open the signatures, and the log of them."""

from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ..details.asked import details_in_words
from ..petition.models import Petition
from ..sealing.codes import new_code
from ..sealing.encryption import is_recipient


def validate_recipient(text: str) -> None:
    """Refuse what is not an age public key."""
    if not is_recipient(text):
        raise ValidationError(_("A public key starts with “age1” and has 62 characters. Copy it whole."))


class RecipientKeyQuerySet(models.QuerySet["RecipientKey"]):
    """Keys, by what they are used for."""

    def in_use(self) -> "RecipientKeyQuerySet":
        """Return the keys that signatures are sealed to when they are confirmed."""
        return self.filter(approved_at__isnull=False, retired_at__isnull=True)

    def waiting(self) -> "RecipientKeyQuerySet":
        """Return the keys that nothing is sealed to before a second person has approved them."""
        return self.filter(approved_at__isnull=True, retired_at__isnull=True)


def _all_that_is_sealed() -> str:
    """Return what a key opens that opens all."""
    return gettext("Every signature: name, address, country, %(details)s") % {"details": details_in_words()}


class RecipientKey(models.Model):
    """A public key that signatures are sealed to. Only the holder of its private half can read them."""

    class Covers(models.TextChoices):
        """Which signatures, and which of their fields, are sealed to the key."""

        PETITION = "petition", lazy(_all_that_is_sealed, str)()
        UPDATES = "updates", _("Who wants news from us: name and address")
        PARTNER = "partner", _("Who wants news from the partner: name and address")

    petition = models.ForeignKey(
        Petition, on_delete=models.CASCADE, related_name="recipient_keys", verbose_name=_("petition")
    )
    name = models.CharField(_("who holds the private half"), max_length=160)
    public_key = models.CharField(_("public key"), max_length=70, validators=[validate_recipient])
    covers = models.CharField(
        pgettext_lazy("what a key does", "opens"),
        max_length=10,
        choices=Covers.choices,
        default=Covers.PETITION,
    )
    created_at = models.DateTimeField(auto_now_add=True)
    # Its holder has shown that the private half is there, by telling a code that was sealed to the key.
    proof_code = models.CharField(max_length=16, default=new_code, editable=False)
    proved_at = models.DateTimeField(_("confirmed by opening a test row"), null=True, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    # When somebody said that signatures may be sealed to it: at once before the petition opens, later a
    # second person (`add_recipient_key`). A row that the operator writes needs nobody.
    approved_at = models.DateTimeField(null=True, default=timezone.now, editable=False)
    # Nothing is sealed to it any more; what was, its holder still opens.
    retired_at = models.DateTimeField(null=True, editable=False)

    objects = RecipientKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("recipient’s key")
        verbose_name_plural = _("recipients’ keys")
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "public_key", "covers"], name="recipient_key_once_a_petition_and_purpose"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_covers_display()})"

    @property
    def is_in_use(self) -> bool:
        """Whether signatures are sealed to it when they are confirmed, as `in_use()` finds them."""
        return self.approved_at is not None and self.retired_at is None


class KeyChangeQuerySet(models.QuerySet["KeyChange"]):
    """What happened, and whom it was told to."""

    def untold(self) -> "KeyChangeQuerySet":
        """Return what the keepers of keys still have to be told, if its moment has come."""
        return self.filter(told_at__isnull=True, due_at__lte=timezone.now())

    def delete(self) -> NoReturn:
        """Refuse: whoever adds a key of their own must not be able to hide it."""
        raise ProtectedError("The log of keys is never shortened.", set(self))


class KeyChange(models.Model):
    """Something that was done with a key, or with the right to. It names people as they were called then.

    The rows are also the queue of the mails that tell of it: `due_at` says when to try next.
    """

    class Deed(models.TextChoices):
        """What was done."""

        ADDED = "added", pgettext_lazy("what was done with a key", "Added")
        ASKED = "asked", _("Added, waits for a second person")
        APPROVED = "approved", _("Approved by a second person")
        PROVED = "proved", _("Confirmed by its holder")
        RETIRED = "retired", _("Retired")
        REVOKED = "revoked", _("Revoked")
        GRANTED = "granted", _("Right to keep keys given")

    petition = models.ForeignKey(Petition, on_delete=models.SET_NULL, null=True, related_name="key_changes")
    deed = models.CharField(max_length=10, choices=Deed.choices)
    # Who holds the key; of a right that was given, whom it was given to.
    holder = models.CharField(max_length=160)
    public_key = models.CharField(max_length=70, blank=True)
    covers = models.CharField(max_length=10, choices=RecipientKey.Covers.choices, blank=True)
    # Empty where the operator did it on the server.
    done_by = models.CharField(max_length=254, blank=True)
    happened_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(null=True, default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    told_at = models.DateTimeField(null=True)

    objects = KeyChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_at", "-pk"]
        indexes = [
            models.Index(
                fields=["due_at"], name="key_change_untold", condition=models.Q(told_at__isnull=True)
            )
        ]
        # Nobody has a right to any of it: it is shown with the petition, and never changed.
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_deed_display()}: {self.holder}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row. One that is there is never changed, only noted as told by a statement of its own."""
        if not self._state.adding:
            raise ProtectedError("The log of keys is never rewritten.", {self})
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        """Refuse, as the queryset does."""
        raise ProtectedError("The log of keys is never shortened.", {self})
