"""What is wrong with a whole translation, text by text, and what of it keeps it off the site."""

from collections import defaultdict
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from ..sources.reading import texts_for
from .checks import Problem, problems_of
from .glossary import Glossary
from .lengths import longest_of
from .letters import plain
from .models import UnreadSuggestion

UNREAD = Problem(
    "unread", _("Nobody has read this suggestion yet. Better it, or say that it is right."), is_severe=True
)
# More would not be read.
MOST_NAMED = 3


@dataclass(frozen=True)
class TextProblems:
    """A text of a translation, and what is wrong with it."""

    segment: StringSegment
    text: str
    problems: list[Problem]


class TextsHaveProblems(ValidationError):
    """Raised when a translation has texts that would break the page, or that nobody has read.

    A `ValidationError`, because that is what every caller of `save_target()` is prepared for.
    """

    def __init__(self, found: list[TextProblems]) -> None:
        self.found = found
        count = len(found)
        head = ngettext(
            "%(number)d text must be mended first.", "%(number)d texts must be mended first.", count
        ) % {"number": count}
        named = [f"“{_shortened(text.segment.string.data)}”: {text.problems[0].words}" for text in found]
        super().__init__([head, *named[:MOST_NAMED]], code="problems")


def problems_in(source: TranslationSource, locale: Locale) -> list[TextProblems]:
    """Return each text of a translation that something is wrong with, in the order of the page.

    Texts that are missing are none of them. It takes six queries, however many texts there are.
    """
    segments = list(texts_for(source, locale).select_related("string", "context").order_by("order", "pk"))
    texts = {
        (text.translation_of_id, text.context_id): text
        for text in StringTranslation.objects.filter(context__object=source.object_id, locale=locale)
    }
    unread = set(
        UnreadSuggestion.objects.filter(translation__in=[text.pk for text in texts.values()]).values_list(
            "pk", flat=True
        )
    )
    pairs = [
        (segment, text)
        for segment in segments
        if (text := texts.get((segment.string_id, segment.context_id))) and text.data
    ]
    limits = _limits(source, pairs)
    glossary = Glossary(locale, source.locale)
    found = []
    for segment, text in pairs:
        problems = problems_of(
            segment.string.data, text.data, locale, limits[segment.context_id], glossary=glossary
        )
        if text.pk in unread:
            problems.insert(0, UNREAD)
        if problems:
            found.append(TextProblems(segment, text.data, problems))
    return found


def severe_problems(source: TranslationSource, locale: Locale) -> list[TextProblems]:
    """Return the texts that keep a translation off the site, each with the reasons."""
    return [
        TextProblems(text.segment, text.text, severe)
        for text in problems_in(source, locale)
        if (severe := [problem for problem in text.problems if problem.is_severe])
    ]


def check_texts(source: TranslationSource, locale: Locale) -> None:
    """Raise `TextsHaveProblems` if a text would break the page, or is a suggestion that nobody has read."""
    if found := severe_problems(source, locale):
        raise TextsHaveProblems(found)


def _limits(
    source: TranslationSource, pairs: list[tuple[StringSegment, StringTranslation]]
) -> dict[int, int | None]:
    """Return the length that each field's texts may have, by the primary key of the field's context.

    A rich text reaches translators in pieces: only what the others leave is there for each of them.
    """
    model = source.specific_content_type.model_class()
    lengths: dict[int, list[int]] = defaultdict(list)
    longest: dict[int, int | None] = {}
    for segment, text in pairs:
        context = segment.context
        lengths[context.pk].append(len(plain(text.data)))
        if context.pk not in longest:
            longest[context.pk] = longest_of(model, context.field_path)
    return {
        pk: limit
        if limit is None or len(lengths[pk]) == 1 or sum(lengths[pk]) <= limit
        else _share(limit, lengths[pk])
        for pk, limit in longest.items()
    }


def _share(limit: int, lengths: list[int]) -> int:
    """Return what the longest piece may have if all pieces together are too long."""
    return max(0, max(lengths) - (sum(lengths) - limit))


def _shortened(text: str) -> str:
    words = plain(text)
    return words if len(words) <= 40 else f"{words[:40]}…"
