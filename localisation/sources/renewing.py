"""Give some languages the source's words of today, and leave all others with those they have."""

import json
from collections.abc import Iterable

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext as _
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from .models import EarlierSource, EarlierText

# What changes in a page without a word, a picture or a link being another one.
BOOKKEEPING = {
    "alias_of",
    "depth",
    "draft_title",
    "expire_at",
    "expired",
    "first_published_at",
    "go_live_at",
    "has_unpublished_changes",
    "last_published_at",
    "latest_revision",
    "latest_revision_created_at",
    "live",
    "live_revision",
    "locked",
    "locked_at",
    "locked_by",
    "numchild",
    "owner",
    "path",
    "url_path",
}


class OriginalIsGone(ValidationError):
    """Raised when the original was deleted, or lies in the bin: what is there is not what it said."""

    def __init__(self) -> None:
        super().__init__(_("The original was deleted, so there is nothing to bring in."), code="gone")


def original_of(source: TranslationSource) -> TranslatableMixin:
    """Return the page or snippet that is translated; raises `OriginalIsGone` if it is no more."""
    try:
        original: TranslatableMixin = source.get_source_instance()
    except ObjectDoesNotExist as problem:
        raise OriginalIsGone from problem
    if isinstance(original, Page) and not original.live and original.get_url_parts() is None:
        raise OriginalIsGone
    return original


@transaction.atomic
def renew_source(source: TranslationSource, locales: Iterable[Locale]) -> TranslationSource:
    """Take over the source's public words of today for these languages, and return the source as it is then.

    Every other language goes on with the words that it has, until it brings in the changes itself. Raises
    `OriginalIsGone` if there is nothing to take over.
    """
    # Two languages at once: the second waits, and keeps what the first one has made of it.
    source = TranslationSource.objects.select_for_update().get(pk=source.pk)
    now = _words_of(original_of(source))
    renewed = [locale.pk for locale in locales]
    if _content(now) != _content(source.content_json):
        _keep_for_others(source, renewed)
    if json.loads(now) != json.loads(source.content_json) or source.schema_out_of_date():
        source.update_from_db()
    EarlierSource.objects.filter(translation__source=source, translation__target_locale__in=renewed).delete()
    return source


def source_with_words_of_today(instance: TranslatableMixin, locales: Iterable[Locale]) -> TranslationSource:
    """Return the source of an object that is about to be translated into these languages."""
    if isinstance(instance, Page):
        instance = instance.specific
    source = TranslationSource.objects.get_for_instance_or_none(instance)
    if source is not None:
        return renew_source(source, locales)
    created: TranslationSource = TranslationSource.get_or_create_from_instance(instance)[0]
    return created


def _words_of(instance: TranslatableMixin) -> str:
    """Return what the source would hold now, spelled as wagtail-localize does."""
    if isinstance(instance, ClusterableModel):
        return str(instance.to_json())
    return json.dumps(get_serializable_data_for_fields(instance), cls=DjangoJSONEncoder)


def _content(words: str) -> dict[str, object]:
    return {name: value for name, value in json.loads(words).items() if name not in BOOKKEEPING}


def _keep_for_others(source: TranslationSource, renewed: list[int]) -> None:
    """Let every other language that has today's shared words keep them."""
    others = Translation.objects.filter(source=source, earlier_source=None).exclude(target_locale__in=renewed)
    segments = list(StringSegment.objects.filter(source=source).order_by("order"))
    for translation in others:
        earlier = EarlierSource.objects.create(
            translation=translation,
            content_json=source.content_json,
            schema_version=source.schema_version,
            last_updated_at=source.last_updated_at,
        )
        EarlierText.objects.bulk_create(
            EarlierText(
                earlier_source=earlier,
                string_id=segment.string_id,
                context_id=segment.context_id,
                order=segment.order,
                attrs=segment.attrs,
            )
            for segment in segments
        )
