"""The pages, sections and members that are translated into a language, as documents of a bundle."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
    get_edit_url,
)

from ..locale_permissions import AnyUser, may_edit
from ..sources.models import EarlierSource, EarlierText
from .documents import Text

LONGEST_NAME = 60


@dataclass(frozen=True)
class PageText:
    """A text in its place on a page."""

    context: str
    singular: str
    now: tuple[str, ...]
    context_key: int
    string_key: int
    is_sure: bool = True
    plural: str = ""
    comment: str = ""


@dataclass
class PageDocument:
    """A page, or anything else that is translated, in one language."""

    translation: Translation
    target: TranslatableMixin
    texts: list[PageText] = field(default_factory=list)
    plural_rule: str = ""

    @property
    def id(self) -> str:
        """What wagtail-localize calls the translation."""
        return str(self.translation.uuid)

    @property
    def title(self) -> str:
        """The page's title in the language that it is translated from."""
        return str(self.translation.source.object_repr)

    @property
    def file_name(self) -> str:
        """Its kind and its title, with a number that no other has."""
        kind = "pages" if isinstance(self.target, Page) else str(type(self.target)._meta.model_name)
        name = slugify(self.title, allow_unicode=True)[:LONGEST_NAME].strip("-")
        return f"{kind}/{self.translation.pk:05d}-{name}".rstrip("-")

    @property
    def url(self) -> str:
        """Where it is translated."""
        return str(get_edit_url(self.target))

    @transaction.atomic
    def take(self, text: Text, words: Sequence[str], user: AnyUser, *, is_sure: bool) -> bool:
        """Write the text into the translation, as its editor does. Nothing public changes."""
        own = cast(PageText, text)
        place = {
            "locale_id": self.translation.target_locale_id,
            "context_id": own.context_key,
            "translation_of_id": own.string_key,
        }
        there = StringTranslation.objects.select_for_update().filter(**place).first()
        if (there.data if there else "",) != own.now:
            return False
        row = there or StringTranslation(**place)
        row.data = words[0]
        row.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
        # Translators: completes “Translated with …”
        row.tool_name = _("a PO file")
        row.last_translated_by = user
        row.has_error = not is_sure
        row.field_error = "" if is_sure else _("A suggestion, marked as uncertain. Read it and save it.")
        row.save()
        return True


def page_documents(locale: Locale, user: AnyUser) -> Iterator[PageDocument]:
    """Yield whatever is being translated into the language and the user may change, by its title.

    Takes as many queries however many texts there are.
    """
    translations = list(
        Translation.objects.filter(target_locale=locale, enabled=True)
        .select_related("source__specific_content_type", "target_locale")
        .order_by("source__object_repr", "pk")
    )
    targets = _targets(translations, locale)
    documents = {
        translation.source_id: PageDocument(translation, target)
        for translation in translations
        if (target := targets.get(translation.source.object_id)) is not None and may_edit(user, target)
    }
    for source, text in _texts(list(documents), locale):
        documents[source].texts.append(text)
    yield from documents.values()


def _targets(translations: list[Translation], locale: Locale) -> dict[object, TranslatableMixin]:
    """Return what the translations fill, by its translation key."""
    keys = defaultdict(list)
    for translation in translations:
        model = translation.source.specific_content_type.model_class()
        if model is not None:
            keys[Page if issubclass(model, Page) else model].append(translation.source.object_id)
    return {
        row.translation_key: row
        for model, wanted in keys.items()
        for row in model.objects.filter(translation_key__in=wanted, locale=locale)
    }


def _texts(sources: list[int], locale: Locale) -> Iterator[tuple[int, PageText]]:
    """Yield the texts of sources as the language has them, in the order of their pages, each once."""
    said = {
        (row.context_id, row.translation_of_id): row
        for row in StringTranslation.objects.filter(
            locale=locale,
            context__object__in=TranslationSource.objects.filter(pk__in=sources).values("object"),
        )
    }
    seen: set[tuple[int, int]] = set()
    for source, segment in _segments(sources, locale):
        place = (segment.context_id, segment.string_id)
        if place not in seen:
            seen.add(place)
            row = said.get(place)
            text = PageText(
                context=segment.context.path,
                singular=segment.string.data,
                now=(row.data if row else "",),
                context_key=segment.context_id,
                string_key=segment.string_id,
                is_sure=row is None or not row.has_error,
            )
            yield source, text


def _segments(sources: list[int], locale: Locale) -> Iterator[tuple[int, StringSegment | EarlierText]]:
    """Yield what `texts_for` returns of each source, in three queries for all of them."""
    behind = dict(
        EarlierSource.objects.filter(
            translation__source__in=sources, translation__target_locale=locale
        ).values_list("pk", "translation__source_id")
    )
    shared = StringSegment.objects.filter(source__in=set(sources) - set(behind.values()))
    for segment in shared.select_related("context", "string").order_by("source", "order"):
        yield segment.source_id, segment
    earlier = EarlierText.objects.filter(earlier_source__in=behind)
    for text in earlier.select_related("context", "string").order_by("earlier_source", "order"):
        yield behind[text.earlier_source_id], text
