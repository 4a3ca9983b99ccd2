"""An organisation of the coalition."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_countries.fields import CountryField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, RevisionMixin, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from .country_choice import CountryCheckboxes


class Member(DraftStateMixin, RevisionMixin, TranslatableMixin, index.Indexed, models.Model):
    """An organisation of the coalition.

    The row in the language it was entered in holds the facts; a translation adds its own description and
    nothing else.
    """

    class Kind(models.TextChoices):
        """What an organisation is to the campaign."""

        FOUNDING = "founding", _("Founding organisation")
        MEMBER = "member", _("Member")
        SUPPORTER = "supporter", _("Supporter")

        @property
        def plural(self) -> Promise:
            """What several of the kind are called, in the language that it is shown in."""
            return {
                Member.Kind.FOUNDING: pgettext_lazy("kind of organisation", "Founding organisations"),
                Member.Kind.MEMBER: pgettext_lazy("kind of organisation", "Members"),
                Member.Kind.SUPPORTER: pgettext_lazy("kind of organisation", "Supporters"),
            }[self]

    name = models.CharField(_("name"), max_length=160)
    description = models.TextField(
        _("description"),
        blank=True,
        max_length=400,
        help_text=_("What the organisation does, in a sentence or two."),
    )
    website = models.URLField(_("web address"), blank=True)
    logo = models.ForeignKey(
        "editorial.CampaignImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Without one, the directory shows the organisation’s initials."),
    )
    countries = CountryField(
        _("countries"),
        multiple=True,
        blank=True,
        help_text=_("Where it is based. Leave empty if it works everywhere."),
    )
    since = models.PositiveSmallIntegerField(
        _("member since"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1900), MaxValueValidator(2200)],
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.MEMBER)

    override_translatable_fields = [
        SynchronizedField("name", overridable=False),
        SynchronizedField("website", overridable=False),
        SynchronizedField("countries", overridable=False),
    ]
    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("description")], heading=_("Organisation")),
        MultiFieldPanel(
            [
                FieldPanel("website"),
                FieldPanel("logo"),
                FieldPanel("countries", widget=CountryCheckboxes),
                FieldPanel("kind"),
                FieldPanel("since"),
            ],
            heading=_("Facts, the same in every language"),
        ),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        # What the admin's list is narrowed by, before and while somebody searches in it.
        index.FilterField("id"),
        index.FilterField("kind"),
        index.FilterField("live"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("member organisation")
        verbose_name_plural = _("member organisations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        """Return one to three letters that stand in for a logo. A number among the words is taken whole."""
        words = [word for word in self.name.replace("-", " ").split() if word[:1].isalnum()]
        if len(words) == 1:
            return words[0][:3] if words[0].isupper() else words[0][:2]
        parts = [word if word.isdigit() else word[0] for word in words]
        initials = ""
        for part in [part for part in parts if part.isdigit() or part.isupper()] or parts:
            if len(initials + part) > 3:
                break
            initials += part
        return initials
