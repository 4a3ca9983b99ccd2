"""Files that hand signatures over to whoever holds a key. All in them is sealed to that key."""

import uuid
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.days import current_day

from ..sealing.codes import new_code

# A file that its recipient hasn't acknowledged is deleted after this time, and shows in red after the other.
KEPT_FOR = timedelta(days=14)
ACKNOWLEDGED_WITHIN = timedelta(days=7)


def export_storage() -> Storage:
    """Return where the files are kept: nowhere the public can reach."""
    return storages["exports"]


class ExportQuerySet(models.QuerySet["Export"]):
    """Exports, by what becomes of their files."""

    def keeping_files(self) -> "ExportQuerySet":
        """Return the exports whose files are being made, or wait to be fetched."""
        return self.filter(
            models.Q(finished_at__isnull=True) | models.Q(finished_at__gt=timezone.now() - KEPT_FOR),
            models.Q(petition__retention_day__isnull=True)
            | models.Q(petition__retention_day__gt=current_day()),
            acknowledged_at__isnull=True,
        )

    def last_acknowledged(self, recipient: models.Model) -> "Export | None":
        """Return the newest file that the key's holder has opened; None if there is none."""
        return self.filter(recipient=recipient, acknowledged_at__isnull=False).order_by("number").last()


class Export(models.Model):
    """A file for one recipient, and how far it has come. The worker makes it, part by part."""

    class Kind(models.TextChoices):
        """What the file holds."""

        FULL = "full", _("All signatures")
        CHANGES = "changes", _("What has changed since the last one")

    class State(models.TextChoices):
        """How far the file has come."""

        BEING_MADE = "being_made", _("Being made")
        READY = "ready", _("Ready to download")
        ACKNOWLEDGED = "acknowledged", pgettext_lazy("state of a file with signatures", "Received")
        DELETED = "deleted", pgettext_lazy("state of a file with signatures", "Deleted")

    petition = models.ForeignKey("petition_blocks.Petition", on_delete=models.PROTECT, related_name="exports")
    recipient = models.ForeignKey(
        "petition_blocks.RecipientKey", on_delete=models.CASCADE, related_name="exports"
    )
    number = models.PositiveIntegerField()
    folder = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    # The acknowledged file that a file of changes continues.
    since = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    requested_at = models.DateTimeField(auto_now_add=True)

    # The rows are the queue: when to look at it next, and which claim on it is the latest.
    due_at = models.DateTimeField(null=True)
    claim = models.PositiveIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)

    # Signatures after `cursor`, up to `horizon`, are still to be written; likewise the erased ones.
    started_at = models.DateTimeField(null=True)
    cursor = models.BigIntegerField(default=0)
    horizon = models.BigIntegerField(null=True)
    # In a file of changes: what was done after `change_cursor`, up to `change_horizon`. Then the next begins.
    change_cursor = models.BigIntegerField(default=0)
    change_horizon = models.BigIntegerField(null=True)
    erased_cursor = models.BigIntegerField(default=0)
    erased_horizon = models.BigIntegerField(null=True)
    rows_done = models.PositiveBigIntegerField(default=0)
    rows_total = models.PositiveBigIntegerField(default=0)
    withdrawn = models.PositiveBigIntegerField(default=0)
    # Of all that was written so far.
    digest = models.CharField(max_length=64, blank=True)
    finished_at = models.DateTimeField(null=True)

    # Sealed into the file's last part: only who has opened all of it can know it.
    code = models.CharField(max_length=16, default=new_code, editable=False)
    acknowledged_at = models.DateTimeField(null=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["petition", "number"], name="export_numbers_a_petition")
        ]
        indexes = [
            models.Index(fields=["due_at"], name="export_due", condition=models.Q(due_at__isnull=False))
        ]

    def __str__(self) -> str:
        return f"{self.petition} {self.number}"

    @property
    def state(self) -> "Export.State":
        """How far the file has come."""
        if self.acknowledged_at is not None:
            return self.State.ACKNOWLEDGED
        day = self.petition.retention_day
        if day is not None and day <= current_day():
            return self.State.DELETED
        if self.finished_at is None:
            return self.State.BEING_MADE
        return self.State.READY if self.finished_at > timezone.now() - KEPT_FOR else self.State.DELETED

    @property
    def is_overdue(self) -> bool:
        """Whether its recipient should have acknowledged it by now."""
        return (
            self.acknowledged_at is None
            and self.finished_at is not None
            and self.finished_at <= timezone.now() - ACKNOWLEDGED_WITHIN
        )

    @property
    def file_name(self) -> str:
        """What the file is called when it is downloaded."""
        return f"{self.petition.slug}-{self.number}.signatures.jsonl"

    @property
    def size(self) -> int:
        """How many bytes the file has."""
        return int(self.parts.aggregate(size=models.Sum("size"))["size"] or 0)

    def content(self) -> Iterable[bytes]:
        """Return the bytes of the whole file, a piece at a time."""
        storage = export_storage()
        for part in self.parts.order_by("number"):
            with storage.open(part.name) as file:
                yield from file.chunks()


class ExportPart(models.Model):
    """A stored piece of an export's file."""

    export = models.ForeignKey(Export, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    # In the storage.
    name = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["export", "number"], name="export_parts_in_order")]
