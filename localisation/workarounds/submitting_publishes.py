"""Submitting a page for translation makes drafts of today's words, and touches nothing that exists.

`TranslationCreator` publishes each translation as soon as it is submitted if the source is public: the
permission to submit is enough to put a whole site in another language's name on the web. For a language
that comes later it takes the words that were submitted for the first language, however old. And with
"Include subtree" it overwrites pages that somebody has translated by hand.

The hub submits with the class below. What else calls upstream's functions makes drafts as well, since the
setting `WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE` is off.

Upstream: https://github.com/wagtail/wagtail-localize/issues/655 and
https://github.com/mozilla/bedrock/issues/15345 (publishing),
https://github.com/wagtail/guide/issues/293 and
https://github.com/wagtail/wagtail-localize/issues/861 (old words).
"""

from wagtail.models import DraftStateMixin, Locale, Page, TranslatableMixin
from wagtail_localize import operations
from wagtail_localize.models import Translation

from ..sources.renewing import source_with_words_of_today


class DraftTranslationCreator(operations.TranslationCreator):
    """Submits objects for translation into some languages, as drafts, and leaves translated ones alone."""

    def create_translations(self, instance: TranslatableMixin, include_related_objects: bool = True) -> None:
        """Submit an object and the translatable objects that it names."""
        if isinstance(instance, Page):
            instance = instance.specific
        if instance.translation_key in self.seen_objects:
            return
        self.seen_objects.add(instance.translation_key)
        locales = [locale for locale in self.target_locales if not is_translated(instance, locale)]
        if not locales:
            return
        source = source_with_words_of_today(instance, locales)
        if include_related_objects:
            for segment in source.relatedobjectsegment_set.all():
                self.create_translations(
                    segment.object.get_instance(instance.locale), include_related_objects=False
                )
        for locale in locales:
            translation, _created = Translation.objects.update_or_create(
                source=source, target_locale=locale, defaults={"enabled": True}
            )
            self.mappings[source].append(translation)
            translation.save_target(user=self.user, publish=not isinstance(instance, DraftStateMixin))


def is_translated(instance: TranslatableMixin, locale: Locale) -> bool:
    """Tell whether the object exists in that language in words of its own; an alias has none."""
    found = type(instance).objects.filter(translation_key=instance.translation_key, locale=locale)
    if isinstance(instance, Page):
        found = found.filter(alias_of__isnull=True)
    return bool(found.exists())
