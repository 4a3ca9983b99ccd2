"""Facts about a site that no single page holds."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from ..interface_words.address import FormOfAddress


@register_setting(icon="cog")
class SiteSettings(BaseSiteSetting):
    """What the header, the footer and the notices need. Words live on pages, so that they are translated."""

    controller_name = models.CharField(
        _("who runs this site"),
        max_length=255,
        blank=True,
        help_text=_("The organisation that answers for this site and its data, as written in the footer."),
    )
    contact_email = models.EmailField(
        _("contact address"), blank=True, help_text=_("Shown in the footer and in mails.")
    )
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("privacy page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Linked below each sign form and in the footer, in the visitor’s language where there is one."
        ),
    )

    form_of_address = models.CharField(
        _("how visitors are spoken to"),
        max_length=10,
        blank=True,
        choices=FormOfAddress.choices,
        default=FormOfAddress.USUAL,
        db_default="",
        help_text=_(
            "By buttons, messages and mails, in the languages that know a difference. What you write "
            "yourself stays as you wrote it."
        ),
    )

    panels = [
        FieldPanel("controller_name"),
        FieldPanel("contact_email"),
        PageChooserPanel("privacy_page"),
        FieldPanel("form_of_address", widget=forms.RadioSelect),
    ]

    class Meta:
        verbose_name = _("about this site")
