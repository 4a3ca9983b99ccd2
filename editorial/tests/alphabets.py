"""The letters of languages, small and large, as CLDR lists them under "main"."""

LATIN = "abcdefghijklmnopqrstuvwxyz"
CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
SIGNS = "0123456789 .,:;!?’“”„«»()–—…/&%€"

ALPHABETS = {
    "ar": ARABIC + "ًٌٍَُِّْ٠١٢٣٤٥٦٧٨٩،؛؟",
    "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvyz",
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
    "bg": CYRILLIC,
    "bs": LATIN + "čćđšž",
    "ca": LATIN + "àçéèíïóòúü·",
    "cs": LATIN + "áčďéěíňóřšťúůýž",
    "cy": LATIN + "àáâäèéêëìíîïòóôöùúûüẁẃŵẅỳýŷÿ",
    "da": LATIN + "æøå",
    "de": LATIN + "äöüß",
    "el": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
    "en": LATIN,
    "es": LATIN + "áéíñóúü¿¡",
    "et": LATIN + "äöõüšž",
    "eu": LATIN + "ñç",
    "fa": ARABIC + "پچژگکی۰۱۲۳۴۵۶۷۸۹",
    "fi": LATIN + "åäöšž",
    "fr": LATIN + "àâæçéèêëîïôœùûüÿ",
    "ga": LATIN + "áéíóú",
    "gl": LATIN + "áéíñóúüï",
    "he": "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
    "hr": LATIN + "čćđšž",
    "hu": LATIN + "áéíóöőúüű",
    "hy": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
    "is": LATIN + "áðéíóúýþæö",
    "it": LATIN + "àèéìíîòóùú",
    "ka": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "lb": LATIN + "äéëöü",
    "lt": LATIN + "ąčęėįšųūž",
    "lv": LATIN + "āčēģīķļņšūž",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
    "mt": LATIN + "ċġħżàèìòù",
    "nb": LATIN + "æøåéèêóòô",
    "nl": LATIN + "áéëíïóöúü",
    "nn": LATIN + "æøåéèêóòô",
    "no": LATIN + "æøåéèêóòô",
    "pl": LATIN + "ąćęłńóśźż",
    "pt": LATIN + "áâãàçéêíóôõú",
    "ro": LATIN + "ăâîșțşţ",
    "ru": CYRILLIC + "ё",
    "sk": LATIN + "áäčďéíĺľňóôŕšťúýž",
    "sl": LATIN + "čšž",
    "sq": LATIN + "çë",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш" + "čćđšž",
    "sv": LATIN + "åäöéà",
    "tr": LATIN + "çğıİöşü",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяʼ",
}


def letters_of_encoding(encoding: str, last: bytes = b"\xff\xff") -> str:
    """Return the characters and kana of a national standard up to a place in it."""
    rows = (bytes([lead, trail]) for lead in range(0xA1, 0xFF) for trail in range(0x40, 0xFF))
    letters = (row.decode(encoding, "ignore") for row in rows if row <= last)
    return "".join(letter for letter in letters if letter.isalpha() and letter >= "\u3000")


# Their letters are thousands: pages are written in the reader's own fonts. The standards hold what CLDR lists
# and more: JIS X 0208, GB 2312 and the common characters of Big5.
HAN_ALPHABETS = {
    "ja": letters_of_encoding("euc_jp"),
    "zh-hans": letters_of_encoding("gb2312"),
    "zh-hant": letters_of_encoding("big5", b"\xc6\x7e"),
}


def letters_of(language_code: str) -> set[str]:
    """Return all letters that a title in the language may hold, small and large, and the usual signs."""
    alphabets = HAN_ALPHABETS | ALPHABETS
    alphabet = alphabets.get(language_code) or alphabets[language_code.partition("-")[0]]
    large = {letter.upper() for letter in alphabet if len(letter.upper()) == 1}
    return {*alphabet, *large, *SIGNS}
