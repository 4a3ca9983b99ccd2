"""The one switch for all mail."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="mail")
class MailSettings(BaseGenericSetting):
    """Whether the worker sends mails."""

    paused = models.BooleanField(
        _("pause all mails"),
        default=False,
        help_text=_(
            "While mails are paused, people can go on signing. "
            "They get their mail once you take the tick away."
        ),
    )

    panels = [FieldPanel("paused")]

    class Meta:
        verbose_name = _("mails")

    @classmethod
    def are_paused(cls) -> bool:
        """Tell whether no mail may go now. Asks the database each time: a worker runs for weeks."""
        return cls.objects.filter(paused=True).exists()
