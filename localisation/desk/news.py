"""What is new in the originals, for whoever works in a language."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from wagtail.models import Locale, Page

from .content import Standing, State
from .matrix import Matrix
from .models import OriginalChange
from .objects import Version, edit_url, snippet_models

Deed = OriginalChange.Deed
KEPT_FOR = timedelta(days=30)
# A later one of these says that an earlier one no longer holds.
SUCCESSIVE = {Deed.PUBLISHED, Deed.CHANGED, Deed.UNPUBLISHED, Deed.DELETED}


@dataclass(frozen=True)
class Item:
    """One thing that is new, and where it is in the language."""

    title: str
    language: str
    url: str
    # When it became so, if that is known.
    since: datetime | None = None


@dataclass(frozen=True)
class News:
    """What is new for a language: what was done with which originals, and what waits."""

    locale: Locale
    items: Mapping[Deed, list[Item]]
    ready: list[Item] = field(default_factory=list)
    waiting: int = 0

    @property
    def count(self) -> int:
        """How many things are new."""
        return sum(map(len, self.items.values()))

    def __bool__(self) -> bool:
        return bool(self.count or self.ready)


def changes_since(moment: datetime) -> list[OriginalChange]:
    """Return what was done with originals, in the order in which it was done."""
    return list(
        OriginalChange.objects.filter(happened_at__gt=moment)
        .select_related("locale")
        .order_by("happened_at", "pk")
    )


def news_for(locales: Collection[Locale], matrix: Matrix, changes: Iterable[OriginalChange]) -> list[News]:
    """Return what is new in each language: of what was done, what still matters there; and what is ready.

    A change that was brought in and translated meanwhile is no news, nor is a page that was published and
    deleted. What was deleted, moved or taken off the site is told to languages that have it.
    """
    latest = _latest(changes)
    left = _what_is_left_of([key for key, deeds in latest.items() if Deed.DELETED in deeds], locales)
    return [_news_for(locale, matrix, latest, left) for locale in locales]


def _latest(changes: Iterable[OriginalChange]) -> dict[UUID, dict[Deed, OriginalChange]]:
    """Return what each object has gone through, without what no longer holds."""
    found: dict[UUID, dict[Deed, OriginalChange]] = defaultdict(dict)
    for change in changes:
        deed, deeds = Deed(change.deed), found[change.translation_key]
        if deed == Deed.CHANGED and Deed.PUBLISHED in deeds:
            # Who has not seen it yet, to them it is new.
            deed = Deed.PUBLISHED
        if deed in SUCCESSIVE:
            for earlier in SUCCESSIVE & set(deeds):
                del deeds[earlier]
        if deed == Deed.DELETED:
            deeds.clear()
        deeds[deed] = change
    return found


def _what_is_left_of(keys: Collection[UUID], locales: Collection[Locale]) -> dict[tuple[UUID, int], str]:
    """Return where the translations of deleted originals are edited, by object and language."""
    if not keys:
        return {}
    found: dict[tuple[UUID, int], str] = {}
    for model in (Page, *snippet_models()):
        rows = model._default_manager.filter(translation_key__in=keys, locale__in=locales)
        if model is Page:
            rows = rows.filter(alias_of__isnull=True)
        for pk, key, locale_id in rows.values_list("pk", "translation_key", "locale_id"):
            found[key, locale_id] = edit_url(Version(pk, key, locale_id, "", False, None, model))
    return found


def _news_for(
    locale: Locale,
    matrix: Matrix,
    latest: Mapping[UUID, Mapping[Deed, OriginalChange]],
    left: Mapping[tuple[UUID, int], str],
) -> News:
    standings = {row.key: standing for row, standing in matrix.standings_in(locale)}
    items: dict[Deed, list[Item]] = {}
    for key, deeds in latest.items():
        for done, change in deeds.items():
            standing = standings.get(key)
            deed = _deed_in(done, standing)
            if deed is None or change.locale_id == locale.pk:
                continue
            url = standing.edit_url() if standing is not None else left.get((key, locale.pk), "")
            if url:
                item = Item(change.title, change.locale.language_code, url, change.happened_at)
                items.setdefault(deed, []).append(item)
    ready = [
        Item(row.title, row.language, standing.edit_url(), standing.changed_at)
        for row, standing in matrix.standings_in(locale)
        if standing.is_ready
    ]
    waiting = sum(standing.is_waiting for standing in standings.values())
    in_order = {deed: items[deed] for deed in Deed if deed in items}
    return News(locale, in_order, ready, waiting)


def _deed_in(deed: Deed, standing: Standing | None) -> Deed | None:
    """Return what the deed is to a language; nothing if it is no news there."""
    if deed == Deed.DELETED:
        return deed
    if standing is None or standing.state == State.ORIGINAL:
        return None
    if standing.state == State.MISSING:
        return Deed.PUBLISHED if deed in (Deed.PUBLISHED, Deed.CHANGED) else None
    if deed in (Deed.PUBLISHED, Deed.CHANGED):
        return Deed.CHANGED if standing.state == State.STALE else None
    return deed


def forget_old_changes(moment: datetime) -> int:
    """Delete what nobody is told of any more, and return how much that was."""
    return OriginalChange.objects.filter(happened_at__lt=moment - KEPT_FOR).delete()[0]
