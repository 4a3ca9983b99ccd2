"""What may be wrong with a translation, by comparing it with its source.

Texts are as wagtail-localize hands them to translators: a little HTML, links as `<a id="a1">`. What would
break a page or a promise is severe and keeps the translation off the site: links and placeholders that are
lost, a text longer than its field, a sentence that is still the source's. All else is a hint, and may be
meant.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from wagtail.models import Locale
from wagtail_localize.strings import StringValue, extract_ids

from .glossary import Glossary
from .letters import SPACELESS, base_language, folded, is_spaceless, plain

PLACEHOLDER = re.compile(
    r"%\(\w+\)[#0 +-]*\d*(?:\.\d+)?[a-z]|%(?:\d+\$)?[sd](?![\w'’])"
    r"|\$\{\w+\}|\{\{\s*[\w.|]+\s*\}\}|\{\w*\}|\[\[\w+\]\]"
)
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>()]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
TAG_NAME = re.compile(r"<(/?)(b|i|em|strong|code|abbr|acronym|a)\b[^<>]*>", re.IGNORECASE)
LINK_WITH_WORDS = re.compile(r"<a\b[^<>]*>(.*?)</a>", re.DOTALL | re.IGNORECASE)
SAME_TAG = {"strong": "b", "em": "i"}
# Digits with what any language puts between them: 1,234.5 and 1.234,5 and 1 234,5 and ١٬٢٣٤٫٥, 10:30 and
# 10h30.
NUMBER = re.compile(
    r"\d(?:\d|[.,:'’\u066b\u066c\u060c](?=\d)"
    r"|[ \u00a0\u202f\u2009](?=\d{3}(?!\d))|[ \u00a0\u202f]?h[ \u00a0\u202f]?(?=\d\d))*"
)
# Chinese and Japanese count in ten thousands: 15,000 is 1.5万.
TEN_THOUSANDS = re.compile("[万萬億亿]")
BETWEEN_DIGITS = re.compile(r"\D")
AFTERNOON = re.compile(r"\b(\d{1,2})(?:[:.](\d\d))?\s*p\.?\s?m\b", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# A sentence, and no name, title or postal address: so many words, and so many of them without a capital.
SENTENCE_WORDS = 5
SMALL_WORDS = 4
# Of what is written without spaces, so many letters say as much.
SENTENCE_LETTERS = 12

FULL_STOPS = "。．｡।۔։."
QUESTION_MARKS = "?？؟\u037e՞"
EXCLAMATION_MARKS = "!！՜"
COLONS = ":：׃"
ENDS = {
    **dict.fromkeys(FULL_STOPS, "."),
    **dict.fromkeys(QUESTION_MARKS, "?"),
    **dict.fromkeys(EXCLAMATION_MARKS, "!"),
    **dict.fromkeys(COLONS, ":"),
    "…": "…",
    "⋯": "…",
}
CLOSING = "\"'”’»›“‘)]）」』】》 \u00a0\u202f\n\u200f\u200e"
# These put no full stop at the end of a sentence.
WITHOUT_FULL_STOP = {"th", "lo"}
# The mark that takes the place of a Latin one, by language.
OWN_MARKS = {
    "ar": {"?": "؟", ",": "،", ";": "؛"},
    "fa": {"?": "؟", ",": "،", ";": "؛"},
    "el": {"?": ";"},
    "zh": {"?": "？", "!": "！", ",": "，", ".": "。", ";": "；", ":": "："},
    "ja": {"?": "？", "!": "！", ",": "、", ".": "。"},
}
FRENCH_MARKS = re.compile(
    r"(?<=[^\s\u00a0\u202f?!:;»«(])([?!;:»])(?!\w|//)|(?<= )([?!;:»])|«(?=[^\u00a0\u202f])"
)
DOUBLE_SPACE = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
SCRIPTS = {
    "ar": "ARABIC",
    "fa": "ARABIC",
    "bg": "CYRILLIC",
    "mk": "CYRILLIC",
    "ru": "CYRILLIC",
    "sr": "CYRILLIC",
    "uk": "CYRILLIC",
    "el": "GREEK",
    "he": "HEBREW",
    "ja": "CJK",
    "zh": "CJK",
    "th": "THAI",
}
NAMES_OF_SCRIPT = {"CJK": ("CJK", "HIRAGANA", "KATAKANA")}
LATIN_SERBIAN = "sr-latn"
FOREIGN_WORDS = 3


@dataclass(frozen=True)
class Problem:
    """Something that is, or may be, wrong with a translation."""

    code: str
    words: str | Promise
    is_severe: bool


def problems_of(
    source_text: str,
    translation: str,
    locale: Locale,
    longest: int | None = None,
    *,
    glossary: Glossary | None = None,
) -> list[Problem]:
    """Return what is wrong with a translation into a language, the severe first.

    `longest` is the number of characters that its field takes. Whoever asks for many texts of a language
    brings its glossary, which else is read for each.
    """
    if not plain(translation).strip():
        return [Problem("empty", _("Nothing is written here."), is_severe=True)]
    pair = Pair(source_text, translation, locale.language_code, longest, glossary or Glossary(locale))
    found = [problem for check in CHECKS for problem in check(pair)]
    return sorted(found, key=lambda problem: not problem.is_severe)


class Pair:
    """A text and its translation, with all that the checks ask of them."""

    def __init__(
        self, source_html: str, html: str, language_code: str, longest: int | None, glossary: Glossary
    ) -> None:
        self.source_html = source_html
        self.html = html
        self.source = plain(source_html)
        self.text = plain(html)
        self.code = language_code
        self.language = base_language(language_code)
        self.longest = longest
        self.glossary = glossary

    @property
    def is_of_one_language(self) -> bool:
        """Whether source and translation are of one language, such as Serbian in two scripts."""
        source = self.glossary.source_locale
        return source is not None and base_language(source.language_code) == self.language


Check = Callable[[Pair], Iterator[Problem]]


def check_length(pair: Pair) -> Iterator[Problem]:
    """Find a text that its field doesn't take."""
    if pair.longest is not None and len(pair.text) > pair.longest:
        yield Problem(
            "too_long",
            ngettext_lazy(
                "Too long by %(number)d character.",
                "Too long by %(number)d characters.",
                len(pair.text) - pair.longest,
            )
            % {"number": len(pair.text) - pair.longest},
            is_severe=True,
        )


