"""The order of words in the reader's alphabet.

Python's own order is that of Unicode's numbers: “Österreich” comes after “Zypern”. Here letters come in the
order of CLDR's collation, without a library of its own: letters with marks stand beside those without, unless
the language has them as letters of their own. (PyICU has all of it, in 18 MB, and only from others than its
makers.)
"""

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from django.utils.translation import get_language

from .character_order import STANDARDS, placed_characters

# What people write for letters that Unicode doesn't take apart.
LATIN_LETTERS = {
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ħ": "h",
    "ı": "i",
}
# And signs that stand for others.
SPELT_OUT = str.maketrans(LATIN_LETTERS | {"’": "'", "׳": "'", "ʼ": ""})
# After which letter a language's own letters and pairs of letters come, from CLDR's collation of each
# language.
OWN_LETTERS = {
    "be": ["и і й", "у ў", "е ё"],
    "bg": ["и й"],
    "bs": ["c č ć", "d dž đ", "l lj", "n nj", "s š", "z ž"],
    "cs": ["c č", "h ch", "r ř", "s š", "z ž"],
    "cy": ["c ch", "d dd", "f ff", "g ng", "l ll", "p ph", "r rh", "t th"],
    "da": ["z æ ø å"],
    "es": ["n ñ"],
    "et": ["s š z ž", "w õ ä ö ü"],
    # What comes before “ا” stands behind a sign that no word begins with.
    "fa": ["؟ آ", "ا ء", "ب پ", "ج چ", "ز ژ", "ق ک گ", "و ه ی"],
    "fi": ["z å ä ö"],
    "fo": ["d ð", "z æ ø"],
    "gl": ["n ñ"],
    "hr": ["c č ć", "d dž đ", "l lj", "n nj", "s š", "z ž"],
    "hu": ["c cs", "d dz dzs", "g gy", "l ly", "n ny", "o ö", "s sz", "t ty", "u ü", "z zs"],
    "is": ["a á", "d ð", "e é", "i í", "o ó", "u ú", "y ý", "z þ æ ö å"],
    "lt": ["c č", "s š", "z ž"],
    "lv": ["a ā", "c č", "e ē", "g ģ", "i y ī", "k ķ", "l ļ", "n ņ", "o ō", "r ŗ", "s š", "u ū", "z ž"],
    "mk": ["д ѓ", "з ѕ", "и ј", "л љ", "н њ", "т ќ", "ч џ"],
    "mt": ["b ċ", "f ġ", "g għ", "h ħ", "y ż"],
    "nb": ["z æ ø å"],
    "nn": ["z æ ø å"],
    "no": ["z æ ø å"],
    "pl": ["a ą", "c ć", "e ę", "l ł", "n ń", "o ó", "s ś", "z ź ż"],
    "ro": ["a ă â", "i î", "s ș", "t ț"],
    "ru": ["и й"],
    "sk": ["a ä", "c č", "h ch", "o ô", "s š", "z ž"],
    "sl": ["c č ć", "d đ", "s š", "z ž"],
    "sq": ["c ç", "d dh", "e ë", "g gj", "l ll", "n nj", "r rr", "s sh", "t th", "x xh", "z zh"],
    "sr": ["д ђ", "и ј", "л љ", "н њ", "т ћ", "ч џ"],
    "sr-latn": ["c č ć", "d dž đ", "l lj", "n nj", "s š", "z ž"],
    "sv": ["z å ä ö"],
    "tr": ["c ç", "g ğ", "h ı", "o ö", "s ş", "u ü"],
    "uk": ["г ґ", "е є", "и і ї й"],
}
# Languages whose alphabet depends on how they are written.
WRITTEN_APART = {"sr-latn", "zh-hans", "zh-hant"}
# Letters that count as others, or have another small form, in one language.
OTHER_LETTERS: dict[str, Mapping[int, int | str | None]] = {
    "ar": str.maketrans("ءأإؤئةى", "اااااتي") | {ord("آ"): "اا"},
    "be": dict.fromkeys(map(ord, "ʼ’'")),
    "fa": str.maketrans("أإؤئكيىة", "ءءءءکییه"),
    "he": str.maketrans("ךםןףץ", "כמנפצ"),
    "hu": str.maketrans("őűŐŰ", "öüÖÜ"),
    "lt": str.maketrans("yY", "iI"),
    "ro": str.maketrans("şţŞŢ", "șțȘȚ"),
    "tr": str.maketrans("Iİ", "ıi"),
    # An apostrophe only parts two sounds.
    "uk": dict.fromkeys(map(ord, "ʼ’'")),
}
# Where “aa” is the older way to write “å”.
DOUBLE_A = {"da", "nb", "nn", "no"}
# Their own letters come before Latin ones, in which some names are written. Not so in Japanese.
BEFORE_LATIN = {"ar", "be", "bg", "el", "fa", "he", "mk", "ru", "sr", "uk", "zh-hans", "zh-hant"}
BEHIND_ALL = {code: 0x10FE00 + code for code in range(ord("a"), ord("z") + 1)}
# Higher than any letter that follows: “å” becomes “z” and one of these.
FIRST_PLACE_BEHIND = 0x10FF00


@cache
def _own_places(language: str) -> list[tuple[str, str]]:
    """Return what a language's own letters are written as to be compared, the longest first."""
    places = []
    for row in OWN_LETTERS.get(language, []):
        anchor, *followers = row.split()
        places += [
            (unicodedata.normalize("NFC", follower), anchor + chr(FIRST_PLACE_BEHIND + place))
            for place, follower in enumerate(followers)
        ]
    return sorted(places, key=lambda place: -len(place[0]))


@lru_cache(maxsize=20_000)
def _key(text: str, language: str) -> tuple[str, str]:
    folded = unicodedata.normalize("NFC", text.casefold())
    composed = unicodedata.normalize("NFC", text)
    compared = unicodedata.normalize("NFC", composed.translate(OTHER_LETTERS.get(language, {})).casefold())
    if language in DOUBLE_A:
        compared = compared.replace("aa", "å")
    for letters, written in _own_places(language):
        compared = compared.replace(letters, written)
    plain = "".join(
        part
        for part in unicodedata.normalize("NFKD", compared)
        if unicodedata.category(part) not in ("Mn", "Cf")
    )
    plain = plain.translate(SPELT_OUT)
    if language in STANDARDS:
        plain = placed_characters(plain, language)
    return plain.translate(BEHIND_ALL) if language in BEFORE_LATIN else plain, folded


def alphabetical_key(text: object) -> tuple[str, str]:
    """Return what texts are sorted by to stand in the order of the active language's alphabet."""
    language = get_language() or "en"
    return _key(str(text), language if language in WRITTEN_APART else language.partition("-")[0])
