"""Hand pages and snippets to the translators."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from wagtail.models import Locale, TranslatableMixin
from wagtail_localize.models import Translation, TranslationSource

from ..knowledge.suggestions import fill_in_remembered_texts
from ..locale_permissions import AnyUser
from ..workarounds.submitting_publishes import DraftTranslationCreator
from .fill_in_own_words import fill_in_own_words

Submitted = dict[TranslationSource, list[Translation]]


def submit_for_translation(
    instance: TranslatableMixin, locales: Iterable[Locale], user: AnyUser | None
) -> Submitted:
    """Make a draft of the object, and of what it names, in each language; return the translations by source.

    What the hub itself has written in it is filled in where the hub speaks the language.

    Nothing becomes public and nothing that is translated already is touched. Each language is a transaction
    of its own: other editors can save in between, and what is done stays done if a later one fails. Many
    objects at once are a job, see `jobs`.
    """
    submitted: Submitted = defaultdict(list)
    for locale in locales:
        creator = DraftTranslationCreator(user, [locale])
        with transaction.atomic():
            creator.create_translations(instance)
            for translations in creator.mappings.values():
                for translation in translations:
                    fill_in_own_words(translation, user)
                    fill_in_remembered_texts(translation, user)
        for source, translations in creator.mappings.items():
            submitted[source].extend(translations)
    return submitted
