"""What every page is made of."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = _("Editorial")

    def ready(self) -> None:
        """Connect what happens when something is saved, the project's checks, slugs, and workarounds."""
        from . import checks, signal_handlers, slugs  # noqa: F401
        from .country_names import sort_by_alphabet
        from .shown_on_page import note_pages_as_they_are_loaded
        from .workarounds.addresses_of_sites import link_to_sites_as_visitors_do
        from .workarounds.after_expiry import let_go_of_expiry
        from .workarounds.comparing_without_image import compare_without_image
        from .workarounds.copying_below_a_deleted_page import ask_again_for_a_deleted_parent
        from .workarounds.dates_as_typed import keep_dates_as_typed
        from .workarounds.finding_the_site import look_sites_up_once
        from .workarounds.garbled_rich_text import refuse_garbled_rich_text
        from .workarounds.harmless_spreadsheets import export_harmless_spreadsheets
        from .workarounds.keeping_old_addresses import keep_old_addresses
        from .workarounds.moving_the_root import keep_the_root_in_place
        from .workarounds.own_words_in_gettext import say_own_words
        from .workarounds.saving_and_publishing import save_one_at_a_time
        from .workarounds.searching_outside_the_bin import search_outside_the_bin

        compare_without_image()
        refuse_garbled_rich_text()
        export_harmless_spreadsheets()
        keep_the_root_in_place()
        keep_old_addresses()
        ask_again_for_a_deleted_parent()
        let_go_of_expiry()
        keep_dates_as_typed()
        save_one_at_a_time()
        search_outside_the_bin()
        say_own_words()
        link_to_sites_as_visitors_do()
        look_sites_up_once()
        sort_by_alphabet()
        note_pages_as_they_are_loaded()
