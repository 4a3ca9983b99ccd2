"""The translation memory: how the same, or nearly the same, has been said in a language before."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, IntegerField, QuerySet, Value, When
from wagtail.models import Locale
from wagtail_localize.models import String, StringTranslation
from wagtail_localize.strings import extract_ids

from .public_texts import shown_elsewhere
from .remembering import similar_texts

MOST_MATCHES = 5
# One text can stand on hundreds of pages.
MOST_TRANSLATIONS = 300
MOST_TEXTS = 40
LINK = re.compile(r'<a id="([^"]*)">(.*?)</a>', re.DOTALL)


@dataclass(frozen=True)
class Match:
    """An earlier translation: of what, which, how similar its source is in percent, and on what page."""

    source: str
    translation: str
    similarity: int
    where: str


def matches(
    source_text: str,
    source_locale: Locale,
    locale: Locale,
    leave_out: StringTranslation | None = None,
    within: UUID | None = None,
) -> list[Match]:
    """Return at most five earlier translations of texts like this one, the most similar first.

    Only what visitors may read, or could at some time, is remembered; and what is written on the page
    `within` (its translation key), which whoever asks is working on. The texts are as translators write them.
    Links that the new text doesn't have are taken out of its translations.
    """
    similarities = _best(similar_texts(source_text, source_locale))
    texts = _most_similar_first(_usable(similarities, locale), similarities)
    if leave_out is not None:
        texts = texts.exclude(pk=leave_out.pk)
    chosen = list(texts[:MOST_TRANSLATIONS])
    places = shown_elsewhere(chosen, source_locale, within)
    links = extract_ids(source_text)
    found: dict[str, Match] = {}
    for text in sorted(chosen, key=lambda text: _order(text, similarities)):
        translation = with_known_links(text.data, links)
        if text.pk in places and translation not in found:
            found[translation] = Match(
                source=text.translation_of.data,
                translation=translation,
                similarity=similarities[text.translation_of_id],
                where=places[text.pk],
            )
    return list(found.values())[:MOST_MATCHES]


def exact_translations(
    strings: list[String], source_locale: Locale, locale: Locale, within: UUID | None = None
) -> dict[int, list[StringTranslation]]:
    """Return the earlier translations of these very texts by the texts' primary keys, the newest first."""
    texts = list(_usable([string.pk for string in strings], locale).order_by("-updated_at", "-pk"))
    places = shown_elsewhere(texts, source_locale, within)
    found: dict[int, list[StringTranslation]] = {}
    for text in texts:
        if text.pk in places:
            found.setdefault(text.translation_of_id, []).append(text)
    return found


def _usable(texts: Iterable[int], locale: Locale) -> "QuerySet[StringTranslation]":
    """Return what can be offered of the translations of texts, given by primary key."""
    usable: QuerySet[StringTranslation] = (
        StringTranslation.objects.filter(
            translation_of__in=list(texts),
            locale=locale,
            has_error=False,
            context__isnull=False,
            # What nobody has read is worth nothing yet.
            unread__isnull=True,
        )
        .exclude(data="")
        .select_related("translation_of", "context__object__content_type")
    )
    return usable


def _most_similar_first(
    texts: "QuerySet[StringTranslation]", similarities: dict[int, int]
) -> "QuerySet[StringTranslation]":
    if not similarities:
        return texts.none()
    percent = Case(
        *[When(translation_of=pk, then=Value(percent)) for pk, percent in similarities.items()],
        output_field=IntegerField(),
    )
    return texts.order_by(percent.desc(), "-updated_at", "-pk")


def _best(similarities: dict[int, int]) -> dict[int, int]:
    return dict(sorted(similarities.items(), key=lambda entry: -entry[1])[:MOST_TEXTS])


def _order(text: StringTranslation, similarities: dict[int, int]) -> tuple[int, bool, float]:
    """Return what puts the most similar first, and of those what a person wrote, and of those the newest."""
    return (
        -similarities[text.translation_of_id],
        text.translation_type != StringTranslation.TRANSLATION_TYPE_MANUAL,
        -text.updated_at.timestamp(),
    )


def with_known_links(translation: str, links: set[str]) -> str:
    """Return a translation without the links that aren't among these; their words stay."""
    return LINK.sub(lambda link: link[0] if link[1] in links else link[2], translation)
