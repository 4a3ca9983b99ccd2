"""Many pages in many languages, by inserts alone: what hours of submitting and translating leave behind."""

from collections.abc import Sequence
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    String,
    StringSegment,
    StringTranslation,
    TranslatableObject,
    Translation,
    TranslationContext,
    TranslationSource,
)

from home.models import ContentPage, HomePage

CODES = "bg cs da de el es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv uk"
MANY_LANGUAGES = CODES.split()


def translate_in_bulk(home: HomePage, pages: int, locales: Sequence[Locale], texts: int = 12) -> None:
    """Make public pages of so many texts each below the home page, and public translations of all of them.

    No page has any content, nor a source of its own: that is nothing to whoever only lists and counts.
    """
    originals = []
    for number in range(pages):
        page = ContentPage(title=f"Page {number}", slug=f"bulk-{number}", last_published_at=timezone.now())
        originals.append(home.add_child(instance=page))
    sources = _sources(originals)
    Translation.objects.bulk_create(
        Translation(source=source, target_locale=locale) for source in sources for locale in locales
    )
    _translate(sources, locales, texts)
    for locale in locales:
        _copy_pages(originals, home.get_translation_or_none(locale) or home.copy_for_translation(locale))


def _sources(originals: Sequence[Page]) -> list[TranslationSource]:
    base, kind = (ContentType.objects.get_for_model(model) for model in (Page, ContentPage))
    objects = TranslatableObject.objects.bulk_create(
        TranslatableObject(translation_key=page.translation_key, content_type=base) for page in originals
    )
    return list(
        TranslationSource.objects.bulk_create(
            TranslationSource(
                object=each,
                locale=page.locale,
                specific_content_type=kind,
                object_repr=page.title,
                content_json="{}",
                last_updated_at=timezone.now(),
            )
            for page, each in zip(originals, objects, strict=True)
        )
    )


def _translate(sources: Sequence[TranslationSource], locales: Sequence[Locale], texts: int) -> None:
    places = [(source, number) for source in sources for number in range(texts)]
    contexts = TranslationContext.objects.bulk_create(
        TranslationContext(object_id=source.object_id, path=f"text-{number}", path_id=uuid4(), field_path="")
        for source, number in places
    )
    # Every page says some of what others say.
    strings = String.objects.bulk_create(
        String(locale=sources[0].locale, data=f"Text {number}", data_hash=uuid4())
        for number in range(len(places) // 2)
    )
    said = [strings[number % len(strings)] for number in range(len(places))]
    StringSegment.objects.bulk_create(
        StringSegment(source=source, context=context, string=string, order=number, attrs="{}")
        for (source, number), context, string in zip(places, contexts, said, strict=True)
    )
    StringTranslation.objects.bulk_create(
        (
            StringTranslation(
                translation_of=string,
                context=context,
                locale=locale,
                data=f"{locale.language_code} {string.data}",
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )
            for context, string in zip(contexts, said, strict=True)
            for locale in locales
        ),
        batch_size=2000,
    )


def _copy_pages(originals: Sequence[Page], parent: Page) -> None:
    """Make a page for each original; not the row that its type has of its own, which no list needs."""
    parent = Page.objects.get(pk=parent.pk)
    Page.objects.bulk_create(
        Page(
            title=f"{parent.locale.language_code} {page.title}",
            draft_title=page.title,
            slug=page.slug,
            locale=parent.locale,
            translation_key=page.translation_key,
            content_type=page.content_type,
            path=Page._get_path(parent.path, parent.depth + 1, number),
            depth=parent.depth + 1,
            url_path=f"{parent.url_path}{page.slug}/",
            last_published_at=timezone.now(),
        )
        for number, page in enumerate(originals, start=parent.numchild + 1)
    )
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(originals))
