"""Write a translation as a PO file that any program for translators can read."""

import polib
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from ..sources.reading import texts_for

# wagtail-localize's own name for it, so that files of either can be told apart.
TRANSLATION_ID = "X-WagtailLocalize-TranslationID"


def po_file(translation: Translation) -> polib.POFile:
    """Return all texts of the page or snippet as the language has it, with what there is of them.

    A text that stands twice in one place is there once, since GNU's tools take no file with one of them
    twice. What has an error, or waits as a suggestion, is marked as fuzzy; what has left the page is kept as
    obsolete.
    """
    locale = translation.target_locale
    po = polib.POFile(wrapwidth=200)
    po.metadata = {
        "Project-Id-Version": translation.source.object_repr.replace("\n", " "),
        "PO-Revision-Date": timezone.now().strftime("%Y-%m-%d %H:%M%z"),
        "Language": gettext_name(locale),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        TRANSLATION_ID: str(translation.uuid),
    }
    known = {
        (text.context_id, text.translation_of_id): text
        for text in StringTranslation.objects.filter(
            context__object=translation.source.object_id, locale=locale
        ).select_related("context", "translation_of")
    }
    there: set[tuple[int, int]] = set()
    for segment in (
        texts_for(translation.source, locale).select_related("context", "string").order_by("order")
    ):
        place = (segment.context_id, segment.string_id)
        if place in there:
            continue
        there.add(place)
        text = known.get(place)
        po.append(
            polib.POEntry(
                msgctxt=segment.context.path,
                msgid=segment.string.data,
                msgstr=text.data if text else "",
                flags=["fuzzy"] if text and text.data and text.has_error else [],
            )
        )
    for place, text in known.items():
        if place not in there and text.data:
            po.append(
                polib.POEntry(
                    msgctxt=text.context.path, msgid=text.translation_of.data, msgstr=text.data, obsolete=True
                )
            )
    return po


def gettext_name(locale: Locale) -> str:
    """Return the language as gettext names it: `de`, `zh_Hant`."""
    language, _dash, rest = locale.language_code.partition("-")
    return f"{language}_{rest.title() if len(rest) > 2 else rest.upper()}" if rest else str(language)


def file_name(translation: Translation) -> str:
    """Return what the file is called, in the letters of the page's title."""
    title = slugify(translation.source.object_repr, allow_unicode=True)
    return f"{title or translation.source.pk}-{translation.target_locale.language_code}.po"
