"""The translators' desk, and every workaround of wagtail-localize with its reason."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LocalisationConfig(AppConfig):
    name = "localisation"
    verbose_name = _("Translation")

    def ready(self) -> None:
        """Register the checks, watch what translators write, and apply the workarounds, each by its name."""
        from . import checks, signal_handlers  # noqa: F401
        from .desk.signal_handlers import watch_deletions
        from .editor import signal_handlers as editor_signal_handlers  # noqa: F401
        from .gate import signal_handlers as gate_signal_handlers  # noqa: F401
        from .knowledge import signal_handlers as knowledge_signal_handlers  # noqa: F401
        from .knowledge.glossary_permissions import leave_glossary_to_translators
        from .locale_permissions import tie_snippets_to_languages
        from .workarounds.absent_values import skip_absent_values
        from .workarounds.aliases_in_other_languages import keep_aliases_in_other_languages_off_the_site
        from .workarounds.deleted_choices import translate_without_deleted_choices
        from .workarounds.drafts_of_live_pages import keep_drafts_off_the_site
        from .workarounds.nested_values import follow_nested_values
        from .workarounds.titles_of_drafts import name_drafts_as_their_titles_are_read
        from .workarounds.versions_of_translations import offer_no_versions_of_translations

        watch_deletions()
        tie_snippets_to_languages()
        leave_glossary_to_translators()
        skip_absent_values()
        follow_nested_values()
        translate_without_deleted_choices()
        keep_drafts_off_the_site()
        keep_aliases_in_other_languages_off_the_site()
        offer_no_versions_of_translations()
        name_drafts_as_their_titles_are_read()
