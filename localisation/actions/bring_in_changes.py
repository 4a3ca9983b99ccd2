"""Give translators what has changed in the source since it was submitted."""

from collections.abc import Iterable

from django.db import transaction
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from ..knowledge.suggestions import fill_in_remembered_texts
from ..locale_permissions import AnyUser, locales_to_work_in, may_publish
from ..sources.renewing import renew_source
from .fill_in_own_words import fill_in_own_words


@transaction.atomic
def bring_in_changes(
    source: TranslationSource, user: AnyUser, locales: Iterable[Locale] | None = None
) -> list[Translation]:
    """Take over the source's public words for these languages and return its running translations there.

    Without `locales`, those that the user works in; no other language notices. New texts wait there, but for
    the hub's own words where it speaks the language and for what was said before; what was translated and has
    not changed stays translated. Public pages stay as they are until somebody publishes them. Who may see a
    page follows the source only where the user may publish, since that is public too.
    """
    languages = list(locales_to_work_in(user) if locales is None else locales)
    source = renew_source(source, languages)
    running = source.translations.filter(enabled=True, target_locale__in=languages)
    translations = list(running.select_related("source", "target_locale"))
    for translation in translations:
        fill_in_own_words(translation, user)
        fill_in_remembered_texts(translation, user)
        if may_publish(user, translation.get_target_instance()):
            source.update_target_view_restrictions(translation.target_locale)
    return translations
