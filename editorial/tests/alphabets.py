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


def letters_of(language_code: str) -> set[str]:
    """Return all letters that a title in the language may hold, small and large, and the usual signs."""
    alphabet = ALPHABETS[language_code.partition("-")[0]]
    large = {letter.upper() for letter in alphabet if len(letter.upper()) == 1}
    return {*alphabet, *large, *SIGNS}
