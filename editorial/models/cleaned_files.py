"""What was taken out of stored files, so that whoever looks at one later is told too."""

from collections.abc import Iterable
from typing import Self

from django.db import models

from ..stored_files.taken_out import Taken, words_for


class CleanedFile(models.Model):
    """One stored file out of which something was taken."""

    name = models.CharField(max_length=255, unique=True)
    taken = models.JSONField(default=list)

    @classmethod
    def note(cls, name: str, taken: Iterable[Taken]) -> None:
        """Note what was taken out of the file of that name; nothing is noted where nothing was."""
        kinds = sorted(taken)
        if kinds:
            cls.objects.update_or_create(name=name, defaults={"taken": kinds})
        else:
            cls.objects.filter(name=name).delete()

    @classmethod
    def words_for(cls, name: str) -> str:
        """Return in words what was taken out of the file of that name."""
        noted: Self | None = cls.objects.filter(name=name).first()
        return words_for({Taken(kind) for kind in noted.taken}) if noted else ""
