"""The petition: its page, its register, and everything from signing to counting."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PetitionBlocksConfig(AppConfig):
    name = "petition_blocks"
    verbose_name = _("Petitions")

    def ready(self) -> None:
        """Connect what records the published wording, refreshes public pages and guards the right to keys."""
        from . import signal_handlers  # noqa: F401
        from .keys import right_guard  # noqa: F401
        from .mailing import tracking  # noqa: F401
