"""Names that stand on public pages because their owners want them to."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
