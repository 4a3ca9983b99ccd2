"""Words stand in the order that their readers look for them: as CLDR has it, for each language of the hub."""

import pytest
from django.conf import settings
from django.utils.translation import override

from editorial.alphabetical_order import alphabetical_key

# Each list is as ICU sorts it, but for the apostrophe in Ukrainian, which no dictionary counts. They hold
# what sets their language apart from the order of Unicode.
SORTED = [
    ("ar", "آيسلندا, أذربيجان, إسبانيا, ألمانيا, اليابان, بلجيكا, تركيا, هولندا"),
    ("ar", "آيسلندا, الأرجنتين, أيرلندا, تونس, ثريا, هولندا, يابان, Zagreb"),
    ("be", "Беларусь, Ель, Ёлка, Іспанія, Італія, Йемен, Украіна, Ўрал, Швецыя, Zagreb"),
    ("bg", "Австрия, България, Естония, Италия, Йемен, Юг, Zagreb"),
    (
        "bs",
        "Cipar, Čad, Ćirilica, Dakar, Džibuti, Đakovo, Luksemburg, Ljubljana, Nizozemska, "
        "Njemačka, Srbija, Španija",
    ),
    ("ca", "Àustria, Bèlgica, Catalunya, Índia, Itàlia, Zàmbia"),
    ("cs", "Honduras, Chile, Itálie"),
    (
        "cy",
        "Canada, Croatia, Chile, Denmarc, Ddoe, Fanwatw, Ffrainc, Gwlad, Lwcsembwrg, Llydaw, "
        "Rwsia, Rhufain, Tsiecia, Thai",
    ),
    ("da", "Albanien, Zambia, Ægypten, Østrig, Åland"),
    ("de", "Ägypten, Albanien, Oman, Österreich, Osttimor, Zypern"),
    ("el", "Αίγυπτος, Αιθιοπία, Βέλγιο, Ελλάδα, Έσθονία, Ωμάν"),
    ("en", "Åland Islands, Albania, Côte d’Ivoire, Croatia, Zimbabwe"),
    ("es", "España, Namibia, Noruega, Ñandú"),
    ("et", "Saksamaa, Šveits, Zimbabwe, Taani, Wales, Õun, Äri, Öö, Ühendriigid"),
    ("eu", "Espainia, Ñandu, Nikaragua, Norvegia"),
    (
        "fa",
        "آلمان, اتریش, ایران, بلژیک, پرتغال, ترکیه, جامائیکا, چین, زامبیا, ژاپن, قطر, "
        "کانادا, گرجستان, لبنان, ونزوئلا, هند, یونان, Zagreb",
    ),
    ("fi", "Alankomaat, Viro, Zimbabwe, Åland, Ähtäri, Öljy"),
    ("fr", "Égypte, Espagne, Îles Féroé, Irlande, Zambie"),
    ("ga", "An Ghearmáin, Eilvéis, Éire, Ostair"),
    ("gl", "España, Namibia, Nixeria, Ñandú, Oceanía"),
    ("he", "אוסטריה, גרמניה, כן, כנס, צרפת, שווייץ, Zagreb"),
    (
        "hr",
        "Cipar, Čad, Ćup, Danska, Džibuti, Đakovo, Luksemburg, Ljubljana, Nizozemska, Njemačka",
    ),
    (
        "hu",
        "Ciprus, Csád, Írország, Izland, Olaszország, Ománi, Örményország, Őrség, "
        "Svédország, Szerbia, Zambia",
    ),
    (
        "is",
        "Austurríki, Ástralía, Danmörk, Eistland, Ekvador, Indland, Írland, Noregur, Zambia, "
        "Þýskaland, Æska, Ölfus",
    ),
    ("it", "Città, Costa, Perù, Polonia"),
    (
        "ja",
        "EU, アイスランド, アイルランド, あした, アメリカ, ガーナ, カナダ, キプロス, ギリシャ, "
        "フランス, ベルギー, 英国, 中国",
    ),
    ("ja", "カーボベルデ, ガイアナ, カザフスタン, サン・マルタン, ザンビア, サンマリノ"),
    ("ja", "亜麻, 愛, 英国, 中国, 龠, 𠮷"),
    ("lt", "Cukrus, Čekija, Yla, Islandija, Iš, Suomija, Šveicarija, Žemė"),
    ("lv", "Cukurs, Čehija, Ezers, Ēģipte, Somija, Šveice, Zviedrija, Žurka"),
    (
        "mk",
        "Германија, Грција, Ѓердап, Зимбабве, Ѕвезда, Израел, Јапонија, Луксембург, Љубов, "
        "Норвешка, Њујорк, Тунис, Ќе, Чад, Џибути, Zagreb",
    ),
    ("mt", "Ċilì, Cetta, Ġamajka, Gambja, Għana, Ħal, Żambja, Zija"),
    ("nb", "Albania, Danmark, Zambia, Ærø, Østerrike, Åland, Aarhus"),
    ("nl", "België, Benin, IJsland, Italië"),
    ("pl", "Cypr, Czad, Ćwierć, Litwa, Luksemburg, Łotwa, Malta, Zimbabwe, Żółwia"),
    ("pt", "Áustria, Bélgica, Índia, Itália, Zâmbia"),
    ("ro", "Austria, Ăla, Insula, Îngheț, Suedia, Șah, Turcia, Ţara, Ţel"),
    ("ru", "Австрия, Ёлка, Ель, Естония, Италия, Йемен, Япония, Zagreb"),
    ("sk", "Cyprus, Čad, Holandsko, Chile, Island, Zambia, Žilina"),
    ("sl", "Ciper, Čad, Srbija, Španija, Zambija, Žalec"),
    (
        "sq",
        "Danimarkë, Dhërmi, Egjipt, Gana, Gjermani, Lituani, Llogara, Suedi, Shqipëri, Zambia, Zhegër",
    ),
    (
        "sr",
        "Даблин, Ђаковица, Исланд, Јапан, Луксембург, Љубљана, Норвешка, Њујорк, Тунис, "
        "Ћуприја, Чад, Џибути, Zagreb",
    ),
    (
        "sr-latn",
        "Crna Gora, Čad, Ćuprija, Danska, Džibuti, Đakovica, Luksemburg, Ljubljana, "
        "Norveška, Njujork, Srbija, Španija",
    ),
    ("sv", "Albanien, Zypern, Åland, Ängland, Österrike"),
    ("tr", "Hırvatistan, Irak, İran"),
    ("uk", "Греція, Ефіопія, Єгипет, Ємен, Замбія, Ізраїль, Японія"),
    ("uk", "Гора, Ґанок, пʼята, п’яту, пятый, Zagreb"),
    (
        "zh-hans",
        "阿尔巴尼亚, 奥地利, 巴西, 比利时, 德国, 法国, 荷兰, 加拿大, 捷克, 美国, 日本, 瑞士, 英国, 中国, EU",
    ),
    ("zh-hant", "丹麥, 日本, 比利時, 加拿大, 法國, 美國, 英國, 挪威, 荷蘭, 瑞士, 義大利, 德國, EU"),
]


@pytest.mark.parametrize(("language", "words"), SORTED)
def test_words_stand_in_the_order_of_the_readers_alphabet(language: str, words: str) -> None:
    in_order = words.split(", ")
    with override(language):
        assert sorted(sorted(in_order), key=alphabetical_key) == in_order


def test_no_language_is_without_such_a_list() -> None:
    assert {code for code, _name in settings.LANGUAGES} <= {language for language, _words in SORTED}


@pytest.mark.parametrize(
    ("language", "other", "words"),
    [
        ("hu", "Ő", ["Ö", "Oz"]),
        ("ro", "Ţel", ["Țel", "Tz"]),
        ("he", "כף", ["כפ"]),
        ("ja", "がっこう", ["カツコウ"]),
        ("ja", "パーティー", ["ハアテイイ"]),
    ],
)
def test_forms_of_a_letter_count_as_the_same(language: str, other: str, words: list[str]) -> None:
    """Only between words that are alike otherwise does it matter which one was written."""
    with override(language):
        key = alphabetical_key(other)
        assert key[0] == alphabetical_key(words[0])[0]
        assert all(key > alphabetical_key(word) for word in words[1:])
