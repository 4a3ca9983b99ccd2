"""All texts of a translation as its editor shows them, in a number of queries that doesn't grow with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import TranslatableMixin
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    TemplateSegment,
    Translation,
)

from ..knowledge.checks import Problem, problems_of
from ..knowledge.glossary import Glossary
from ..knowledge.models import UnreadSuggestion
from ..locale_permissions import AnyUser
from ..sources.models import EarlierText
from ..sources.reading import texts_for
from .models import TextComment, TextMark, TextVersion
from .places import Place, Places, is_rich
from .previous import find_previous
from .word_diff import Part, word_diff
from .written_form import fingerprint, typed_form

# How many earlier wordings of a text are offered.
VERSIONS_SHOWN = 10


class State(models.TextChoices):
    """How a text stands."""

    MISSING = "missing", _("To translate")
    CHANGED = "changed", _("The original has changed")
    WRONG = "wrong", _("Has a problem")
    SUGGESTED = "suggested", _("A suggestion that nobody has read")
    FILLED = "filled", _("The hub’s own words")
    TRANSLATED = "translated", _("Translated")
    READY = "ready", _("Ready for review")
    REVIEWED = "reviewed", _("Reviewed")


# What somebody has to do something about before the page can be published.
UNFINISHED = {State.MISSING, State.CHANGED, State.WRONG, State.SUGGESTED}


@dataclass(frozen=True)
class Collision:
    """What somebody else has written while a text was being typed."""

    words: str
    by: str
    at: datetime | None


@dataclass
class Text:
    """A text of the original, its translation, and all that is known about both."""

    translation: Translation
    segment: StringSegment | EarlierText
    place: Place
    glossary: Glossary
    is_rich: bool
    row: StringTranslation | None = None
    previous: StringTranslation | None = None
    comments: list[TextComment] = field(default_factory=list)
    versions: list[TextVersion] = field(default_factory=list)
    # Whether it was taken from elsewhere, or made by a machine, and nobody has said yet that it is right.
    is_unread: bool = False
    # Of several in one place, which it is; 0 where it stands alone.
    part: int = 0
    # What was handed in and could not be kept.
    typed: str | None = None
    collision: Collision | None = None

    @property
    def key(self) -> str:
        """What names the text in forms and addresses: its place and its words, whichever source has them."""
        return f"{self.segment.context_id}-{self.segment.string_id}"

    @cached_property
    def source(self) -> str:
        """The original, as it is read."""
        return typed_form(self.segment.string.data, is_rich=self.is_rich)

    @cached_property
    def stored(self) -> str:
        """The translation as it is kept, in the form in which it is typed; empty where there is none."""
        return typed_form(self.row.data, is_rich=self.is_rich) if self.row else ""

    @property
    def words(self) -> str:
        """What stands in the field."""
        return self.stored if self.typed is None else self.typed

    @property
    def seen(self) -> str:
        """What tells later whether somebody else has changed the text since the field was shown."""
        return fingerprint(self.stored)

    @property
    def longest(self) -> int | None:
        """How many letters the field takes; a rich text is counted with all its paragraphs, so not here."""
        return None if self.is_rich else self.place.longest

    @property
    def has_lines(self) -> bool:
        """Whether the field should be a high one."""
        return self.is_rich or self.place.takes_lines or "\n" in self.source or len(self.source) > 100

    @cached_property
    def mark(self) -> TextMark | None:
        """What is said of these very words."""
        found: TextMark | None = getattr(self.row, "mark", None) if self.row else None
        return found if found and self.row and found.words == self.row.data else None

    @property
    def state(self) -> State:
        """How the text stands."""
        if self.row is None or not self.row.data.strip():
            return State.CHANGED if self.previous else State.MISSING
        if self.row.has_error or self.severe:
            return State.WRONG
        if self.is_unread:
            return State.SUGGESTED
        if self.mark and self.mark.reviewed_at:
            return State.REVIEWED
        if self.mark and self.mark.ready_at:
            return State.READY
        if self.row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE:
            return State.FILLED
        return State.TRANSLATED

    @property
    def state_words(self) -> str:
        """How the text stands, in words."""
        return str(self.state.label)

    @property
    def is_unfinished(self) -> bool:
        """Whether it keeps the page from being published."""
        return self.state in UNFINISHED

    @property
    def origin(self) -> str:
        """When and with what it was translated, in words."""
        return str(self.row.get_comment()) if self.row else ""

    @cached_property
    def error(self) -> str:
        """What was found wrong when it was saved or published, if the problems don't say it already."""
        if self.row is None or not self.row.has_error:
            return ""
        words = str(self.row.get_error() or "")
        return "" if words in self.severe else words

    @property
    def severe(self) -> list[str]:
        """The problems that stop publishing, in words."""
        return [str(problem.words) for problem in self.problems if problem.is_severe]

    @cached_property
    def problems(self) -> list[Problem]:
        """What is wrong with the words that are kept."""
        if not self.row or not self.stored:
            return []
        return problems_of(
            self.segment.string.data,
            self.row.data,
            self.translation.target_locale,
            self.longest,
            glossary=self.glossary,
        )

    @property
    def open_comments(self) -> list[TextComment]:
        """What somebody should do something about, or answer."""
        return [comment for comment in self.comments if comment.settled_at is None]

    @property
    def previous_source(self) -> str:
        """What the original said before."""
        return typed_form(self.previous.translation_of.data, is_rich=self.is_rich) if self.previous else ""

    @property
    def previous_words(self) -> str:
        """How that was translated."""
        return typed_form(self.previous.data, is_rich=self.is_rich) if self.previous else ""

    @cached_property
    def source_diff(self) -> list[Part]:
        """How the original has changed, word by word."""
        return word_diff(self.previous_source, self.source)

    @property
    def earlier(self) -> list[tuple[TextVersion, str]]:
        """How it read before, the newest first, each as it is typed."""
        return [
            (version, typed_form(version.words, is_rich=self.is_rich))
            for version in self.versions[:VERSIONS_SHOWN]
        ]

    def needs(self, user: AnyUser, *, is_lead: bool) -> bool:
        """Tell whether the user has something to do about it: a lead reads over what is ready."""
        if self.is_unfinished or self.collision:
            return True
        if is_lead and self.state == State.READY:
            return True
        return any(comment.author_id != user.pk for comment in self.open_comments)


