"""Find a term in a text, in the forms that its language gives it.

What is done, and no more: in English a word may have an `s`, `es` or `’s`, and `y` become `ies`. In Arabic
the article, `and`, `so` and the one-letter prepositions may stand before it, and plural and possessive
endings behind it; in Hebrew likewise. In other languages each word of a term may have an ending: up to three
letters behind a word of five or more, in the place of its last vowel, two behind one of four, none behind a
shorter one; more in languages that put everything at the end of a word. Scripts without spaces know no words:
there the term is looked for anywhere. What changes a word inside, as in `Haus` and `Häuser`, is found in
translations only.
"""

import re
from functools import cached_property
from itertools import chain

from .letters import base_language, folded, is_spaceless, without_accents

AGGLUTINATING = {"az", "et", "eu", "fi", "hu", "ka", "tr"}
APOSTROPHES = re.compile("[’ʼ‘`´′]")
ARABIC_BEFORE = "(?:[وف]?(?:[بك]?ال|لل|[بكل])?)"
ARABIC_AFTER = "(?:ات|ون|ين|ان|تين|وا|ا|ي)?(?:ها|هما|هم|هن|نا|كم|ه|ك)?"
# Goes where an ending comes: petycja, petycję; петиция, петиции.
FINAL_VOWEL = re.compile("[aeiouyąęáéíóúàèìòùâêîôûăаеёиоуыэюяіїєьйαειουηω]$")
HEBREW_BEFORE = "[ושהבכלמ]{0,3}"
HEBREW_AFTER = "(?:ים|ות|י|יים)?"
# What is left of a word once its ending is gone must say something still.
SHORTEST_INSIDE = 5
SHORTEST_WITH_ENDING = 4


class Sought:
    """A term as it is looked for in many texts."""

    def __init__(self, term: str, language_code: str, *, keeps_case: bool = False) -> None:
        """Prepare the term of a language; its capitals count if it keeps them."""
        self.language_code = language_code
        self.keeps_case = keeps_case
        self.term = prepared(term, language_code, keeps_case=keeps_case)
        # What stands in all of its forms: few of a glossary's terms are then looked for at all.
        first = self.term.partition(" ")[0].removeprefix("ال")
        self._sure_letters = first[:-1] or first

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        if is_spaceless(self.term):
            return re.compile(re.escape(self.term))
        return re.compile(_expression(self.term, base_language(self.language_code)))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where the term stands in a text that was `prepared()` in the same way."""
        if not self._sure_letters or self._sure_letters not in text:
            return []
        return [match.span() for match in self._pattern.finditer(text)]


def prepared(text: str, language_code: str, *, keeps_case: bool = False) -> str:
    """Return a text, or a term, as both are compared."""
    return APOSTROPHES.sub("'", folded(text, language_code, keeps_case=keeps_case))


def _expression(term: str, language: str) -> str:
    words = term.split(" ")
    last = len(words) - 1
    inner = r"[\s-]+".join(_word(word, language, is_last=index == last) for index, word in enumerate(words))
    return rf"(?<!\w){inner}(?!\w)"


def _word(word: str, language: str, *, is_last: bool) -> str:
    if language == "ar":
        return _arabic(word)
    if language == "he":
        return HEBREW_BEFORE + re.escape(word) + HEBREW_AFTER
    if language == "en":
        return _english(word) if is_last else re.escape(word)
    if not word[-1:].isalpha():
        return re.escape(word)
    if len(word) < SHORTEST_WITH_ENDING:
        return re.escape(word)
    if language in AGGLUTINATING:
        # The last letter changes in many: vetoomus, vetoomuksessa.
        return re.escape(word if len(word) == SHORTEST_WITH_ENDING else word[:-1]) + r"'?\w{0,9}"
    if len(word) == SHORTEST_WITH_ENDING:
        return re.escape(word) + r"\w{0,2}"
    return re.escape(FINAL_VOWEL.sub("", word)) + r"\w{0,3}"


def _english(word: str) -> str:
    if re.search(r"[^aeiou]y$", word, re.IGNORECASE):
        return re.escape(word[:-1]) + "(?:y|ies|y's|ies')"
    return re.escape(word) + "(?:s|es|'s|s'|es')?"


def _arabic(word: str) -> str:
    stem = word.removeprefix("ال")
    if stem.endswith("ة"):
        # The ending of the feminine is written in another way before a possessive, and goes in the plural.
        return f"{ARABIC_BEFORE}{re.escape(stem[:-1])}(?:[ةه]|ت{ARABIC_AFTER}|{ARABIC_AFTER})"
    return f"{ARABIC_BEFORE}{re.escape(stem)}{ARABIC_AFTER}"


def says(text: str, term: str, language_code: str) -> bool:
    """Tell whether a translation uses a term, in whatever form: each of its words, less its ending, is there.

    A word of five letters or more may also be part of a longer one.
    """
    term, text = prepared(term, language_code), prepared(text, language_code)
    if is_spaceless(term):
        return term in text
    text = without_accents(text)
    stems = [_stem(word) for word in re.findall(r"\w+", without_accents(term))]
    return all(stem in text if len(stem) >= SHORTEST_INSIDE else _begins_a_word(stem, text) for stem in stems)


def _begins_a_word(stem: str, text: str) -> bool:
    return re.search(rf"(?<!\w){ARABIC_BEFORE}{re.escape(stem)}", text) is not None


def _stem(word: str) -> str:
    """Return what is the same in most forms of a word, in any language."""
    word = word.removeprefix("ال")
    cut = 2 if len(word) > 5 else 1 if len(word) > 3 else 0
    return word[: len(word) - cut]


def longest(found: dict[str, list[tuple[int, int]]]) -> list[str]:
    """Return the terms that aren't part of a longer one everywhere they stand, in the order of the text."""
    everywhere = list(chain.from_iterable(found.values()))
    kept = {
        term: own
        for term, places in found.items()
        if (own := [place for place in places if not any(_is_inside(place, other) for other in everywhere)])
    }
    return sorted(kept, key=lambda term: kept[term][0])


def _is_inside(place: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= place[0] and place[1] <= other[1] and other != place
