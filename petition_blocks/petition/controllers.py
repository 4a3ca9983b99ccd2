"""Who decides about the data of a petition, and answers for it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from .organisations import Organisation


class ControllerManager(models.Manager["Controller"]):
    """Controllers together with their organisations: nobody asks for one without the other."""

    def get_queryset(self) -> models.QuerySet["Controller"]:
        """Return them in one query."""
        return super().get_queryset().select_related("organisation")


class Controller(Orderable):
    """An organisation that a petition has chosen, and what it answers for. Saved together with its petition.

    Several for the petition answer for it jointly (GDPR, Art. 26).
    """

    class Purpose(models.TextChoices):
        """What an organisation answers for."""

        PETITION = "petition", _("The petition: collecting the signatures and handing them over")
        UPDATES = "updates", _("News to those who say yes to the first contact question")
        PARTNER = "partner", _("News from the partner, to those who say yes to the second one")

    petition = ParentalKey("petition_blocks.Petition", on_delete=models.CASCADE, related_name="controllers")
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=pgettext_lazy("who is responsible for data", "organisation"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    for_petition = models.BooleanField(Purpose.PETITION.label, default=False)
    for_updates = models.BooleanField(Purpose.UPDATES.label, default=False)
    for_partner = models.BooleanField(Purpose.PARTNER.label, default=False)

    objects = ControllerManager()

    class Meta(Orderable.Meta):
        verbose_name = pgettext_lazy("who is responsible for data", "organisation")
        verbose_name_plural = pgettext_lazy("who is responsible for data", "organisations")

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def purposes(self) -> list[Purpose]:
        """What the organisation answers for."""
        chosen = {
            self.Purpose.PETITION: self.for_petition,
            self.Purpose.UPDATES: self.for_updates,
            self.Purpose.PARTNER: self.for_partner,
        }
        return [purpose for purpose, is_chosen in chosen.items() if is_chosen]

    def clean(self) -> None:
        """Refuse an organisation that answers for nothing."""
        if not self.purposes:
            raise ValidationError({"for_petition": gettext("Tick what this organisation answers for.")})
