"""A campaign says its terms alike: editors keep them, translators say them in their languages."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page

from home.models import HomePage
from localisation.knowledge.bring_in_glossary import bring_in_glossary, glossary_file
from localisation.knowledge.checks import problems_of
from localisation.knowledge.glossary import Glossary, Term, note_for, terms_in
from localisation.knowledge.glossary_file import UnreadableFile
from localisation.knowledge.models import GlossaryTerm, LanguageNote, TermTranslation

from .campaign import grant_pages, user_in


def language(code: str) -> Locale:
    return Locale.objects.get_or_create(language_code=code)[0]


def enter(term: str, source: str = "en", **more: Any) -> GlossaryTerm:
    """Put a term into the glossary, with how languages say it, `kept` or with its `case`."""
    row: GlossaryTerm = GlossaryTerm.objects.create(
        term=term,
        locale=language(source),
        is_never_translated=more.pop("kept", False),
        matches_case=more.pop("case", False),
    )
    for code, text in more.items():
        TermTranslation.objects.create(term=row, locale=language(code.replace("_", "-")), text=text)
    return row


def found(text: str, code: str = "de") -> list[str]:
    return [term.term for term in terms_in(text, language(code))]


# Finding


@pytest.mark.parametrize(
    ("source", "term", "text"),
    [
        ("en", "petition", "Sign the Petition!"),
        ("en", "petition", "All petitions’ signatures"),
        ("en", "country", "in 15 countries"),
        ("en", "open square", "Open  squares for all"),
        ("en", "Citizens’ Initiative", "a European citizens' initiative"),
        ("fr", "pétition", "Signez les pétitions."),
        ("de", "Unterschrift", "1000 Unterschriften"),
        ("de", "offene Plätze", "auf offenen Plätzen"),
        ("pl", "petycja", "Podpisz petycję."),
        ("el", "ψήφισμα", "ΤΟ ΨΉΦΙΣΜΑ"),
        ("el", "Ψήφισμα", "το ψηφισμα"),
        ("tr", "imza", "İMZALARIMIZ"),
        ("tr", "ışık", "IŞIK"),
        ("fi", "vetoomus", "vetoomuksessa ja vetoomusten"),
        ("ar", "عريضة", "وقّعوا العريضة"),
        ("ar", "عريضة", "وبعريضتنا"),
        ("ar", "عريضة", "للعريضة"),
        ("ar", "الساحة", "في ساحاتنا"),
        ("ar", "توقيع", "والتوقيعات"),
        ("he", "עצומה", "חתמו על העצומה"),
        ("zh-hans", "请愿", "请在请愿书上签名"),
        ("ja", "請願", "この請願に署名"),
        ("th", "คำร้อง", "ลงชื่อในคำร้องนี้"),
        ("uk", "петиція", "Петиція, яку підписали"),
    ],
)
def test_terms_are_found_in_the_forms_of_their_language(db: None, source: str, term: str, text: str) -> None:
    target = "de" if source != "de" else "en"
    enter(term, source, **{target: "x"})
    assert found(text, target) == [term]


@pytest.mark.parametrize(
    ("source", "term", "text"),
    [
        ("en", "sign", "a signal and a design"),
        ("en", "act", "We act. Facts."),
        ("fr", "loi", "loin"),
        ("de", "Rat", "Rathaus"),
        ("tr", "ışık", "işik"),
        ("ar", "عرض", "عريضة"),
        ("el", "νόμος", "νομάρχης"),
    ],
)
def test_other_words_are_no_terms(db: None, source: str, term: str, text: str) -> None:
    target = "de" if source != "de" else "en"
    row = enter(term, source, **{target: "x"})
    row.matches_case = term == "act"
    row.term = row.term.capitalize() if term == "act" else row.term
    row.save()
    assert found(text, target) == []


def test_capitals_count_where_the_term_says_so(db: None) -> None:
    enter("Act", case=True, de="Gesetz")
    assert found("The Act says: act!") == ["Act"]
    assert found("We act.") == []


def test_of_a_term_within_another_the_longer_is_told(db: None) -> None:
    enter("initiative", de="Initiative")
    enter("European Citizens' Initiative", de="Europäische Bürgerinitiative")
    assert found("The European Citizens' Initiative") == ["European Citizens' Initiative"]
    assert found("An initiative for a European Citizens' Initiative") == [
        "initiative",
        "European Citizens' Initiative",
    ]


def test_terms_without_a_word_in_the_language_are_not_told(db: None) -> None:
    enter("petition", de="Petition")
    assert found("petition", "fr") == []


def test_a_language_may_say_in_its_own_way_what_others_keep(db: None) -> None:
    enter("Open Squares", kept=True, ar="ساحات مفتوحة")
    assert terms_in("Open Squares", language("de")) == [Term("Open Squares", None, "")]
    assert terms_in("Open Squares", language("ar"))[0].translation == "ساحات مفتوحة"


def test_notes_of_the_term_and_of_the_language_are_told(db: None) -> None:
    row = enter("petition", de="Petition")
    GlossaryTerm.objects.update(note="To the Parliament.")
    row.translations.update(note="Nicht: Eingabe.")
    assert terms_in("petition", language("de"))[0].note == "To the Parliament.\nNicht: Eingabe."
    assert note_for(language("de")) == ""
    LanguageNote.objects.create(locale=language("de"), note="du")
    assert note_for(language("de")) == "du"


def test_links_and_entities_are_no_words(db: None) -> None:
    enter("petition", de="Petition")
    enter("id", de="Ausweis")
    enter("amp", de="Verstärker")
    assert found('<a id="a1">Sign</a> &amp; share the <b>petition</b>') == ["petition"]


def test_a_whole_page_asks_the_database_twice(db: None, django_assert_num_queries: Any) -> None:
    enter("petition", de="Petition")
    glossary = Glossary(language("de"), language("en"))
    with django_assert_num_queries(2):
        for _number in range(20):
            glossary.slips("A petition", "Eine Petition")


# Slips


@pytest.mark.parametrize(
    ("code", "said", "translation"),
    [
        ("de", "Petition", "Unsere Petitionen und die Bürgerpetition"),
        ("de", "Rathaus", "In den Rathäusern"),
        ("pl", "petycja", "Podpisz tę petycję"),
        ("fr", "pétition", "Les pétitions"),
        ("el", "ψήφισμα", "ΥΠΟΓΡΆΨΤΕ ΤΟ ΨΉΦΙΣΜΑ"),
        ("ar", "عريضة", "وقّعوا عرِيضَتنا"),
        ("ar", "عريضة", "بالعريضة"),
        ("tr", "İmza", "imzanı at"),
        ("zh-hant", "請願", "簽署請願書"),
        ("ja", "請願", "この請願に署名する"),
        ("th", "คำร้อง", "ลงชื่อในคำร้อง"),
        ("uk", "петиція", "Підпишіть петицію"),
    ],
)
def test_a_term_may_be_bent(db: None, code: str, said: str, translation: str) -> None:
    enter("petition", **{code.replace("-", "_"): said})
    assert "glossary" not in {
        problem.code for problem in problems_of("petition", translation, language(code))
    }


@pytest.mark.parametrize(
    ("code", "said", "translation"),
    [
        ("de", "Petition", "Unsere Eingabe"),
        ("ar", "عريضة", "وقّعوا الطلب"),
        ("zh-hans", "请愿", "在申请书上签名"),
        ("el", "ψήφισμα", "Υπογράψτε την αίτηση"),
    ],
)
def test_another_word_is_a_slip(db: None, code: str, said: str, translation: str) -> None:
    enter("petition", **{code.replace("-", "_"): said})
    slips = [
        problem
        for problem in problems_of("petition", translation, language(code))
        if problem.code == "glossary"
    ]
    assert said in str(slips[0].words)
    assert not slips[0].is_severe


def test_a_kept_name_is_kept(db: None) -> None:
    enter("Open Squares", kept=True)
    problems = problems_of("Join Open Squares", "Komm zu Offene Plätze", language("de"))
    assert "“Open Squares” is not translated" in str(problems[0].words)
    assert problems_of("Join Open Squares", "Komm zu Open Squares", language("de")) == []
    assert problems_of("Join Open Squares", "انضموا إلى Open Squares", language("ar")) == []


def test_what_the_glossary_keeps_may_stay_in_the_words_of_the_source(db: None) -> None:
    motto = "we are all of us in the same square"
    assert problems_of(motto, motto, language("de"))[0].is_severe
    enter(motto, kept=True)
    assert problems_of(motto, motto, language("de")) == []


# Who does what


@pytest.fixture
def editor(home: HomePage, german: Locale) -> User:
    """Somebody who writes pages in every language, and so keeps the terms."""
    user = user_in("editors")
    root = Page.get_first_root_node()
    assert root is not None
    grant_pages(user, root, "add", "change")
    user.groups.get().permissions.add(
        *Permission.objects.filter(codename__in=["access_admin", "submit_translation"])
    )
    return user


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def term_data(**changed: Any) -> dict[str, Any]:
    """Return what the form of a term sends."""
    return {
        "term": "square",
        "locale": language("en").pk,
        "note": "",
        **changed,
    }


def test_an_editor_adds_a_term_and_says_it_in_each_language(editor: User, german: Locale) -> None:
    arabic = language("ar")
    client = browser(editor)
    answer = client.post(
        reverse("glossary:add"),
        term_data(**{f"text_{german.pk}": "Platz", f"text_{arabic.pk}": "ساحة", "is_never_translated": ""}),
    )
    assert answer.status_code == 302
    term = GlossaryTerm.objects.get()
    assert dict(term.translations.values_list("locale__language_code", "text")) == {
        "de": "Platz",
        "ar": "ساحة",
    }
    page = client.get(reverse("glossary:index")).content.decode()
    assert "Platz" in page
    form = client.get(reverse("glossary:edit", args=[term.pk])).content.decode()
    assert 'dir="rtl"' in form


def test_a_translator_says_terms_in_one_language_and_leaves_the_rest(
    translator_client: Client, german: Locale, french: Locale
) -> None:
    term = enter("square", fr="place")
    address = reverse("glossary:edit", args=[term.pk])
    assert f"text_{french.pk}" not in translator_client.get(address).content.decode()
    answer = translator_client.post(
        address,
        term_data(
            term="hacked",
            note="hacked",
            is_never_translated="on",
            **{f"text_{german.pk}": "Platz", f"text_{french.pk}": "hacked"},
        ),
    )
    assert answer.status_code == 302
    term.refresh_from_db()
    assert (term.term, term.note, term.is_never_translated) == ("square", "", False)
    assert dict(term.translations.values_list("locale__language_code", "text")) == {
        "de": "Platz",
        "fr": "place",
    }


def test_a_translator_adds_and_deletes_no_term(translator_client: Client) -> None:
    term = enter("square")
    translator_client.post(reverse("glossary:add"), term_data())
    translator_client.post(reverse("glossary:delete", args=[term.pk]))
    assert list(GlossaryTerm.objects.values_list("term", flat=True)) == ["square"]


@pytest.mark.parametrize("name", ["index", "file", "bring_in", "notes"])
def test_others_see_none_of_it(home: HomePage, name: str) -> None:
    user = user_in("coordinators")
    user.groups.get().permissions.add(Permission.objects.get(codename="access_admin"))
    assert browser(user).get(reverse(f"glossary:{name}")).status_code == 302


def test_the_same_term_twice_is_refused_beside_it(editor: User) -> None:
    enter("square")
    answer = browser(editor).post(reverse("glossary:add"), term_data())
    assert "in the glossary already" in answer.content.decode()
    assert GlossaryTerm.objects.count() == 1


def test_notes_on_a_language_are_for_its_translators(
    translator_client: Client, german: Locale, french: Locale
) -> None:
    translator_client.post(
        reverse("glossary:notes"), {f"note_{german.pk}": "Wir duzen.", f"note_{french.pk}": "hacked"}
    )
    assert note_for(german) == "Wir duzen."
    assert note_for(french) == ""


# Files


def test_a_file_goes_out_and_comes_back_the_same(editor: User) -> None:
    enter("square", de="Platz", ar="ساحة", zh_hans="广场", el="πλατεία")
    enter("Open Squares", kept=True, case=True)
    enter("=SUM(A1)", de="+1", fr="a;b,c\n“d”")
    GlossaryTerm.objects.filter(term="square").update(note="Where people meet; not a shape.")
    raw = glossary_file()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert b"\n=SUM" not in raw
    assert b",+1" not in raw
    before = rows()
    GlossaryTerm.objects.all().delete()
    bring_in_glossary(raw, editor)
    assert rows() == before
    assert bring_in_glossary(raw, editor).terms == 0


def rows() -> set[tuple[Any, ...]]:
    """Return the whole glossary."""
    terms = GlossaryTerm.objects.values_list("term", "locale", "is_never_translated", "matches_case", "note")
    said = TermTranslation.objects.exclude(text="").values_list("term__term", "locale", "text", "note")
    return set(terms) | set(said)


TABLE = "term;language;do not translate;de;ar\nsquare;en;;Platz;ساحة\n\nOpen Squares;;yes;;\n"


@pytest.mark.parametrize(
    "raw",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.replace("\n", "\r\n").encode("utf-8-sig"),
        TABLE.replace(";", ",").encode(),
        TABLE.replace(";", "\t").encode("utf-16"),
        b"\xff\xfe" + TABLE.replace(";", "\t").encode("utf-16-le"),
        ("sep=;\n" + TABLE).encode(),
        TABLE.replace("term;", '"Term" ; ').replace('"Term" ; ', "Term ;").encode(),
    ],
    ids=["plain", "mark", "windows", "commas", "sixteen bits", "Excel's Unicode text", "told", "capitals"],
)
def test_a_file_of_any_spreadsheet_program_is_read(editor: User, raw: bytes) -> None:
    language("ar")
    done = bring_in_glossary(raw, editor)
    assert (done.terms, done.translations) == (2, 2)
    assert terms_in("square", language("ar"))[0].translation == "ساحة"
    assert terms_in("Open Squares", language("de"))[0].translation is None


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n\r\n", "empty"),
        (b"PK\x03\x04rest", "workbook"),
        (b"\xd0\xcf\x11\xe0rest", "workbook"),
        ("term;de\nPlatz;für\n".encode("cp1252"), "letters of this file"),
        (b"term;de\x00\nx;y", "no text"),
        (b"word,de\nsquare,Platz\n", "must be “term”"),
        (b"term,xx\nsquare,Platz\n", "no column “xx”"),
        (b"term,de,de\nsquare,Platz,Platz\n", "two columns “de”"),
        (b'term,de\nsquare,"Platz\n', "quotation mark"),
        (b"term,de\n,Platz\n", "Line 2: there is no term"),
        (b"term,language\nsquare,tlh\n", "doesn’t speak “tlh”"),
        (b"term,do not translate\nsquare,perhaps\n", "write yes or nothing"),
        (b"term,de\nsquare," + b"x" * 201 + b"\n", "longer than 200 characters"),
        (b"term,note\nsquare," + b"x" * 501 + b"\n", "longer than 500 characters"),
        (b"term,de\nsquare,Platz\nsquare,Feld\n", "stands in line 2 already"),
        (b"x" * (2 * 1024 * 1024 + 1), "larger than 2 MB"),
        (b"term\n" + b"x\n" * 10_001, "more than 10"),
    ],
)
def test_a_file_that_is_wrong_changes_nothing_and_it_is_said_why(editor: User, raw: bytes, said: str) -> None:
    enter("old", de="alt")
    with pytest.raises(UnreadableFile) as refused:
        bring_in_glossary(raw, editor)
    assert said in " ".join(refused.value.messages)
    assert list(GlossaryTerm.objects.values_list("term", flat=True)) == ["old"]


def test_an_empty_cell_deletes_nothing(editor: User) -> None:
    enter("square", de="Platz", fr="place")
    bring_in_glossary(b"term,de,fr\nsquare,,esplanade\n", editor)
    assert terms_in("square", language("de"))[0].translation == "Platz"
    assert terms_in("square", language("fr"))[0].translation == "esplanade"


def test_a_translators_file_reaches_one_language(translator: User, german: Locale, french: Locale) -> None:
    enter("square", fr="place")
    bring_in_glossary(b"term,note,de,fr\nsquare,hacked,Platz,hacked\n", translator)
    assert terms_in("square", german)[0] == Term("square", "Platz", "")
    assert terms_in("square", french)[0].translation == "place"
    with pytest.raises(UnreadableFile, match="Ask an editor"):
        bring_in_glossary(b"term,de\nsquare,Feld\nnew,neu\n", translator)
    assert terms_in("square", german)[0].translation == "Platz"


def test_the_admin_hands_files_out_and_takes_them(editor: User, german: Locale) -> None:
    enter("square", de="Platz")
    client = browser(editor)
    raw = client.get(reverse("glossary:file")).content
    changed = raw.replace(b"Platz", "Plätze".encode())
    address = reverse("glossary:bring_in")
    answer = client.post(address, {"file": SimpleUploadedFile("glossary.csv", changed)}, follow=True)
    assert "New or changed: 0 terms, 1 translation." in answer.content.decode()
    assert terms_in("square", german)[0].translation == "Plätze"
    answer = client.post(address, {"file": SimpleUploadedFile("glossary.xlsx", b"PK\x03\x04")})
    assert "workbook" in answer.content.decode()


def test_members_of_a_group_without_a_language_keep_no_terms(home: HomePage) -> None:
    user = user_in("submitters")
    user.groups.get().permissions.add(
        *Permission.objects.filter(codename__in=["access_admin", "submit_translation"])
    )
    with pytest.raises(UnreadableFile):
        bring_in_glossary(b"term\nsquare\n", user)
    assert Group.objects.filter(name="submitters").exists()
