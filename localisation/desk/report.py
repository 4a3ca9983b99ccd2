"""Reports → Translations: wagtail-localize's own list, asked for at once instead of line by line.

Upstream looks up, for each of fifty lines, the original, the translation twice, both languages, the kind, and
counts the texts: 409 queries for a page of the report. Here what a page of it shows is read together.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.models import Translation, get_edit_url
from wagtail_localize.views.report import TranslationsReportView

Place = tuple[UUID, int]


@dataclass(frozen=True)
class Line:
    """A line of the report. An address is empty where what it would lead to is gone."""

    kind: str
    source: str
    source_language: str
    source_url: str
    target: str
    target_language: str
    target_url: str
    status: str


class ReportView(TranslationsReportView):
    """All running translations and how far they are."""

    results_template_name = "localisation/desk/report_results.html"

    def get_queryset(self) -> "QuerySet[Translation]":
        """Return the translations that are asked for."""
        return super().get_queryset().select_related("source__locale", "target_locale").order_by("pk")

    def get_context_data(self, *args: object, **kwargs: object) -> dict[str, Any]:
        """Add the lines of this page of the report."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        context["lines"] = lines_of(context["object_list"])
        return context


def lines_of(translations: Iterable[Translation]) -> list[Line]:
    """Return the lines for translations. Takes a query for each kind of snippet among them, one for pages."""
    chosen = list(translations)
    found = _instances(chosen)
    return [
        Line(
            kind=capfirst(_kind(translation)),
            source=translation.source.object_repr,
            source_language=str(translation.source.locale),
            source_url=_url(found.get((translation.source.object_id, translation.source.locale_id))),
            target=_title(found.get((translation.source.object_id, translation.target_locale_id))),
            target_language=str(translation.target_locale),
            target_url=_url(found.get((translation.source.object_id, translation.target_locale_id))),
            # Annotated by upstream, in the same query.
            status=_("Waiting for translations") if translation.waiting_for_translation else _("Up to date"),
        )
        for translation in chosen
    ]


def _instances(translations: Iterable[Translation]) -> dict[Place, TranslatableMixin]:
    """Return the originals and translations, by object and language."""
    keys: dict[type[TranslatableMixin], set[UUID]] = defaultdict(set)
    for translation in translations:
        model = _model(translation)
        if model is not None:
            keys[Page if issubclass(model, Page) else model].add(translation.source.object_id)
    return {
        (instance.translation_key, instance.locale_id): instance
        for model, wanted in keys.items()
        for instance in model._default_manager.filter(translation_key__in=wanted)
    }


def _model(translation: Translation) -> type[TranslatableMixin] | None:
    # Django keeps the types that it has looked up, but only for who asks by this function.
    model: type[TranslatableMixin] | None = ContentType.objects.get_for_id(
        translation.source.specific_content_type_id
    ).model_class()
    return model


def _kind(translation: Translation) -> str:
    model = _model(translation)
    return str(model._meta.verbose_name) if model is not None else ""


def _title(instance: TranslatableMixin | None) -> str:
    if instance is None:
        return ""
    return str(instance.get_admin_display_title() if isinstance(instance, Page) else instance)


def _url(instance: TranslatableMixin | None) -> str:
    return (get_edit_url(instance) or "") if instance is not None else ""
