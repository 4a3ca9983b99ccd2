"""The order of characters in Japanese and Chinese, without tables of our own.

Each country's standard of characters lists the common ones in the order that its readers know: Japan's as
CLDR has them, the People's Republic's by their sound (pinyin), Taiwan's by their strokes. So Python's
encodings tell it. Rare characters follow them.
"""

import unicodedata

STANDARDS = {"ja": "euc_jp", "zh-hans": "gb2312", "zh-hant": "big5"}
# Above all letters that come before characters.
FIRST_PLACE, FIRST_RARE_PLACE, LAST_PLACE = 0xF0000, 0x100000, 0x10FD00
FIRST_CHARACTER = 0x3400
KATAKANA_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
# Small ones, and the point between words, which stands before all letters.
SMALL_KANA = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ・", "あいうえおつやゆよわかけ ")
LONG_VOWEL = "ー"


def placed_characters(text: str, language: str) -> str:
    """Return a text to be compared in one of the `STANDARDS`' languages: its characters in their places."""
    if language == "ja":
        text = spoken_kana(text)
    return "".join(
        chr(_place(letter, STANDARDS[language])) if ord(letter) >= FIRST_CHARACTER else letter
        for letter in text
    )


def _place(letter: str, standard: str) -> int:
    """Return the place of a character among all letters."""
    try:
        encoded = letter.encode(standard)
    except UnicodeEncodeError:
        return min(FIRST_RARE_PLACE + ord(letter), LAST_PLACE)
    return FIRST_PLACE + int.from_bytes(encoded[:2])


def spoken_kana(text: str) -> str:
    """Return a text with all kana in one form: not small, and a long vowel written as its vowel."""
    kana = text.translate(KATAKANA_TO_HIRAGANA).translate(SMALL_KANA)
    spoken = ""
    for letter in kana:
        spoken += vowel_of(spoken[-1:]) or letter if letter == LONG_VOWEL else letter
    return spoken


def vowel_of(kana: str) -> str:
    """Return the vowel that a syllable ends in, as a kana; "" if it is none."""
    name = unicodedata.name(kana, "") if kana else ""
    return dict(zip("AIUEO", "あいうえお", strict=True)).get(name[-1:], "") if "HIRAGANA" in name else ""
