"""Say in a translator's language what the hub itself has written in a page.

Pages begin with words of the hub: consents, mails, headings, a whole privacy page. Where the hub speaks the
language too, it knows them already, and nobody should have to write them again. Apps tell theirs by the hook
`own_words_of`: called with an object, it returns `None`, or what gives the hub's words for such an object in
a language: as many texts for each language, in the same order, rich ones as markup.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import TranslatableMixin
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.strings import extract_strings

from ..completeness import missing_texts
from ..locale_permissions import AnyUser

OwnWords = Callable[[str], Iterable[str]]
# Taking texts apart is a third of what it takes to start a translation, and each page begins with the same
# few hundred in each language.
MOST_TEXTS = 10_000


def fill_in_own_words(translation: Translation, user: AnyUser | None) -> int:
    """Fill in the missing texts that are the hub's own words in the source, and return how many.

    What an editor has changed in the source is no longer the hub's, and waits for the translator; so does
    what the hub has no words for in that language. Nothing becomes public.
    """
    known = _own_words(translation.source.get_source_instance(), translation.target_locale.language_code)
    filled = 0
    for segment in missing_texts(translation.source, translation.target_locale).select_related("string"):
        if segment.string.data in known:
            # One that is there and has an error is the translator's.
            _row, is_new = StringTranslation.objects.get_or_create(
                translation_of_id=segment.string_id,
                context_id=segment.context_id,
                locale=translation.target_locale,
                defaults={
                    "data": known[segment.string.data],
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MACHINE,
                    # Translators: completes “Translated with …”
                    "tool_name": _("the hub’s own words"),
                    "last_translated_by": user,
                },
            )
            filled += is_new
    return filled


def _own_words(instance: TranslatableMixin, language: str) -> dict[str, str]:
    """Return what the hub says in the language for its own words in the object's; both as translators get it.

    Words that it says in two ways there are left out: nobody knows which is meant.
    """
    known: dict[str, set[str]] = {}
    for own_words_of in hooks.get_hooks("own_words_of"):
        words: OwnWords | None = own_words_of(instance)
        if words is None:
            continue
        # The last is what it says where it has no words for a language.
        in_each = [words(code) for code in (instance.locale.language_code, language, settings.LANGUAGE_CODE)]
        for texts in zip(*in_each, strict=True):
            for source, target, fallback in zip(*map(_parts, texts), strict=False):
                # Some of it is the campaign's own, such as its name: it is the same in each.
                if target != source and (target != fallback or language == settings.LANGUAGE_CODE):
                    known.setdefault(source, set()).add(target)
    return {source: found.pop() for source, found in known.items() if len(found) == 1}


@lru_cache(maxsize=MOST_TEXTS)
def _parts(text: str) -> tuple[str, ...]:
    """Return what translators get of a text, of a rich one each paragraph."""
    _template, strings = extract_strings(text)
    return tuple(string.data for string, _attributes in strings)
