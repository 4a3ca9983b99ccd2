"""Which translations may be shown to whoever translates into a language.

A translator may read nothing of a page that they have no rights on, other than what visitors may. So a text
is shown elsewhere only if its page is public in the source's language, or was, and if it has not been changed
since its own page was last published: what is in work stays on its page. What stands behind a password is
shown nowhere else.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet
from wagtail.models import DraftStateMixin, Locale, Page, PageViewRestriction
from wagtail_localize.models import StringTranslation, TranslatableObject


@dataclass(frozen=True)
class Published:
    """What visitors know, or knew, of an object in a language. Without a day it needs no publishing."""

    title: str
    last_published_at: datetime | None


def shown_elsewhere(
    texts: Iterable[StringTranslation], source_locale: Locale, within: UUID | None = None
) -> dict[int, str]:
    """Return by primary key where each text stands, of those that may be shown.

    The texts are of one language, and come with their `context` and its `object`. Those of the object
    `within`, given by its translation key, are always shown.
    """
    chosen = list(texts)
    if not chosen:
        return {}
    locale_id = chosen[0].locale_id
    published = _published({text.context.object for text in chosen}, [source_locale.pk, locale_id])
    shown = {}
    for text in chosen:
        key = text.context.object_id
        target = published.get((key, locale_id))
        is_public = (
            target is not None
            and (key, source_locale.pk) in published
            and (target.last_published_at is None or text.updated_at <= target.last_published_at)
        )
        if is_public or key == within:
            shown[text.pk] = target.title if target else ""
    return shown


def _published(
    objects: Iterable[TranslatableObject], locale_ids: list[int]
) -> dict[tuple[UUID, int], Published]:
    """Return what is or was public, by translation key and language."""
    keys: dict[type[Model], list[UUID]] = defaultdict(list)
    for found in objects:
        model = found.content_type.model_class()
        if model is not None:
            keys[model].append(found.translation_key)
    return {
        place: published
        for model, of_model in keys.items()
        for place, published in _published_of(model, of_model, locale_ids)
    }


def _published_of(
    model: type[Model], keys: list[UUID], locale_ids: list[int]
) -> Iterator[tuple[tuple[UUID, int], Published]]:
    rows: QuerySet[Any] = model._default_manager.filter(translation_key__in=keys, locale_id__in=locale_ids)
    private: tuple[str, ...] = ()
    if issubclass(model, DraftStateMixin):
        rows = rows.filter(first_published_at__isnull=False)
    if issubclass(model, Page):
        rows = rows.filter(alias_of__isnull=True)
        private = tuple(PageViewRestriction.objects.values_list("page__path", flat=True))
    for row in rows:
        # The path of a page begins with those of the pages above it.
        if not (private and row.path.startswith(private)):
            place = (row.translation_key, row.locale_id)
            yield place, Published(str(row), getattr(row, "last_published_at", None))
