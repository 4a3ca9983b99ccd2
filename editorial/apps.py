"""What every page is made of."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = _("Editorial")

    def ready(self) -> None:
        """Connect what makes a published change show at the next request, checks, and workarounds."""
        from . import checks, signal_handlers  # noqa: F401
        from .country_names import sort_by_alphabet
        from .mail_domains_of_django import send_by_idna_2008

        send_by_idna_2008()
        sort_by_alphabet()
