"""Organisations that answer for data: written down once, and chosen by each petition."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from django_countries.fields import CountryField

from editorial.list_comma import list_comma

from .transfers import ADEQUATE_COUNTRIES, is_outside_eea


class Organisation(models.Model):
    """An organisation that answers for what people enter, with all that they read of it.

    A change is for all petitions that have chosen it, and for those who sign after it.
    """

    class TransferBasis(models.TextChoices):
        """Why data may go to a country outside the European Economic Area."""

        ADEQUACY = "adequacy", _("The EU has found that the country protects data as well as it does")
        STANDARD_CLAUSES = "standard_clauses", _("A contract with the EU’s standard clauses")
        BINDING_RULES = "binding_rules", _("Rules that bind the organisation and that an authority approved")
        EXPLICIT_AGREEMENT = (
            "explicit_agreement",
            _("The explicit agreement of those who sign, who are told of the risk"),
        )

    name = models.CharField(_("organisation"), max_length=200)
    address = models.TextField(
        _("postal address"),
        max_length=500,
        help_text=_(
            "Without the country. "
            "An organisation outside the EU also names its representative in the EU here."
        ),
    )
    country = CountryField(_("country"))
    transfer_basis = models.CharField(
        _("outside the EU: why data may go there"),
        max_length=20,
        choices=TransferBasis.choices,
        blank=True,
        help_text=_(
            "Only for a country outside the EU, Iceland, Liechtenstein and Norway. "
            "If you are not sure, ask your data-protection officer."
        ),
    )
    transfer_note = models.CharField(
        _("more about it"),
        max_length=300,
        blank=True,
        help_text=_("Where people can read the contract or the rules, for example. Shown to those who sign."),
    )

    class Meta:
        verbose_name = pgettext_lazy("who is responsible for data", "organisation")
        verbose_name_plural = pgettext_lazy("who is responsible for data", "organisations")
        ordering = ["name", "pk"]
        # Whoever may change petitions may change who answers for them: it is no right of its own.
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a place outside the EU without a basis for sending data there, or with a wrong one."""
        if self.transfer_problem:
            raise ValidationError({"transfer_basis": self.transfer_problem})

    @property
    def country_code(self) -> str:
        """The country’s ISO 3166 code; empty if none is chosen yet."""
        return str(self.country or "")

    @property
    def transfer_problem(self) -> str:
        """What is wrong with sending data to this organisation, as a sentence; empty if nothing is."""
        if not is_outside_eea(self.country_code):
            return ""
        if not self.transfer_basis:
            return gettext("%(name)s is outside the EU: choose why data may go there.") % {"name": self.name}
        if self.transfer_basis == self.TransferBasis.ADEQUACY and self.country_code not in ADEQUATE_COUNTRIES:
            return gettext("The EU has not found that of %(country)s: choose another reason.") % {
                "country": countries.name(self.country_code)
            }
        return ""

    @property
    def address_line(self) -> str:
        """The postal address in one line."""
        return _listed(*(line.strip(" ,،") for line in self.address.splitlines()))

    @property
    def country_name(self) -> str:
        """The country in the active language; empty if none is chosen yet."""
        return str(countries.name(self.country_code))

    @property
    def transfer(self) -> str:
        """Why data may go to a place outside the EU, in the active language; empty for a place within."""
        if not is_outside_eea(self.country_code) or not self.transfer_basis:
            return ""
        reason = str(self.get_transfer_basis_display())
        return f"{reason}. {self.transfer_note}" if self.transfer_note else reason

    @property
    def line(self) -> str:
        """All that is said of the organisation, in one line."""
        line = _listed(self.name, self.address_line, self.country_name)
        return f"{line} ({self.transfer})" if self.transfer else line


def _listed(*parts: str) -> str:
    """Return the parts that aren't empty, one after the other, with the active language's comma between."""
    return list_comma().join(filter(None, parts))
