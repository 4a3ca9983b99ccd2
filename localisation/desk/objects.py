"""Pages and snippets on the desk: how each stands in each language."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, Site, TranslatableMixin, get_page_models
from wagtail.snippets.models import get_snippet_models

from ..locale_permissions import translatable_snippet_models
from .content import Group, Row, Standing, State, no_address
from .progress import AllProgress, Progress, progress_in

PAGES = "pages"
# What the editor of a translation is asked to show alone.
NEEDS_ME = "show=needs-me"


@dataclass(frozen=True, slots=True)
class Version:
    """A page or snippet in one language."""

    pk: int
    key: UUID
    locale_id: int
    title: str
    is_live: bool
    published_at: datetime | None
    model: type[Model]
    path: str = ""
    depth: int = 0


def object_groups(locales: Collection[Locale], codes: dict[int, str]) -> list[Group]:
    """Return all pages in the order of their tree, and each kind of snippet, as they stand in the languages.

    That is what is public, and what somebody has begun to translate. `codes` are the codes of all languages
    by primary key. Takes six queries, and one for each kind of snippet.
    """
    progress = progress_in(locales)
    groups = [Group(PAGES, _("Pages"), list(_rows(_pages(), progress, locales, codes)))]
    for model in snippet_models():
        rows = sorted(_rows(_snippets(model), progress, locales, codes), key=lambda row: row.title.casefold())
        groups.append(Group(model._meta.label_lower, capfirst(model._meta.verbose_name_plural), rows))
    return groups


def snippet_models() -> list[type[TranslatableMixin]]:
    """Return the kinds of snippets that are translated on their own, and have an editor."""
    return [model for model in translatable_snippet_models() if model in get_snippet_models()]


def page_types() -> list[type[Page]]:
    """Return the kinds of pages that there may be."""
    return [model for model in get_page_models() if not model._meta.abstract and model is not Page]


def _pages() -> list[Version]:
    """Return the pages of all sites, without stand-ins for others, in the order of their tree.

    What lies elsewhere, such as in a bin, no visitor can ever read.
    """
    of_sites = Page.objects.filter(
        translation_key__in=Site.objects.order_by().values("root_page__translation_key")
    )
    homes = tuple(of_sites.order_by().values_list("path", flat=True))
    types = {kind.pk: model for model, kind in ContentType.objects.get_for_models(*page_types()).items()}
    rows = (
        Page.objects.filter(alias_of__isnull=True, depth__gt=1)
        .order_by("path")
        .values_list(
            *("pk", "translation_key", "locale_id", "title", "live", "last_published_at", "content_type_id"),
            *("path", "depth"),
        )
    )
    return [
        Version(pk, key, locale_id, title, live, published_at, types.get(kind, Page), path, depth)
        for pk, key, locale_id, title, live, published_at, kind, path, depth in rows
        if path.startswith(homes)
    ]


def _snippets(model: type[TranslatableMixin]) -> list[Version]:
    """Return all rows of a kind of snippet; their streams are not loaded."""
    streams = [field.name for field in model._meta.get_fields() if isinstance(field, StreamField)]
    return [
        Version(
            row.pk,
            row.translation_key,
            row.locale_id,
            str(row),
            getattr(row, "live", True),
            getattr(row, "last_published_at", None),
            model,
        )
        for row in model._default_manager.defer(*streams).order_by("pk")
    ]


def _rows(
    versions: Iterable[Version], progress: AllProgress, locales: Collection[Locale], codes: dict[int, str]
) -> Iterator[Row]:
    """Yield what there is to translate, in the order of the originals."""
    by_key: dict[UUID, list[Version]] = defaultdict(list)
    for version in versions:
        by_key[version.key].append(version)
    originals = {key: _original(found, progress) for key, found in by_key.items()}
    for key in sorted(originals, key=lambda key: originals[key].path):
        original = originals[key]
        here = {version.locale_id: version for version in by_key[key]}
        # What is no longer public in its own language may be so in another one.
        offered = next((version for version in (original, *by_key[key]) if version.is_live), None)
        standings = {}
        for locale in locales:
            standing = _standing(locale, original, offered, here, progress)
            if standing is not None:
                standings[locale.pk] = standing
        if any(standing.state != State.ORIGINAL for standing in standings.values()):
            yield Row(
                title=original.title,
                standings=standings,
                kind=str(original.model._meta.verbose_name),
                types=frozenset({original.model._meta.label_lower}),
                depth=max(0, original.depth - 2),
                language=codes.get(original.locale_id, ""),
                key=key,
                original=f"{_base_label(original.model)}:{original.pk}",
            )


def _base_label(model: type[Model]) -> str:
    return str((Page if issubclass(model, Page) else model)._meta.label_lower)


def _original(versions: list[Version], progress: AllProgress) -> Version:
    """Return the version that the others are translated from: that, or else the one that was there first."""
    source = progress.sources.get(versions[0].key)
    if source is not None:
        for version in versions:
            if version.locale_id == source.locale_id:
                return version
    return min(versions, key=lambda version: (not version.is_live, version.pk))


def _standing(
    locale: Locale,
    original: Version,
    offered: Version | None,
    here: dict[int, Version],
    progress: AllProgress,
) -> Standing | None:
    """Return how an object stands in a language; nothing where it is no work yet: nobody can read it."""
    target = here.get(locale.pk)
    if target is original:
        return Standing(State.ORIGINAL, edit_url=partial(edit_url, target))
    if target is None:
        if offered is None:
            return None
        return Standing(State.MISSING, edit_url=partial(begin_url, offered, locale.language_code))
    running = progress.running.get((original.key, locale.pk))
    if running is None:
        return Standing(State.LIVE if target.is_live else State.DRAFT, edit_url=partial(edit_url, target))
    return _standing_of_running(locale, target, here.get(running.source.locale_id), running)


def _standing_of_running(
    locale: Locale, target: Version, original: Version | None, running: Progress
) -> Standing:
    source = running.source
    has_changed = (
        original is not None
        and original.published_at is not None
        and original.published_at > source.brought_in_at
    )
    published_at = target.published_at if target.is_live else None
    is_shown = published_at is not None and (
        running.last_change is None or running.last_change <= published_at
    )
    is_complete = running.done >= source.texts
    if has_changed or (published_at is not None and not is_complete):
        state = State.STALE
    elif published_at is None:
        state = State.DRAFT
    else:
        state = State.LIVE
    needs_somebody = state == State.STALE or not is_complete
    return Standing(
        state,
        running.done,
        source.texts,
        is_ready=running.handed_over_at is not None or (is_complete and not is_shown and not has_changed),
        changed_at=running.handed_over_at or running.last_change,
        edit_url=partial(edit_url, target),
        needs_url=partial(edit_url, target, NEEDS_ME) if needs_somebody else no_address,
        update_url=partial(update_url, source.pk, locale.language_code) if has_changed else no_address,
    )


def edit_url(version: Version, query: str = "") -> str:
    """Return where a page or snippet is edited; if it is a translation, its texts."""
    if issubclass(version.model, Page):
        url = reverse("wagtailadmin_pages:edit", args=[version.pk])
    else:
        meta = version.model._meta
        name = f"wagtailsnippets_{meta.app_label}_{meta.model_name}:edit"
        url = reverse(name, args=[quote(version.pk)])
    return f"{url}?{query}" if query else url


def begin_url(version: Version, code: str) -> str:
    """Return where a translation of a page or snippet into a language is begun."""
    if issubclass(version.model, Page):
        url = reverse("wagtail_localize:submit_page_translation", args=[version.pk])
    else:
        meta = version.model._meta
        names = [meta.app_label, meta.model_name, quote(version.pk)]
        url = reverse("wagtail_localize:submit_snippet_translation", args=names)
    return f"{url}?{urlencode({'select_locale': code})}"


def update_url(source: int, code: str) -> str:
    """Return where a source's changes are brought into a language, with the way back to the desk."""
    url = reverse("wagtail_localize:update_translations", args=[source])
    return f"{url}?{urlencode({'next': reverse('localisation_desk'), 'locale': code})}"
