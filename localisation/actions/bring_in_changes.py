"""Give translators what has changed in the source since it was submitted."""

from django.db import transaction
from wagtail_localize.models import Translation, TranslationSource

from ..locale_permissions import AnyUser, may_publish
from .fill_in_own_words import fill_in_own_words


@transaction.atomic
def bring_in_changes(source: TranslationSource, user: AnyUser) -> list[Translation]:
    """Take over the source's public words and return its running translations.

    New texts wait in every language, but for the hub's own words where it speaks the language; what was
    translated and has not changed stays translated. Public pages stay as they are until somebody publishes
    them. Who may see a page follows the source only where the user may publish, since that is public too.
    """
    source.update_from_db()
    translations = list(source.translations.filter(enabled=True).select_related("source", "target_locale"))
    for translation in translations:
        fill_in_own_words(translation, user)
        if may_publish(user, translation.get_target_instance()):
            source.update_target_view_restrictions(translation.target_locale)
    return translations