def check_markup(pair: Pair) -> Iterator[Problem]:
    """Find tags that no text may have, that aren't closed, or that got lost."""
    try:
        if "<" in pair.html:
            StringValue.from_translated_html(pair.html)
    except ValueError:
        yield Problem("markup", _("There are tags here that a text can’t have."), is_severe=True)
        return
    tags = [(closing, name.lower()) for closing, name in TAG_NAME.findall(pair.html)]
    if Counter(name for closing, name in tags if closing) != Counter(
        name for closing, name in tags if not closing
    ):
        yield Problem(
            "unclosed_tag", _("A tag begins here and doesn’t end, or the other way round."), is_severe=True
        )
    if _emphasis(pair.source_html) - _emphasis(pair.html):
        yield Problem(
            "tags_lost", _("Words that stand out in the original (bold, italic) don’t here."), is_severe=False
        )


def _emphasis(text: str) -> Counter[str]:
    names = [name.lower() for closing, name in TAG_NAME.findall(text) if not closing and name.lower() != "a"]
    return Counter(SAME_TAG.get(name, name) for name in names)


def check_links(pair: Pair) -> Iterator[Problem]:
    """Find links that were lost, come from elsewhere or have no words to press."""
    before, now = (
        extract_ids(text) if "<a" in text.lower() else set() for text in (pair.source_html, pair.html)
    )
    if before - now:
        yield Problem(
            "link_lost",
            ngettext_lazy(
                "%(number)d link of the original is missing.",
                "%(number)d links of the original are missing.",
                len(before - now),
            )
            % {"number": len(before - now)},
            is_severe=True,
        )
    if now - before:
        yield Problem(
            "link_unknown", _("There is a link here that the original doesn’t have."), is_severe=True
        )
    if any(not plain(words).strip() for words in LINK_WITH_WORDS.findall(pair.html)):
        yield Problem("link_empty", _("A link has no words that one could press."), is_severe=True)


