"""The log of keys, and of who may say whose they are. Rows are only ever added."""

from typing import Any, NoReturn

from django.db import models
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .petition import Petition, RecipientKey


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

        ADDED = "added", _("Added")
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

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse, as the queryset does."""
        raise ProtectedError("The log of keys is never shortened.", {self})
