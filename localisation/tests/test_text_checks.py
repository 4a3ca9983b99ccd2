"""What may be wrong with a translation is found, in any script, and what is right is left in peace."""

import pytest
from wagtail.models import Locale

from localisation.knowledge.checks import problems_of
from localisation.knowledge.glossary import Glossary

pytestmark = pytest.mark.django_db


def codes(source: str, translation: str, language: str = "de", longest: int | None = None) -> set[str]:
    """Return what is found, severe ones with an exclamation mark."""
    locale = Locale.objects.get_or_create(language_code=language)[0]
    return {
        problem.code + ("!" if problem.is_severe else "")
        for problem in problems_of(source, translation, locale, longest)
    }


RIGHT = [
    ("de", "A square is for everyone.", "Ein Platz ist für alle da."),
    ("el", "Who decides?", "Ποιος αποφασίζει;"),
    ("el", "Sign now!", "Υπόγραψε τώρα!"),
    ("ar", "Who decides?", "من يقرر؟"),
    ("ar", "Light, air, space.", "ضوء، هواء، فضاء."),
    ("fa", "Who decides?", "چه کسی تصمیم می‌گیرد؟"),
    ("zh-hans", "A square is for everyone.", "广场属于每一个人。"),
    ("zh-hant", "Who decides?", "誰來決定？"),
    ("ja", "Light, air, space.", "光、空気、空間。"),
    ("es", "Who decides?", "¿Quién decide?"),
    ("es", "Sign now!", "¡Firma ahora!"),
    ("fr", "Who decides?", "Qui décide\u00a0?"),
    ("fr", "Our demand: light.", "Notre demande\u00a0: «\u00a0de la lumière\u00a0»."),
    ("fr", "See https://example.org/a?b", "Voir https://example.org/a?b"),
    ("he", "Who decides?", "מי מחליט?"),
    ("tr", "Sign now.", "Şimdi imzala."),
    ("pl", "Sign now…", "Podpisz teraz..."),
    ("de", "15,000 people", "15.000 Menschen"),
    ("fr", "1,234.5 km", "1\u202f234,5 km"),
    ("ar", "15,000 people in 2026", "١٥٬٠٠٠ شخص في ٢٠٢٦"),
    ("fa", "15 people", "۱۵ نفر"),
    ("ja", "15,000 people", "1.5万人"),
    ("de", "At 10:30", "Um 10.30 Uhr"),
    ("fr", "At 10:30", "À 10\u00a0h\u00a030"),
    ("de", "At 5 p.m. we meet", "Um 17 Uhr treffen wir uns"),
    ("de", "At 5:30 pm", "Um 17.30 Uhr"),
    ("de", "In 2024 15 countries joined", "Im Jahr 2024 kamen 15 Länder dazu"),
    ("de", "Start", "Start"),
    ("de", "Ada Lovelace", "Ada Lovelace"),
    ("nl", "Rue de la Loi 42, 1000 Brussels, Belgium", "Rue de la Loi 42, 1000 Brussels, Belgium"),
    ("de", "2024–2026", "2024–2026"),
    ("de", "press@example.org", "press@example.org"),
    ("de", 'Read <a id="a1">more</a>.', 'Mehr <a id="a1">lesen</a>.'),
    ("de", "A <strong>square</strong>", "Ein <b>Platz</b>"),
    ("de", "Tom &amp; Ada", "Tom und Ada"),
    ("de", "Hello %(name)s, {count}", "{count}, hallo %(name)s"),
    ("th", "A square is for everyone.", "จัตุรัสเป็นของทุกคน"),
]


@pytest.mark.parametrize(("language", "source", "translation"), RIGHT)
def test_what_is_right_is_left_in_peace(language: str, source: str, translation: str) -> None:
    assert codes(source, translation, language) == set()