def check_placeholders(pair: Pair) -> Iterator[Problem]:
    """Find what is filled in later, where it was lost, changed or added."""
    before, now = Counter(PLACEHOLDER.findall(pair.source)), Counter(PLACEHOLDER.findall(pair.text))
    if lost := before - now:
        yield Problem(
            "placeholder_lost",
            _("%(placeholders)s is missing: keep it as it is, something is filled in there.")
            % {"placeholders": ", ".join(lost)},
            is_severe=True,
        )
    if added := now - before:
        yield Problem(
            "placeholder_added",
            _("%(placeholders)s isn’t in the original: nothing is filled in there.")
            % {"placeholders": ", ".join(added)},
            is_severe=True,
        )


def check_addresses(pair: Pair) -> Iterator[Problem]:
    """Find web and mail addresses that aren't there any more."""
    before, now = set(ADDRESS.findall(pair.source)), set(ADDRESS.findall(pair.text))
    if len(now) < len(before):
        yield Problem(
            "address_lost",
            _("An address is missing: %(address)s") % {"address": ", ".join(sorted(before - now))},
            is_severe=False,
        )


def check_sameness(pair: Pair) -> Iterator[Problem]:
    """Find what is still in the words of the source.

    Names, numbers, single words and what the glossary keeps are the same in many languages.
    """
    if pair.is_of_one_language:
        return
    if _words(pair.source) == _words(pair.text):
        rest = _without_names(pair.glossary.without_kept_terms(pair.source_html))
        if _is_sentence(rest):
            yield Problem(
                "same_as_source",
                _(
                    "This is the original, not translated. If it must stay like this, let an editor put it "
                    "into the glossary as “do not translate”."
                ),
                is_severe=True,
            )
        elif _has_small_words(rest):
            yield Problem("same_as_source", _("This is the same as the original."), is_severe=False)
        return
    sentences = [sentence for sentence in _sentences(pair.source) if _is_sentence(sentence)]
    if left := [sentence for sentence in sentences if folded(sentence) in folded(pair.text)]:
        yield Problem(
            "sentence_left",
            _("This sentence isn’t translated: “%(sentence)s”") % {"sentence": _short(left[0])},
            is_severe=False,
        )


def is_left_in_original(text: str, locale: Locale, glossary: Glossary) -> bool:
    """Tell whether a text that a language says as the original does should have been translated."""
    pair = Pair(text, text, locale.language_code, None, glossary)
    return any(problem.is_severe for problem in check_sameness(pair))


def _words(text: str) -> str:
    return folded(text).rstrip(CLOSING + "".join(ENDS))


def _without_names(text: str) -> str:
    return ADDRESS.sub(" ", PLACEHOLDER.sub(" ", text))


def _sentences(text: str) -> list[str]:
    return [sentence.strip() for sentence in re.split(r"(?<=[.!?。！？؟\n])\s*", text)]


def _is_sentence(text: str) -> bool:
    if is_spaceless(text):
        return len(SPACELESS.findall(text)) >= SENTENCE_LETTERS
    words = WORD.findall(text)
    return len(words) >= SENTENCE_WORDS and sum(not word[0].isupper() for word in words) >= SMALL_WORDS


def _has_small_words(text: str) -> bool:
    """Tell whether a text is more than names: two words or more, half of them without a capital."""
    words = WORD.findall(text)
    return len(words) > 1 and 2 * sum(word[0].islower() for word in words) >= len(words)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"


def check_numbers(pair: Pair) -> Iterator[Problem]:
    """Find numbers that were changed or lost, whatever digits and separators a language writes them with."""
    if TEN_THOUSANDS.search(pair.text):
        return
    before, now = _numbers(pair.source), _numbers(pair.text)
    for hour, minutes in AFTERNOON.findall(pair.source):
        # 5 p.m. is 17 where days have 24 hours.
        for later in (f"{int(hour) + 12}{minutes}", f"{int(hour) + 12}{minutes or '00'}"):
            if before[hour + minutes] and now[later]:
                before -= Counter([hour + minutes])
                now -= Counter([later])
    if lost := before - now:
        yield Problem(
            "numbers",
            _("A number of the original is missing: %(numbers)s") % {"numbers": ", ".join(lost)},
            is_severe=False,
        )
    elif added := now - before:
        yield Problem(
            "numbers",
            _("A number that the original doesn’t have: %(numbers)s") % {"numbers": ", ".join(added)},
            is_severe=False,
        )


def _numbers(text: str) -> Counter[str]:
    text = PLACEHOLDER.sub(" ", ADDRESS.sub(" ", text))
    latin = "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)
    return Counter(BETWEEN_DIGITS.sub("", number) for number in NUMBER.findall(latin))


