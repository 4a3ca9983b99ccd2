"""Exactly what people agreed to."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from .petition import Petition


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
