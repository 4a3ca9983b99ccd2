"""Letters of the world's scripts: what is the same to a reader, though not to a computer."""

import html
import re
import unicodedata

# Scripts without spaces between words: Thai, Lao, Burmese, Khmer, kana, Chinese characters.
SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
LETTER = re.compile(r"[^\W\d_]")
LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
SPACES = re.compile(r"\s+")
# Vowel signs and the letter that only stretches a word in Arabic, and the points of Hebrew: most leave them
# out.
UNWRITTEN = re.compile(
    "[\u0640\u064b-\u065f\u0670\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u200c-\u200f]"
)
# Letters that Arabic writers take for one another.
SAME_IN_ARABIC = str.maketrans("أإآٱىئؤ", "ااااييو")
GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
DOTTED_I = {"tr", "az"}


def plain(text: str) -> str:
    """Return what a reader sees of a text that may have tags, with line breaks as they are."""
    return html.unescape(TAG.sub("", LINE_BREAK.sub("\n", text)))


def base_language(code: str) -> str:
    """Return the language of a code without region and script: `pt` for `pt-br`."""
    return code.partition("-")[0].lower()


def lower(text: str, language_code: str = "") -> str:
    """Return the text without capitals, as its language has them: Turkish knows an i without a dot."""
    if base_language(language_code) in DOTTED_I:
        text = text.replace("İ", "i").replace("I", "ı")
    return text.casefold()


def folded(text: str, language_code: str = "", *, keeps_case: bool = False) -> str:
    """Return the text such that what readers take for the same is equal.

    Case, widths and spaces don't count, nor do accents in Greek, where capitals have none, nor the signs for
    vowels in Arabic and Hebrew, nor the hamza on a letter. All other accents do: `schon` is not `schön`.
    """
    text = unicodedata.normalize("NFKC", text)
    text = text if keeps_case else lower(text, language_code)
    text = UNWRITTEN.sub("", text).translate(SAME_IN_ARABIC)
    if GREEK.search(text):
        text = _without_greek_accents(text)
    return SPACES.sub(" ", text).strip()


def _without_greek_accents(text: str) -> str:
    return "".join(
        unicodedata.normalize("NFD", letter)[0] if GREEK.match(letter) else letter for letter in text
    )


def without_accents(text: str) -> str:
    """Return the text with each accent of Latin, Greek and Cyrillic letters taken off."""
    kept = (
        unicodedata.normalize("NFD", letter)[0] if ord(letter) < 0x0530 else letter
        for letter in unicodedata.normalize("NFC", text)
    )
    return "".join(kept)


def is_spaceless(text: str) -> bool:
    """Tell whether most of the letters are of a script that puts no spaces between words."""
    letters = len(LETTER.findall(text))
    return letters > 0 and 2 * len(SPACELESS.findall(text)) > letters
