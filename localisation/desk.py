"""What there is to do for a translator, by language.

Translators see no page of another language in the list of pages, so they need a place that shows what waits
for them. All numbers of one language take a handful of queries, however many pages there are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.admin.utils import quote
from django.db.models import Case, Count, Exists, IntegerField, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import StringSegment, StringTranslation, Translation, get_edit_url

from .locale_permissions import translatable_snippet_models
from .sources.models import EarlierSource, EarlierText


@dataclass(frozen=True)
class Task:
    """One page or snippet, how it stands, and the address where the next step is taken."""

    title: str
    kind: str
    state: str
    step: str
    url: str
    sync_url: str = ""


@dataclass(frozen=True)
class Desk:
    """All tasks of a language."""

    locale: Locale
    to_start: list[Task]
    to_finish: list[Task]
    done: list[Task]

    @property
    def is_unasked(self) -> bool:
        """Whether it is the hub's own language, and nobody has begun a page in it."""
        if not self.locale.is_default or self.to_finish:
            return False
        return not Page.objects.filter(locale=self.locale, live=True, depth__gt=1).exists()


START = gettext_lazy("Translate")
GO_ON = gettext_lazy("Go on translating")
PUBLISH = gettext_lazy("Read it again and publish")
LOOK = gettext_lazy("Look at it again")


def desk_for(locale: Locale) -> Desk:
    """Return what there is to translate into a language, what to finish, and what is done."""
    to_finish: list[Task] = []
    done: list[Task] = []
    for task, is_done in sorted(_running(locale), key=lambda entry: entry[0].title.casefold()):
        (done if is_done else to_finish).append(task)
    return Desk(locale, list(_not_started(locale)), to_finish, done)


def _not_started(locale: Locale) -> Iterator[Task]:
    """Yield what is public in another language and has no words in this one."""
    pages = Page.objects.filter(live=True, alias_of__isnull=True, depth__gt=1).order_by("path")
    models = [model for model in translatable_snippet_models() if model in get_snippet_models()]
    for rows in [pages, *(_public_rows(model) for model in models)]:
        there = rows.model.objects.filter(locale=locale, translation_key=OuterRef("translation_key"))
        if rows.model is Page:
            there = there.filter(alias_of__isnull=True)
        seen: set[UUID] = set()
        for row in rows.exclude(locale=locale).filter(~Exists(there)).select_related("locale"):
            # What exists in several languages is offered once, in the one that it was first written in.
            if row.translation_key not in seen:
                seen.add(row.translation_key)
                yield Task(
                    title=str(row),
                    kind=_kind(type(row) if rows.model is not Page else row.specific_class),
                    state=gettext("in %(language)s") % {"language": row.locale.get_display_name()},
                    step=str(START),
                    url=f"{_submit_url(row)}?select_locale={locale.language_code}",
                )


def _public_rows(model: type[TranslatableMixin]) -> "QuerySet[TranslatableMixin]":
    rows = model.objects.order_by("pk")
    return rows.filter(live=True) if any(field.name == "live" for field in model._meta.get_fields()) else rows


def _submit_url(row: TranslatableMixin) -> str:
    if isinstance(row, Page):
        return reverse("wagtail_localize:submit_page_translation", args=[row.pk])
    return reverse(
        "wagtail_localize:submit_snippet_translation",
        args=[row._meta.app_label, row._meta.model_name, quote(row.pk)],
    )


def _running(locale: Locale) -> Iterator[tuple[Task, bool]]:
    """Yield each running translation, and whether there is nothing left to do."""
    translations = list(
        Translation.objects.filter(target_locale=locale, enabled=True)
        .select_related("source__specific_content_type", "source__locale")
        .annotate(
            is_behind=Exists(EarlierSource.objects.filter(translation=OuterRef("pk"))),
            missing=_missing_texts(locale),
            last_change=_last_change(locale),
        )
        .order_by("pk")
    )
    targets, sources = _instances(translations, locale)
    for translation in translations:
        target = targets.get(translation.source.object_id)
        if target is None:
            continue
        changed = translation.is_behind or _changed_since_sync(
            translation, sources.get(translation.source_id)
        )
        published = target.last_published_at if getattr(target, "live", True) else None
        up_to_date = published is not None and (
            translation.last_change is None or translation.last_change <= published
        )
        if translation.missing:
            state = ngettext(
                "%(number)d text to translate", "%(number)d texts to translate", translation.missing
            ) % {"number": translation.missing}
            step = GO_ON
        elif not up_to_date:
            state, step = gettext("translated, not public yet"), PUBLISH
        else:
            state, step = gettext("public"), LOOK
        if changed:
            state = gettext("%(state)s; the original has changed") % {"state": state}
        task = Task(
            title=str(target),
            kind=_kind(translation.source.specific_content_type.model_class()),
            state=state,
            step=str(step),
            url=get_edit_url(target),
            sync_url=reverse("wagtail_localize:update_translations", args=[translation.source_id])
            if changed
            else "",
        )
        yield task, up_to_date and not translation.missing and not changed


def _missing_texts(locale: Locale) -> Case:
    """Return how many texts of a translation's source, as the language has it, have no usable translation."""
    usable = StringTranslation.objects.filter(
        translation_of=OuterRef("string"), context=OuterRef("context"), locale=locale, has_error=False
    ).exclude(data="")

    def number(texts: QuerySet[StringSegment] | QuerySet[EarlierText], owner: str) -> Coalesce:
        missing = texts.filter(~Exists(usable)).order_by().values(owner).annotate(count=Count("pk"))
        return Coalesce(Subquery(missing.values("count"), output_field=IntegerField()), 0)

    return Case(
        When(
            is_behind=True,
            then=number(
                EarlierText.objects.filter(earlier_source__translation=OuterRef("pk")), "earlier_source"
            ),
        ),
        default=number(StringSegment.objects.filter(source=OuterRef("source")), "source"),
    )


def _last_change(locale: Locale) -> Subquery:
    """Return when a text of the translation was last written."""
    texts = StringTranslation.objects.filter(context__object=OuterRef("source__object"), locale=locale)
    return Subquery(texts.order_by("-updated_at").values("updated_at")[:1])


def _instances(
    translations: list[Translation], locale: Locale
) -> tuple[dict[UUID, TranslatableMixin], dict[int, TranslatableMixin]]:
    """Return the targets by translation key, and the originals by primary key of their source."""
    by_model: dict[type[TranslatableMixin], list[Translation]] = {}
    for translation in translations:
        model = translation.source.specific_content_type.model_class()
        by_model.setdefault(Page if issubclass(model, Page) else model, []).append(translation)
    targets: dict[UUID, TranslatableMixin] = {}
    sources: dict[int, TranslatableMixin] = {}
    for model, found in by_model.items():
        rows = list(
            model.objects.filter(translation_key__in=[translation.source.object_id for translation in found])
        )
        by_place = {(row.translation_key, row.locale_id): row for row in rows}
        for translation in found:
            key = translation.source.object_id
            if (key, locale.pk) in by_place:
                targets[key] = by_place[key, locale.pk]
            if (key, translation.source.locale_id) in by_place:
                sources[translation.source_id] = by_place[key, translation.source.locale_id]
    return targets, sources


def _changed_since_sync(translation: Translation, original: TranslatableMixin | None) -> bool:
    published: datetime | None = getattr(original, "last_published_at", None)
    return published is not None and published > translation.source.last_updated_at


def _kind(model: type[TranslatableMixin] | None) -> str:
    return str(model._meta.verbose_name) if model else ""
