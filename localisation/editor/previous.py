"""What stood in a text's place before the original changed.

wagtail-localize keeps a translation with the words that it translates. Once the original says something else,
the new words have none, and the old translation belongs to words that no longer stand there. Which of several
old paragraphs has become a new one nobody has noted, so the likeliest is taken: the one with most in common.
"""

from collections.abc import Iterable

from wagtail_localize.models import StringSegment, StringTranslation

from .word_diff import likeness

# Paragraphs of which less than this is the same are two different ones.
LEAST_LIKENESS = 0.35


def find_previous(
    segments: Iterable[StringSegment], earlier: Iterable[StringTranslation], *, stands_alone: bool
) -> dict[int, StringTranslation]:
    """Return the earlier translation for each segment of one place that has one, by the segment's key.

    `earlier` are translations of words that no longer stand in this place, the newest first. Where a place
    holds one text alone, the newest is what stood there, however little they have in common.
    """
    wanted, known = list(segments), list(earlier)
    if stands_alone:
        return {segment.pk: known[0] for segment in wanted} if known else {}
    pairs = sorted(
        (
            (likeness(translation.translation_of.data, segment.string.data), -age, segment.pk, translation)
            for segment in wanted
            for age, translation in enumerate(known)
        ),
        key=lambda pair: pair[:3],
        reverse=True,
    )
    found: dict[int, StringTranslation] = {}
    taken: set[int] = set()
    for alike, _age, segment_pk, translation in pairs:
        if alike >= LEAST_LIKENESS and segment_pk not in found and translation.pk not in taken:
            found[segment_pk] = translation
            taken.add(translation.pk)
    return found
