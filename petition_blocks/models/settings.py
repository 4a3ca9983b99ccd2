"""Which petition visitors can sign on every page."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from ..admin.settings_form import MainPetitionForm
from .petition import Petition


@register_setting(icon="form")
class PetitionSettings(BaseSiteSetting):
    """The site's main petition."""

    main_petition = models.ForeignKey(
        Petition,
        verbose_name=_("main petition"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Its form stands at the end of every page, unless the page turns it off or shows it already."
        ),
    )

    edit_handler = ObjectList([FieldPanel("main_petition")], base_form_class=MainPetitionForm)

    class Meta:
        verbose_name = _("main petition")
