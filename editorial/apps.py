"""What every page is made of."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = _("Editorial")

    def ready(self) -> None:
        """Connect what makes a published change show at the next request, the project's own checks, and the
        workarounds, each by its name.
        """
        from . import checks, signal_handlers  # noqa: F401
        from .workarounds.saving_and_publishing import save_one_at_a_time

        save_one_at_a_time()
