"""Find texts that resemble another among very many, on any database.

Comparing a text with each of 50,000 takes too long for an editor. So each text is cut into all pieces of
three letters in a row (two, in scripts that put no spaces between words, where a letter says more), and of
these the same few are kept for every text: those whose hashes are the smallest. Two texts that resemble each
other have many pieces in common, and then some of those that are kept as well. An index finds them, and only
the best of what it finds is compared letter by letter.

The method is known as a bottom-k sketch (Broder, “On the resemblance and containment of documents”, 1997).
"""

from collections.abc import Iterable, Sequence
from hashlib import blake2b

from django.db import transaction
from django.db.models import Count, Exists, OuterRef
from rapidfuzz import fuzz
from wagtail.models import Locale
from wagtail_localize.models import String

from .letters import folded, is_spaceless, plain
from .models import RememberedText, TextGram

# What is less alike than this is of no use to a translator, in percent.
LEAST_SIMILARITY = 70
# How many pieces of a text are kept. Of two texts that share 40 % of their pieces, one in 500 is missed.
KEPT = 12
# How many texts are compared letter by letter.
MOST_COMPARED = 200
# How many texts from before the memory, or from a backup, the worker learns before it looks at other work.
LEARNT_AT_ONCE = 200


def comparable(text: str) -> str:
    """Return what counts when texts are compared: letters and spaces, no tags and no capitals."""
    return folded(plain(text))


def grams_of(text: str, locale_id: int) -> list[int]:
    """Return the pieces that are kept of a comparable text, as numbers that fit eight bytes."""
    size = 2 if is_spaceless(text) else 3
    padded = f" {text} "
    pieces = {padded[start : start + size] for start in range(max(1, len(padded) - size + 1))}
    return sorted(_number(f"{locale_id}:{piece}") for piece in pieces)[:KEPT]


def _number(piece: str) -> int:
    return int.from_bytes(blake2b(piece.encode(), digest_size=7).digest())


def remember_new(texts: Sequence[String]) -> None:
    """Let texts be found that have only just been saved for the first time."""
    # Another process may be learning the same.
    RememberedText.objects.bulk_create(
        [RememberedText(pk=text.pk) for text in texts], ignore_conflicts=True, batch_size=500
    )
    TextGram.objects.bulk_create(
        [
            TextGram(remembered_id=text.pk, gram=gram, letters=len(compared))
            for text in texts
            for compared in [comparable(text.data)]
            for gram in grams_of(compared, text.locale_id)
        ],
        batch_size=2000,
    )


@transaction.atomic
def remember(texts: Iterable[String]) -> None:
    """Let these texts be found. Those that can be found already are left as they are."""
    found = {text.pk: text for text in texts}
    known = set(RememberedText.objects.filter(pk__in=found).values_list("pk", flat=True))
    new = [text for pk, text in found.items() if pk not in known]
    TextGram.objects.filter(remembered__in=[text.pk for text in new]).delete()
    remember_new(new)


def remember_older_texts(most: int = LEARNT_AT_ONCE) -> int:
    """Learn texts that came in another way than by being saved, the newest first, and return how many."""
    if String.objects.count() == RememberedText.objects.count():
        return 0
    unknown = String.objects.filter(~Exists(RememberedText.objects.filter(pk=OuterRef("pk"))))
    texts = list(unknown.order_by("-pk")[:most])
    remember(texts)
    return len(texts)


def similar_texts(source_text: str, locale: Locale) -> dict[int, int]:
    """Return by primary key how similar texts of a language are to this one, in percent; 100 for the same.

    Only the very same text, tags included, has 100.
    """
    wanted = comparable(source_text)
    if not wanted:
        return {}
    # Two texts that differ more in length can't be as similar as asked for.
    least = LEAST_SIMILARITY / (200 - LEAST_SIMILARITY)
    candidates = (
        TextGram.objects.filter(
            gram__in=grams_of(wanted, locale.pk),
            letters__range=(int(len(wanted) * least), int(len(wanted) / least) + 1),
        )
        .values("remembered")
        .annotate(shared=Count("*"))
        .order_by("-shared", "-remembered")
        .values_list("remembered", flat=True)[:MOST_COMPARED]
    )
    texts = String.objects.filter(pk__in=list(candidates)).values_list("pk", "data")
    similarities = {pk: _similarity(source_text, wanted, text) for pk, text in texts}
    return {pk: similarity for pk, similarity in similarities.items() if similarity}


def _similarity(source_text: str, wanted: str, text: str) -> int:
    if text == source_text:
        return 100
    return min(99, int(fuzz.ratio(wanted, comparable(text), score_cutoff=LEAST_SIMILARITY)))
