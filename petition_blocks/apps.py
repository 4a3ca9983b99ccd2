"""The petition: its page, its register, and everything from signing to counting."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PetitionBlocksConfig(AppConfig):
    name = "petition_blocks"
    verbose_name = _("Petitions")

    def ready(self) -> None:
        """Connect what records the published wording, refreshes public pages and guards the right to keys."""
        from . import right_guard, signal_handlers  # noqa: F401
