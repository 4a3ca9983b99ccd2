"""What every page is made of."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = _("Editorial")

    def ready(self) -> None:
        """Connect what happens to texts and pages when they are saved, the project's checks, and slugs."""
        from . import checks, signal_handlers, slugs  # noqa: F401