def check_spaces(pair: Pair) -> Iterator[Problem]:
    """Find two spaces in a row."""
    if DOUBLE_SPACE.search(pair.text) and not DOUBLE_SPACE.search(pair.source):
        yield Problem("double_space", _("There are two spaces in a row."), is_severe=False)


def check_end(pair: Pair) -> Iterator[Problem]:
    """Find an end that says something else: a question that became a statement, a full stop too many."""
    before, now = _end(pair.source, ""), _end(pair.text, pair.language)
    if before == now or (pair.language in WITHOUT_FULL_STOP and "." in {before, now} and "" in {before, now}):
        return
    if not now:
        words = _("The original ends with “%(mark)s”, the translation without a mark.") % {"mark": before}
    elif not before:
        words = _("The translation ends with “%(mark)s”, the original without a mark.") % {
            "mark": _last(pair.text)
        }
    else:
        words = _("The original ends with “%(before)s”, the translation with “%(now)s”.") % {
            "before": _last(pair.source),
            "now": _last(pair.text),
        }
    yield Problem("end", words, is_severe=False)


def _last(text: str) -> str:
    return text.rstrip(CLOSING)[-1:]


def _end(text: str, language: str) -> str:
    text = text.rstrip(CLOSING)
    if text.endswith(("...", "......")):
        return "…"
    last = text[-1:]
    if last == ";" and language == "el":
        return "?"
    return ENDS.get(last, "")


def check_own_marks(pair: Pair) -> Iterator[Problem]:
    """Find marks of other languages, and those that this one adds."""
    for foreign, own in OWN_MARKS.get(pair.language, {}).items():
        if _stands_behind_own_letter(foreign, pair.text, pair.language):
            yield Problem(
                "own_marks",
                _("Here one writes “%(own)s” instead of “%(foreign)s”.") % {"own": own, "foreign": foreign},
                is_severe=False,
            )
    if pair.language == "es":
        for ends, begins in (("?", "¿"), ("!", "¡")):
            if pair.text.count(ends) > pair.text.count(begins):
                yield Problem(
                    "own_marks",
                    _("“%(ends)s” needs a “%(begins)s” before.") % {"ends": ends, "begins": begins},
                    is_severe=False,
                )
    if pair.language == "fr" and pair.code != "fr-ca" and FRENCH_MARKS.search(ADDRESS.sub(" ", pair.text)):
        yield Problem(
            "own_marks",
            _("French has a no-break space before : ; ? ! and inside « »."),
            is_severe=False,
        )


def _stands_behind_own_letter(mark: str, text: str, language: str) -> bool:
    return any(
        found and _is_in_script(text[found - 1], SCRIPTS[language])
        for found, letter in enumerate(text)
        if letter == mark
    )


def check_script(pair: Pair) -> Iterator[Problem]:
    """Find a text that is not in the letters of its language."""
    script = SCRIPTS.get(pair.language)
    if script is None or pair.code.lower() == LATIN_SERBIAN:
        return
    rest = _without_names(pair.glossary.without_kept_terms(pair.html))
    letters = [letter for letter in rest if letter.isalpha()]
    own = sum(_is_in_script(letter, script) for letter in letters)
    if len(WORD.findall(rest)) >= FOREIGN_WORDS and own * 2 < len(letters):
        yield Problem("script", _("Most of this isn’t in the letters of the language."), is_severe=False)


def _is_in_script(letter: str, script: str) -> bool:
    return unicodedata.name(letter, "").startswith(NAMES_OF_SCRIPT.get(script, (script,)))


def check_glossary(pair: Pair) -> Iterator[Problem]:
    """Find terms that are said in another way than the glossary says."""
    for term in pair.glossary.slips(pair.source_html, pair.html):
        if term.translation is None:
            words = _("The glossary says: “%(term)s” is not translated.") % {"term": term.term}
        else:
            words = _("The glossary says: “%(term)s” is “%(translation)s”.") % {
                "term": term.term,
                "translation": term.translation,
            }
        yield Problem("glossary", words, is_severe=False)


CHECKS: list[Check] = [
    check_length,
    check_markup,
    check_links,
    check_placeholders,
    check_sameness,
    check_addresses,
    check_numbers,
    check_glossary,
    check_end,
    check_own_marks,
    check_script,
    check_spaces,
]