def texts_of(translation: Translation, target: TranslatableMixin, places: Places | None = None) -> list[Text]:
    """Return the texts of a translation, in the order of the original's editor."""
    places = places or Places(target)
    segments = _segments(translation)
    rows = _rows(translation)
    rich = set(TemplateSegment.objects.filter(source=translation.source).values_list("context_id", flat=True))
    comments, versions = _comments(translation), _versions(translation)
    unread = set(
        UnreadSuggestion.objects.filter(translation__in=[row.pk for row in rows.values()]).values_list(
            "translation", flat=True
        )
    )
    # Asked for once, and not for each text.
    glossary = Glossary(translation.target_locale, translation.source.locale)
    texts = []
    for segment in segments:
        place = places.of(segment.context)
        key = (segment.context_id, segment.string_id)
        row = rows.get(key)
        texts.append(
            Text(
                translation=translation,
                segment=segment,
                place=place,
                glossary=glossary,
                is_rich=segment.context_id in rich or is_rich(place.leaf),
                row=row,
                is_unread=row is not None and row.pk in unread,
                comments=comments[key],
                versions=versions[key],
            )
        )
    _add_previous(texts, rows.values(), published_at=getattr(target, "last_published_at", None))
    _number_parts(texts)
    return sorted(texts, key=lambda text: (text.place.order, text.segment.order))


def _segments(translation: Translation) -> list[StringSegment | EarlierText]:
    """Return the segments; words that stand twice in one place are one text to translators."""
    found: dict[tuple[int, int], StringSegment | EarlierText] = {}
    for segment in (
        texts_for(translation.source, translation.target_locale)
        .select_related("string", "context")
        .order_by("order", "pk")
    ):
        found.setdefault((segment.context_id, segment.string_id), segment)
    return list(found.values())


def _rows(translation: Translation) -> dict[tuple[int, int], StringTranslation]:
    """Return all translations ever made of the object into the language, the newest first."""
    rows = (
        StringTranslation.objects.filter(
            context__object_id=translation.source.object_id, locale_id=translation.target_locale_id
        )
        .select_related("translation_of", "last_translated_by", "context", "mark")
        .order_by("-updated_at", "-pk")
    )
    return {(row.context_id, row.translation_of_id): row for row in rows}


def _comments(translation: Translation) -> dict[tuple[int | None, int | None], list[TextComment]]:
    found: dict[tuple[int | None, int | None], list[TextComment]] = defaultdict(list)
    for comment in (
        TextComment.objects.filter(translation=translation, context__isnull=False)
        .select_related("author")
        .order_by("written_at", "pk")
    ):
        found[comment.context_id, comment.string_id].append(comment)
    return found


def _versions(translation: Translation) -> dict[tuple[int, int], list[TextVersion]]:
    found: dict[tuple[int, int], list[TextVersion]] = defaultdict(list)
    for version in TextVersion.objects.filter(
        context__object_id=translation.source.object_id, locale_id=translation.target_locale_id
    ).select_related("written_by"):
        found[version.context_id, version.string_id].append(version)
    return found


def _add_previous(
    texts: Iterable[Text], rows: Iterable[StringTranslation], published_at: datetime | None
) -> None:
    """Give each text that was not public yet what stood in its place before."""
    in_place: dict[int, list[Text]] = defaultdict(list)
    for text in texts:
        in_place[text.segment.context_id].append(text)
    earlier: dict[int, list[StringTranslation]] = defaultdict(list)
    for row in rows:
        strings = {text.segment.string_id for text in in_place[row.context_id]}
        if row.translation_of_id not in strings and row.data.strip():
            earlier[row.context_id].append(row)
    for context_id, those in in_place.items():
        if not earlier[context_id]:
            continue
        new = [
            text.segment
            for text in those
            if text.row is None or published_at is None or text.row.updated_at > published_at
        ]
        found = find_previous(new, earlier[context_id], stands_alone=len(those) == 1 and not those[0].is_rich)
        for text in those:
            text.previous = found.get(text.segment.pk)


def _number_parts(texts: Iterable[Text]) -> None:
    in_place: dict[int, list[Text]] = defaultdict(list)
    for text in texts:
        in_place[text.segment.context_id].append(text)
    for those in in_place.values():
        if len(those) > 1:
            for number, text in enumerate(sorted(those, key=lambda text: text.segment.order), start=1):
                text.part = number


def vanished_texts(translation: Translation) -> list[StringTranslation]:
    """Return the translations of words that the original no longer has, the newest first."""
    here = texts_for(translation.source, translation.target_locale).filter(
        string=models.OuterRef("translation_of"), context=models.OuterRef("context")
    )
    return list(
        StringTranslation.objects.filter(
            ~models.Exists(here),
            context__object_id=translation.source.object_id,
            locale_id=translation.target_locale_id,
        )
        .exclude(data="")
        .select_related("translation_of", "context", "last_translated_by")
        .order_by("-updated_at", "-pk")
    )
