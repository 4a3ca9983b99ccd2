"""Which details a petition asks for."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel


class AsksDetails(ClusterableModel):
    """The settings of a petition that say which details its form asks for, each named after its detail."""

    asks_postcode = models.BooleanField(
        _("ask for the postcode"),
        default=False,
        help_text=_("Ask only if whoever receives the petition needs it."),
    )

    class Meta:
        abstract = True
