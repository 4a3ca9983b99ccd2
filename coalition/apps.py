"""The organisations behind the campaign."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoalitionConfig(AppConfig):
    name = "coalition"
    verbose_name = _("Coalition")

    def ready(self) -> None:
        """Connect what makes a changed member show at the next request."""
        from . import signal_handlers  # noqa: F401
