"""Which texts a translation still lacks.

wagtail-localize fills each gap with the source's words when it publishes. A page that is announced as German
would then speak English in places, and a German sentence that stood there before would be gone.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import ngettext
from wagtail.models import Locale, TranslatableMixin
from wagtail_localize.models import Translation, TranslationSource

from .sources.reading import texts_for


class IncompleteTranslation(ValidationError):
    """Raised when a translation that lacks texts is about to be published.

    A `ValidationError`, because that is what every caller of `save_target()` is prepared for.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(
            ngettext(
                "%(number)d text is not translated yet, or has an error.",
                "%(number)d texts are not translated yet, or have an error.",
                count,
            ),
            code="incomplete",
            params={"number": count},
        )


def missing_texts(source: TranslationSource, locale: Locale) -> "QuerySet[Any]":
    """Return the texts of a source, as the language has it, that have no usable translation."""
    texts: Any = texts_for(source, locale)
    found: QuerySet[Any] = texts.annotate_translation(locale).filter(
        Q(translation__isnull=True) | Q(translation="")
    )
    return found


def check_complete(source: TranslationSource, locale: Locale) -> None:
    """Raise `IncompleteTranslation` if publishing would put words of the source's language on the page."""
    count = missing_texts(source, locale).count()
    if count:
        raise IncompleteTranslation(count)


def translation_of(target: TranslatableMixin) -> Translation | None:
    """Return the running translation that fills a page or snippet, if there is one."""
    return (
        Translation.objects.filter(
            source__object_id=target.translation_key, target_locale_id=target.locale_id, enabled=True
        )
        .select_related("source", "target_locale")
        .first()
    )