@pytest.mark.parametrize(
    ("language", "source", "translation", "found"),
    [
        # Severe: it would break the page or a promise.
        ("de", "Sign", "", "empty!"),
        ("de", "Sign", " \u00a0<br>", "empty!"),
        ("de", 'Read <a id="a1">more</a>', "Mehr lesen", "link_lost!"),
        ("ar", 'اقرأ <a id="a1">المزيد</a>', "Mehr lesen", "link_lost!"),
        ("de", "Read more", 'Mehr <a id="a7">lesen</a>', "link_unknown!"),
        ("de", 'Read <a id="a1">more</a>', 'Mehr lesen <a id="a1"> </a>', "link_empty!"),
        ("de", "A <b>square</b>", "Ein <b>Platz", "unclosed_tag!"),
        ("de", "A square", "Ein <script>Platz</script>", "markup!"),
        ("de", "A square", '<span style="color:red">Platz</span>', "markup!"),
        ("de", "Dear %(name)s", "Lieber %(Name)s", "placeholder_lost!"),
        ("ar", "Dear {name}", "عزيزي", "placeholder_lost!"),
        ("de", "Dear reader", "Hallo {name}", "placeholder_added!"),
        ("de", "Squares are open to all of us", "Squares are open to all of us", "same_as_source!"),
        ("el", "Squares are open to all of us.", "squares are open to all of us", "same_as_source!"),
        ("de", "广场属于城里的每一个人，白天和夜晚", "广场属于城里的每一个人，白天和夜晚", "same_as_source!"),
        # Hints.
        ("de", "Our open squares", "Our open squares", "same_as_source"),
        (
            "de",
            "We meet. Squares are open to all of us. Come.",
            "Wir treffen uns. Squares are open to all of us. Komm.",
            "sentence_left",
        ),
        ("de", "15 people", "51 Menschen", "numbers"),
        ("de", "1.5 million", "15 Millionen und 3", "numbers"),
        ("ar", "15 people", "١٦ شخصا", "numbers"),
        ("de", "Some people", "15 Menschen", "numbers"),
        ("de", "Write to press@example.org.", "Schreib der Presse.", "address_lost"),
        ("de", "A <b>square</b>", "Ein Platz", "tags_lost"),
        ("de", "A square", "Ein  Platz", "double_space"),
        ("de", "Who decides?", "Wer entscheidet.", "end"),
        ("de", "Sign", "Unterschreib.", "end"),
        ("de", "Sign.", "Unterschreib", "end"),
        ("ar", "Who decides?", "من يقرر?", "own_marks"),
        ("ar", "Light, air", "ضوء, هواء", "own_marks"),
        ("el", "Who decides?", "Ποιος αποφασίζει?", "own_marks"),
        ("zh-hans", "Light, air.", "光, 空气.", "own_marks"),
        ("ja", "Light.", "光.", "own_marks"),
        ("es", "Who decides?", "Quién decide?", "own_marks"),
        ("es", "Sign now!", "Firma ahora!", "own_marks"),
        ("fr", "Who decides?", "Qui décide?", "own_marks"),
        ("fr", "Who decides?", "Qui décide ?", "own_marks"),
        ("fr", "“Light”", "«de la lumière»", "own_marks"),
        ("el", "Open squares for all", "Offene Plätze für alle da", "script"),
        ("ru", "Open squares for all", "Otkrytye ploshchadi dlya vsekh", "script"),
        ("zh-hant", "Open squares for all", "Les places pour tout le monde", "script"),
    ],
)
def test_what_is_wrong_is_found(language: str, source: str, translation: str, found: str) -> None:
    assert found in codes(source, translation, language)


@pytest.mark.parametrize("letter", ["a", "ü", "ش", "广", "ж"])
def test_the_length_is_what_readers_see(letter: str) -> None:
    assert "too_long!" not in codes("A title", letter * 200, longest=200)
    assert "too_long!" in codes("A title", letter * 201, longest=200)
    assert "too_long!" not in codes("A &amp; B", "&amp;" * 200, longest=200)


def test_it_is_said_by_how_much_a_text_is_too_long() -> None:
    locale = Locale.objects.get_or_create(language_code="de")[0]
    problems = problems_of("A title", "x" * 500, locale, 200)
    assert str(problems[0].words) == "Too long by 300 characters."


def test_the_severe_come_first() -> None:
    locale = Locale.objects.get_or_create(language_code="de")[0]
    problems = problems_of('Read <a id="a1">more</a>!', "Mehr  lesen", locale)
    assert [problem.is_severe for problem in problems] == sorted(
        (problem.is_severe for problem in problems), reverse=True
    )
    assert len(problems) > 1


def test_serbian_in_two_scripts_may_be_the_same() -> None:
    serbian = Locale.objects.get_or_create(language_code="sr")[0]
    latin = Locale.objects.get_or_create(language_code="sr-latn")[0]
    text = "Trg je otvoren za sve nas danas"
    assert problems_of(text, text, latin, glossary=Glossary(latin, serbian)) == []
